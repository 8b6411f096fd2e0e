import { anyCase, collectionOf, endpoint, Instant, PageQuery, resourceFields, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { AddressInput, Contact, ContactInput, line, MailAddress, PostalAddress } from './profile-parts';

const tag = 'MPN';
const path = '/v1/mpnlocations';
const params = z.object({ mpnId: z.string().max(40) });

/** `global` stands for the whole company. */
export const MpnType = anyCase(['global', 'location']);

/** An MPN account of the organisation. */
export const MpnLocation = z
  .object({
    mpnId: z.string(),
    type: z.enum(['global', 'location']),
    name: z.string(),
    country: z.string(),
    status: z.enum(['active', 'inactive']),
    /** The organisation acts under it. */
    associated: z.boolean(),
    address: PostalAddress.optional(),
    contact: Contact.optional(),
    ...resourceFields,
  })
  .meta({ id: 'MpnLocation' });
export type MpnLocation = z.infer<typeof MpnLocation>;

export const listMpnLocations = endpoint({
  method: 'GET',
  path,
  action: 'mpn-location.read',
  summary: 'The MPN accounts of the organisation: the global one first, then its locations by MPN ID.',
  tag,
  query: PageQuery.extend({
    type: MpnType.optional(),
    /** Part of the name or the city, or the beginning of the MPN ID. */
    search: z.string().trim().max(200).optional(),
  }),
  response: collectionOf(MpnLocation),
});

/** What is told of a new location; the contact's number as dialled within the country, 4 to 10 digits (ENR-10). */
export const MpnLocationInput = z.object({
  name: line(200),
  /** Without a country: the organisation's. */
  address: AddressInput,
  contact: ContactInput.extend({ email: MailAddress, phoneNumber: line(40) }),
});

export const addMpnLocation = endpoint({
  method: 'POST',
  path,
  action: 'mpn-location.add',
  summary: 'Adds a location; it gets a new MPN ID (MPN-06). Locations are not removed.',
  tag,
  body: MpnLocationInput,
  response: MpnLocation,
  status: 201,
});

export const getMpnLocation = endpoint({ method: 'GET', path: `${path}/:mpnId`, action: 'mpn-location.read', summary: 'One MPN account of the organisation.', tag, params, response: MpnLocation });

export const mpnLocationTimeline = endpoint({
  method: 'GET',
  path: `${path}/:mpnId/timeline`,
  action: 'mpn-location.read',
  summary: 'What happened to an MPN account, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});

/** A location the organisation acts under, or formerly did. */
export const MpnAssociation = z
  .object({ mpnId: z.string(), name: z.string(), country: z.string(), since: Instant, until: Instant.optional(), ...resourceFields })
  .meta({ id: 'MpnAssociation' });

export const listMpnAssociations = endpoint({
  method: 'GET',
  path: '/v1/mpnassociations',
  action: 'mpn-location.read',
  summary: 'Which locations the organisation has acted under, the present one first (MPN-08).',
  tag,
  query: PageQuery,
  response: collectionOf(MpnAssociation),
});

export const associateMpn = endpoint({
  method: 'POST',
  path: '/v1/mpnassociations',
  action: 'mpn-association.change',
  summary: 'Chooses the location that the organisation acts under: an active one in its legal country that nobody else holds (MPN-01 to MPN-04). The one before stays in the history.',
  tag,
  answers: [409],
  body: z.object({ mpnId: z.string().trim().min(1).max(40) }),
  status: 201,
  response: MpnAssociation,
});
