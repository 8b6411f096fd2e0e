import { collectionOf, endpoint, Instant, PageQuery, resourceFields } from '@tandem/platform-contract';
import * as z from 'zod';
import { EnrollmentState } from './enrollment.view';

const tag = 'Enrollment';
const action = 'organisation.manage';

/** Most characters of why a partner is marked; the partner reads it. */
export const OFFBOARDING_REASON_LIMIT = 500;
/** Most partners that one call marks. */
const MOST_PARTNERS = 1000;

const reason = z.string().max(OFFBOARDING_REASON_LIMIT).optional();

/** That a direct-bill partner is marked for offboarding, and how far its transition is. */
export const OffboardingView = z
  .object({
    organisation: z.object({ id: z.uuid(), name: z.string(), domain: z.string(), country: z.string() }),
    identified: z.boolean(),
    reason: z.string().optional(),
    since: Instant.optional(),
    /** Where its transition stands; absent before it was marked. */
    enrollment: z.object({ id: z.uuid(), state: EnrollmentState }).optional(),
    ...resourceFields,
  })
  .meta({ id: 'Offboarding' });
export type OffboardingView = z.infer<typeof OffboardingView>;

export const listOffboardings = endpoint({
  method: 'GET',
  path: '/v1/offboardings',
  action,
  summary: 'The partners that are marked for offboarding, the newest mark first.',
  tag,
  query: PageQuery,
  response: collectionOf(OffboardingView),
});

export const markOffboarding = endpoint({
  method: 'PUT',
  path: '/v1/partners/:id/offboarding',
  action,
  summary: 'Marks a direct-bill partner for offboarding, or takes that back as long as its transition was not submitted. Nobody is mailed (TRN-01).',
  tag,
  answers: [409],
  params: z.object({ id: z.uuid() }),
  body: z.object({ identified: z.boolean(), reason }),
  response: OffboardingView,
});

export const markOffboardings = endpoint({
  method: 'POST',
  path: '/v1/offboardings',
  action,
  summary: 'Marks many partners, or takes that back, with a result for each; `dryRun` only says what would become of them. Partners are named by id, domain or MPN ID.',
  tag,
  body: z.object({ partners: z.array(z.string().trim().min(1).max(254)).min(1).max(MOST_PARTNERS), identified: z.boolean(), reason, dryRun: z.boolean().optional() }),
  response: z.object({
    items: z.array(
      z.object({
        partner: z.string(),
        /** `unchanged`: it is so already; `repeated`: named above; `refused`: see `reason`. */
        result: z.enum(['marked', 'unmarked', 'unchanged', 'repeated', 'refused']),
        organisation: z.object({ id: z.uuid(), name: z.string() }).optional(),
        reason: z.string().optional(),
        fix: z.string().optional(),
      }),
    ),
  }),
});
