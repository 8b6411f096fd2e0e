import * as z from 'zod';
import { anyCase } from '@tandem/invitations-contract';
import { collectionOf, endpoint, etagField, PageQuery, resourceFields, Timeline } from '@tandem/platform-contract';

const tag = 'Provider directory';
const path = '/v1/indirectproviders';
const params = z.object({ id: z.uuid() });

/** What providers offer their resellers beside the products (DIR-01). */
export const PROVIDER_SERVICES = ['training', 'marketing', 'financing', 'support', 'billing', 'migration'] as const;
export const ProviderService = z.enum(PROVIDER_SERVICES).meta({ id: 'ProviderService' });
export type ProviderService = z.infer<typeof ProviderService>;

/** Longest description of an entry, in characters. */
export const DESCRIPTION_LIMIT = 600;

/** An entry of the provider directory; `id` is the provider's tenant, `location` its legal country. */
export const IndirectProvider = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mpnId: z.string().optional(),
    location: z.string(),
    /** Trading regions in which it can be authorized: that of its legal country (GEO-04). */
    regions: z.array(z.string()),
    /** Countries it serves, ISO 3166-1 alpha-2. */
    countries: z.array(z.string()),
    services: z.array(ProviderService),
    description: z.string(),
    website: z.string().optional(),
    email: z.string().optional(),
    phoneNumber: z.string().optional(),
    /** False: only the provider itself and the operator see it. */
    listed: z.boolean(),
    ...resourceFields,
  })
  .meta({ id: 'IndirectProvider' });
export type IndirectProvider = z.infer<typeof IndirectProvider>;

const country = z
  .string()
  .regex(/^[A-Za-z]{2}$/)
  .transform((code) => code.toUpperCase());
const CONTROL = /\p{Cc}/u;
const line = (longest: number) => z.string().trim().max(longest).refine((given) => !CONTROL.test(given), 'one line without control characters');
/** A field that an empty text clears. */
const orEmpty = (longest: number, fits: (given: string) => boolean, expected: string) => line(longest).refine((given) => given === '' || fits(given), expected);
const website = z.url({ protocol: /^https?$/, hostname: z.regexes.domain });
const PHONE = /^\+?[0-9][0-9 ()/.-]{3,}$/;

const content = {
  description: z.string().trim().min(1).max(DESCRIPTION_LIMIT),
  services: z.array(anyCase(PROVIDER_SERVICES)).min(1),
  /** Beside the legal country, which is always served; of the same region. */
  countries: z.array(country).max(80),
  website: orEmpty(200, (given) => website.safeParse(given).success, 'an address that begins with https://'),
  email: orEmpty(254, (given) => z.email().safeParse(given).success, 'an e-mail address'),
  phoneNumber: orEmpty(40, (given) => PHONE.test(given), 'a telephone number'),
  listed: z.boolean(),
};

/** What the operator writes into an entry; empty texts clear what may be missing. */
export const DirectoryEntryContent = z.object({
  ...content,
  countries: content.countries.optional(),
  website: content.website.optional(),
  email: content.email.optional(),
  phoneNumber: content.phoneNumber.optional(),
  listed: content.listed.optional(),
});
export type DirectoryEntryContent = z.infer<typeof DirectoryEntryContent>;

export const listIndirectProviders = endpoint({
  method: 'GET',
  path,
  action: 'public',
  summary: 'The official indirect providers by name. A reseller gets those of its own region unless it names a region (`all` for every one) or a country.',
  tag,
  query: PageQuery.extend({
    name: z.string().trim().max(200).optional(),
    /** A country that is served. */
    country: country.optional(),
    /** A trading region such as `europe`, or `all`. */
    region: z.string().trim().max(60).optional(),
    /** Every one of these is offered. */
    services: z.array(anyCase(PROVIDER_SERVICES)).max(20).optional(),
  }),
  response: collectionOf(IndirectProvider),
});

export const getIndirectProvider = endpoint({
  method: 'GET',
  path: `${path}/:id`,
  action: 'public',
  summary: 'One entry. One that is not listed is found by its provider and the operator only.',
  tag,
  params,
  response: IndirectProvider,
});

export const createIndirectProvider = endpoint({
  method: 'POST',
  path,
  action: 'directory.edit',
  summary: 'Makes the entry of a provider, as the operator; listed unless it says otherwise.',
  tag,
  body: DirectoryEntryContent.extend({ id: z.uuid() }),
  response: IndirectProvider,
  status: 201,
});

export const editIndirectProvider = endpoint({
  method: 'PATCH',
  path: `${path}/:id`,
  action: 'directory.edit',
  summary: 'Changes an entry, as the operator; a provider asks for it. What is left out stays, an empty text clears.',
  tag,
  params,
  body: DirectoryEntryContent.partial().extend(etagField),
  response: IndirectProvider,
});

/** An active provider that has no entry yet. */
export const DirectoryCandidate = z.object({ id: z.uuid(), name: z.string(), location: z.string(), ...resourceFields }).meta({ id: 'DirectoryCandidate' });
export type DirectoryCandidate = z.infer<typeof DirectoryCandidate>;

export const listDirectoryCandidates = endpoint({
  method: 'GET',
  path: `${path}/candidates`,
  action: 'directory.edit',
  summary: 'Active indirect providers that have no entry yet, by name.',
  tag,
  query: PageQuery,
  response: collectionOf(DirectoryCandidate),
});

export const indirectProviderTimeline = endpoint({
  method: 'GET',
  path: `${path}/:id/timeline`,
  action: 'directory.own',
  summary: 'What happened to an entry, newest first; for its provider and the operator.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});
