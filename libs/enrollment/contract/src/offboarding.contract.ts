import { collectionOf, endpoint, Instant, PageQuery, resourceFields } from '@tandem/platform-contract';
import * as z from 'zod';
import { MOST_ROWS, PartnerName, rowOutcome } from './by-file';
import { EnrollmentState } from './enrollment.view';

const tag = 'Enrollment';
const action = 'organisation.manage';

/** Most characters of why a partner is marked; the partner reads it. */
export const OFFBOARDING_REASON_LIMIT = 500;

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
  summary: 'Marks many partners, or takes that back, with a result for each; `dryRun` only says what would become of them. Partners are named by id, domain or MPN ID, each with a reason of its own where it has one.',
  tag,
  body: z.object({ partners: z.array(z.union([PartnerName, z.object({ partner: PartnerName, reason })])).min(1).max(MOST_ROWS), identified: z.boolean(), reason, dryRun: z.boolean().optional() }),
  /** `changed`: was marked before, and has another reason now. */
  response: z.object({ items: z.array(rowOutcome(['marked', 'changed', 'unmarked'])) }),
});
