import * as z from 'zod';
import { anyCase, InvitationState, LastDelivery, reminderFields } from '@tandem/invitations-contract';
import { collectionOf, csvQuery, endpoint, EXPORT_COUNT_SUMMARY, ExportCount, Instant, PageQuery, resourceFields } from '@tandem/platform-contract';
import { AdminAccess } from './relationships.contract';

const tag = 'Partnership';
const action = 'partnership.request';

/** Tabs of the list: everything, partners, requests without an answer, those that end within seven days, those with any trouble of their mail; of these, whose mail failed and whose came back. */
export const RESELLER_VIEWS = ['all', 'partners', 'waiting', 'expiring', 'problems', 'failed', 'bounced'] as const;
export type ResellerView = (typeof RESELLER_VIEWS)[number];

/** Counts end here: more are shown as "99+". */
export const COUNT_LIMIT = 100;

const row = {
  /** Of a partner its tenant, of a request the request. */
  id: z.uuid(),
  /** When the partnership began, or the request was made: the list is sorted by it, newest first. */
  since: Instant,
  ...resourceFields,
};

/** A reseller that has authorized the provider. */
export const ResellerRow = z
  .object({ kind: z.literal('partner'), name: z.string(), status: z.literal('active'), country: z.string(), mpnId: z.string().optional(), delegatedAdmin: AdminAccess, ...row })
  .meta({ id: 'ResellerRow' });

/** A request that has not been answered yet. */
export const RequestRow = z
  .object({
    kind: z.literal('request'),
    email: z.string().optional(),
    status: InvitationState,
    url: z.string(),
    until: Instant.optional(),
    ...reminderFields,
    viewedAt: Instant.optional(),
    renewalRequestedAt: Instant.optional(),
    lastMail: LastDelivery.optional(),
    requestedBy: z.string(),
    ...row,
  })
  .meta({ id: 'RequestRow' });

/** A line of the indirect resellers page (SCR-12). */
export const IndirectReseller = z.discriminatedUnion('kind', [ResellerRow, RequestRow]).meta({ id: 'IndirectReseller' });
export type IndirectReseller = z.infer<typeof IndirectReseller>;

/** What narrows the list; its export and the export's count take the same. */
const filter = {
  view: anyCase(RESELLER_VIEWS).optional(),
  q: z.string().trim().max(200).optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .transform((code) => code.toUpperCase())
    .optional(),
};

export const listIndirectResellers = endpoint({
  method: 'GET',
  path: '/v1/indirectresellers',
  action,
  summary: 'Partners and open requests of a provider in one list, newest first.',
  tag,
  query: PageQuery.extend(filter),
  response: collectionOf(IndirectReseller),
});

export const exportIndirectResellers = endpoint({
  method: 'GET',
  path: '/v1/indirectresellers/export.csv',
  action,
  summary:
    'The same list as a CSV file: what the filters leave, in the same order, without an end. UTF-8 with a mark, every value quoted; what a spreadsheet would take for a formula begins with an apostrophe. Headers and words are in the language asked for, else in the caller\'s; times are UTC. Personal links are left out.',
  tag,
  query: z.object({ ...filter, ...csvQuery }),
  response: z.string(),
});

export const countIndirectResellersExport = endpoint({
  method: 'GET',
  path: '/v1/indirectresellers/export/count',
  action,
  summary: EXPORT_COUNT_SUMMARY,
  tag,
  query: z.object(filter),
  response: ExportCount,
});

const count = z.number().int().min(0).max(COUNT_LIMIT);

export const countIndirectResellers = endpoint({
  method: 'GET',
  path: '/v1/indirectresellers/counts',
  action,
  summary: 'How many lines each view has; 100 means more than 99.',
  tag,
  response: z.object({ all: count, partners: count, waiting: count, expiring: count, problems: count, failed: count, bounced: count }),
});
