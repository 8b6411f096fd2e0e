import * as z from 'zod';
import { endpoint } from './endpoint';
import { OPERATION_STATUSES } from './event';
import { collectionOf, csvQuery, Instant, PageQuery, resourceFields } from './resource';
import { SubjectView } from './watching.contract';

const tag = 'Activity log';
const path = '/v1/auditrecords';

/** How far back the log is read when nobody says so, and how far at most, in days. */
export const AUDIT_DAYS = 30;
export const MOST_AUDIT_DAYS = 90;

/** One operation, in the shape that existing clients read; `actor`, `eventType` and `subjects` are Tandem's own. */
export const AuditRecord = z
  .object({
    id: z.uuid(),
    /** The organisation whose log this is; for operators the one that acted. */
    partnerId: z.uuid(),
    /** The other organisation that is concerned. */
    customerId: z.uuid().optional(),
    customerName: z.string().optional(),
    /** Who of the own organisation; people of others are named as timelines name them. */
    userPrincipalName: z.string().optional(),
    applicationId: z.string().optional(),
    resourceType: z.string(),
    /** What changed, before and after, as JSON in a text. */
    resourceOldValue: z.string().optional(),
    resourceNewValue: z.string().optional(),
    operationType: z.string(),
    originalCorrelationId: z.string().optional(),
    operationDate: Instant,
    operationStatus: z.enum(OPERATION_STATUSES),
    customizedData: z.array(z.object({ key: z.string(), value: z.string() })),
    /** Absent when time or the system did it. */
    actor: z.object({ id: z.string().optional(), name: z.string(), organisation: z.string() }).optional(),
    eventType: z.string(),
    subjects: z.array(SubjectView),
    ...resourceFields,
  })
  .meta({ id: 'AuditRecord' });
export type AuditRecord = z.infer<typeof AuditRecord>;

const date = z.string().trim().max(40).optional();

/** Which records: in the field's words (`startDate`, `endDate`, `filter`), and with Tandem's own. Operators see all organisations. */
export const auditFilter = {
  /** `2026-11-01`, an instant, or `11/1/2026 12:00:00 AM`; without a zone UTC. At most 90 days ago; default 30. */
  startDate: date,
  /** A day counts whole, an instant to the millisecond before it. */
  endDate: date,
  /** JSON: `{"Field":"ResourceType","Value":"partner_relationship","Operator":"equals"}`, or two of them as `LeftFilter` and `RightFilter` with `and` or `or`. */
  filter: z.string().max(2000).optional(),
  resourceType: z.string().max(100).optional(),
  /** Id of a person, or of an API client that acted by itself. */
  person: z.string().max(100).optional(),
  /** A record that it is about, as `subjects` names it: `invitation:019a…`. */
  record: z.string().regex(/^[a-z_]+:[0-9a-f-]{36}$/, 'Expected the type and the id of a record, such as invitation:019a….').optional(),
  /** Only what concerns this organisation too; for operators its own log. */
  organisation: z.uuid().optional(),
};

export const listAuditRecords = endpoint({
  method: 'GET',
  path,
  action: 'audit.read',
  summary: 'What happened in the organisation or concerned it, newest first (AUD-01); operators see everything.',
  tag,
  query: PageQuery.extend(auditFilter),
  response: collectionOf(AuditRecord),
});

export const exportAuditRecords = endpoint({
  method: 'GET',
  path: `${path}/export.csv`,
  action: 'audit.read',
  summary: 'The same list as a CSV file, streamed: what the filters leave, in the same order; without a period the last 30 days. UTF-8 with a mark, every value quoted, safe from formulas; times are UTC.',
  tag,
  query: z.object({ ...auditFilter, ...csvQuery }),
  response: z.string(),
});

export const countAuditRecords = endpoint({
  method: 'GET',
  path: `${path}/export/count`,
  action: 'audit.read',
  summary: 'How many rows the file would have, counted up to 10,000; `more`: that many and others.',
  tag,
  query: z.object(auditFilter),
  response: z.object({ count: z.number().int(), more: z.boolean() }).meta({ id: 'AuditRecordCount' }),
});

export const getAuditRecord = endpoint({
  method: 'GET',
  path: `${path}/:id`,
  action: 'audit.read',
  summary: 'One operation, however long ago.',
  tag,
  params: z.object({ id: z.uuid() }),
  response: AuditRecord,
});
