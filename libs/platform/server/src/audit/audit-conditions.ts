import { isUuid } from '@tandem/platform-kernel';
import { array } from '../jobs/job-rows';
import type { OrganisationNames } from '../watching/organisation-names';
import type { AuditPeriod } from './audit-period';
import { filterInSql, readFieldFilter } from './field-filter';
import type { SqlPart } from './field-filter';

/** What narrows the log, as the query says it. */
export interface AuditQuery {
  readonly filter?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly person?: string | undefined;
  readonly record?: string | undefined;
  /** Of an operator's question it is not a condition but whose log is read. */
  readonly organisation?: string | undefined;
}

/** What an event is about; events from before this was kept are called after their first record. */
export const RESOURCE_TYPE = `coalesce(e.resource_type, split_part(e.subjects[1], ':', 1), split_part(e.type, '.', 1))`;
/** What was done; events from before this was kept are called by their name. */
export const OPERATION_TYPE = `coalesce(e.operation_type, translate(e.type, '.-', '__'))`;

/** Equal whatever the case and underscores: clients send `PartnerRelationship` as well as `partner_relationship`. */
const same = (column: string, value: string): SqlPart => ({ sql: `replace(${column}, '_', '') = ?`, params: [value.toLowerCase().replaceAll('_', '')] });
const concerns = (ids: readonly string[]): SqlPart => ({ sql: 'exists (select from unnest(e.visible_to) as one where one = any(?::uuid[]))', params: [array(ids)] });

const fieldCondition =
  (names: OrganisationNames | undefined) =>
  async (field: string, operator: string, value: string): Promise<SqlPart | undefined> => {
    switch (`${field} ${operator}`) {
      case 'resourcetype equals':
        return same(RESOURCE_TYPE, value);
      case 'operationtype equals':
        return same(OPERATION_TYPE, value);
      case 'customerid equals':
        return concerns(isUuid(value.toLowerCase()) ? [value] : []);
      case 'companyname substring':
        return concerns((await names?.idsLike(value)) ?? []);
      default:
        return undefined;
    }
  };

/** Conditions on `event e`; those that nobody asked for are not in the statement. @throws DomainError FILTER_INVALID. */
export async function auditConditions({ from, until }: AuditPeriod, query: AuditQuery, names: OrganisationNames | undefined): Promise<SqlPart> {
  const parts: SqlPart[] = [{ sql: 'e.at >= ?::timestamptz', params: [from] }];
  if (until) parts.push({ sql: 'e.at < ?::timestamptz', params: [until] });
  if (query.resourceType) parts.push(same(RESOURCE_TYPE, query.resourceType));
  if (query.person) parts.push({ sql: `coalesce(e.actor->>'userId', e.actor->>'clientId') = ?`, params: [query.person] });
  if (query.record) parts.push({ sql: 'e.subjects @> array[?::text]', params: [query.record] });
  if (query.organisation) parts.push(concerns([query.organisation]));
  if (query.filter) parts.push(await filterInSql(readFieldFilter(query.filter), fieldCondition(names)));
  return { sql: parts.map(({ sql }) => `(${sql})`).join(' and '), params: parts.flatMap(({ params }) => params) };
}
