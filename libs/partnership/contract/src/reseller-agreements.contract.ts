import { VettingStatus } from '@tandem/identity-contract';
import { anyCase, collectionOf, csvQuery, endpoint, EXPORT_COUNT_SUMMARY, ExportCount, Instant, PageQuery, resourceFields } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Partnership';
const action = 'report.resellers';
const path = '/v1/indirectresellers/agreements';

/** Whether a reseller has signed, as the table is narrowed by it. */
export const SIGNED_STATES = ['signed', 'unsigned'] as const;

/** How a reseller stands with the partner agreement (AGR-07); `id` is its tenant. */
export const ResellerAgreement = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mpnId: z.string().optional(),
    country: z.string(),
    region: z.string(),
    verification: VettingStatus,
    signed: z.boolean(),
    signedAt: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'ResellerAgreement' });
export type ResellerAgreement = z.infer<typeof ResellerAgreement>;

const filter = { q: z.string().trim().max(200).optional(), signed: anyCase(SIGNED_STATES).optional() };

export const listResellerAgreements = endpoint({
  method: 'GET',
  path,
  action,
  summary: 'Which partners of a provider have signed the partner agreement, the newest partner first.',
  tag,
  query: PageQuery.extend(filter),
  response: collectionOf(ResellerAgreement),
});

export const exportResellerAgreements = endpoint({
  method: 'GET',
  path: `${path}/export.csv`,
  action,
  summary: 'The same table as a CSV file, without an end; written as the export of the resellers is.',
  tag,
  query: z.object({ ...filter, ...csvQuery }),
  response: z.string(),
});

export const countResellerAgreementsExport = endpoint({
  method: 'GET',
  path: `${path}/export/count`,
  action,
  summary: EXPORT_COUNT_SUMMARY,
  tag,
  query: z.object(filter),
  response: ExportCount,
});
