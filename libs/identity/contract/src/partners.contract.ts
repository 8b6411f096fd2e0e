import { collectionOf, endpoint, Halt, Instant, PageQuery, Program, resourceFields, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Organisations';
const action = 'organisation.manage';
const path = '/v1/partners';
const params = z.object({ id: z.uuid() });

/** Most characters of what the operator says when it stops something. */
export const HALT_REASON_LIMIT = 500;

/** Programs that the operator grants; resellers apply themselves (ORG-05). */
export const GRANTED_PROGRAMS = ['indirect_provider', 'direct_bill'] as const;

const PartnerProgram = z.enum(['indirect_provider', 'indirect_reseller', 'direct_bill']);

/** A program that a partner holds. */
const HeldProgram = z
  .object({ program: Program, state: z.enum(['active', 'suspended']), since: Instant, agreementSignedAt: Instant.optional() })
  .meta({ id: 'HeldProgram' });

/** How a partner stands with the operator. */
export const PartnerState = z.enum(['active', 'suspended', 'restricted']).meta({ id: 'PartnerState' });
export type PartnerState = z.infer<typeof PartnerState>;

/** A partner organisation as the operator sees it. */
export const PartnerView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    domain: z.string(),
    country: z.string(),
    state: PartnerState,
    suspended: Halt.optional(),
    restricted: Halt.optional(),
    programs: z.array(HeldProgram),
    createdAt: Instant,
    ...resourceFields,
  })
  .meta({ id: 'Partner' });
export type PartnerView = z.infer<typeof PartnerView>;

/** The same of a single one, with how many people can sign in. */
export const PartnerDetails = PartnerView.extend({ people: z.number().int() }).meta({ id: 'PartnerDetails' });
export type PartnerDetails = z.infer<typeof PartnerDetails>;

/** What a first sign-in needs; the password has to be changed then (SEC-03). */
export const FirstCredentials = z.object({ userName: z.string(), password: z.string() }).meta({ id: 'FirstCredentials' });

export const listPartners = endpoint({
  method: 'GET',
  path,
  action,
  summary: 'Partner organisations by name',
  tag,
  query: PageQuery.extend({ search: z.string().max(200).optional(), program: PartnerProgram.optional(), state: PartnerState.optional() }),
  response: collectionOf(PartnerView),
});

export const createPartner = endpoint({
  method: 'POST',
  path,
  action,
  summary: 'Makes a partner organisation with its first Global admin, whose password is told in this answer only',
  tag,
  body: z.object({
    name: z.string().trim().min(1).max(200),
    domain: z.string().max(253),
    country: z.string().regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2, e.g. DE'),
    program: z.enum(GRANTED_PROGRAMS),
    globalAdmin: z.object({
      email: z.email().max(254),
      firstName: z.string().trim().min(1).max(100),
      lastName: z.string().trim().min(1).max(100),
      locale: z.enum(['de', 'en']).optional(),
    }),
  }),
  status: 201,
  response: PartnerDetails.extend({ credentials: FirstCredentials.optional() }).meta({ id: 'NewPartner' }),
});
export type NewPartner = z.infer<NonNullable<typeof createPartner.body>>;

export const getPartner = endpoint({ method: 'GET', path: `${path}/:id`, action, summary: 'A partner organisation', tag, params, response: PartnerDetails });

/** Why, in words that the organisation reads; without it nothing is stopped, and lifting needs none. */
const reason = z.string().max(HALT_REASON_LIMIT).optional();

export const suspendPartner = endpoint({
  method: 'PUT',
  path: `${path}/:id/suspension`,
  action,
  summary: 'Suspends an account or lifts that: nothing new begins, what exists stays manageable',
  tag,
  params,
  body: z.object({ suspended: z.boolean(), reason }),
  response: PartnerDetails,
});

export const restrictPartner = endpoint({
  method: 'PUT',
  path: `${path}/:id/restriction`,
  action,
  summary: 'Restricts a direct-bill partner or lifts that: no purchases, no new customers, no requests to customers by itself',
  tag,
  params,
  body: z.object({ restricted: z.boolean(), reason }),
  response: PartnerDetails,
});

export const partnerTimeline = endpoint({
  method: 'GET',
  path: `${path}/:id/timeline`,
  action,
  summary: 'What the operator did with a partner organisation, newest first',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});
