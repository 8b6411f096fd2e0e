import type { EntityManager } from '@mikro-orm/postgresql';
import type { AuditRecord } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import type { OrganisationNames } from '../watching/organisation-names';
import { OPERATION_TYPE, RESOURCE_TYPE } from './audit-conditions';
import { auditRecord, otherOf } from './audit-record.view';
import type { AuditRow } from './audit-record.view';
import type { SqlPart } from './field-filter';

/** Where a page ends; what follows is older. */
export interface AuditPosition {
  readonly at: string;
  readonly id: string;
}

const COLUMNS = `e.id, e.at, e.type, e.actor, e.organisation_id, e.visible_to, e.subjects, e.data, e.before, e.after, e.correlation_id,
  ${RESOURCE_TYPE} as resource_type, ${OPERATION_TYPE} as operation_type, coalesce(e.operation_status, 'succeeded') as operation_status`;

/** The ways in which an organisation sees an event: it did it, or it is named at one of the places. Each has an index in the order of time. */
const WAYS = ['e.organisation_id', 'e.visible_to[2]', 'e.visible_to[3]', 'e.visible_to[4]'];

/** The newest events that an organisation sees, `null` for all of them; `limit` at most of each way, so that the cost does not grow with age. */
export function seenEvents(organisationId: string | null, columns: string, { sql, params }: SqlPart, limit: number): SqlPart {
  const newest = (where: string): string => `(select ${columns} from event e where ${where}${sql} order by e.at desc, e.id desc limit ${limit})`;
  if (organisationId === null) return { sql: newest(''), params };
  return { sql: WAYS.map((way) => newest(`${way} = ? and `)).join(' union all '), params: WAYS.flatMap(() => [organisationId, ...params]) };
}

/** Whose log is read: everybody's own; an operator's question may name one, else it is all of them. */
const logOf = (actor: Actor, organisation?: string): string | null => (actor.programs.includes('operator') ? (organisation ?? null) : actor.organisationId);

/** What is read of the log. */
export interface AuditReading {
  readonly where: SqlPart;
  readonly organisation?: string | undefined;
  readonly after?: AuditPosition | undefined;
  readonly limit: number;
}

/** Records that the caller may see, newest first; `names` knows what organisations are called. */
export async function findAuditRecords(em: EntityManager, actor: Actor, { where, organisation, after, limit }: AuditReading, names: OrganisationNames | undefined): Promise<AuditRecord[]> {
  const older: SqlPart = after ? { sql: `${where.sql} and (e.at, e.id) < (?::timestamptz, ?::uuid)`, params: [...where.params, after.at, after.id] } : where;
  const seen = seenEvents(logOf(actor, organisation), COLUMNS, older, limit);
  const rows: AuditRow[] = await em.execute(`select * from (${seen.sql}) as seen order by at desc, id desc limit ${limit}`, [...seen.params]);
  const others = rows.flatMap((row) => otherOf(row, actor) ?? []);
  const known = (await names?.namesOf([...new Set(others)])) ?? new Map<string, string>();
  return rows.map((row) => auditRecord(row, actor, known));
}

/** Counting ends here: more are told as "more than". */
export const AUDIT_COUNT_LIMIT = 10_000;

/** How many records a filter leaves, up to the limit. */
export async function countAudit(em: EntityManager, actor: Actor, { where, organisation }: Pick<AuditReading, 'where' | 'organisation'>): Promise<{ count: number; more: boolean }> {
  const seen = seenEvents(logOf(actor, organisation), '1', where, AUDIT_COUNT_LIMIT + 1);
  const [row] = await em.execute<{ count: number }[]>(`select count(*)::int as count from (${seen.sql}) as seen`, [...seen.params]);
  const { count } = row ?? { count: 0 };
  return { count: Math.min(count, AUDIT_COUNT_LIMIT), more: count > AUDIT_COUNT_LIMIT };
}
