import type { EntityManager } from '@mikro-orm/postgresql';
import { INVITATION_DELIVERY, OPEN } from '@tandem/invitations-server';
import { COUNT_LIMIT } from '@tandem/partnership-contract';
import type { countIndirectResellers, countIndirectResellersExport } from '@tandem/partnership-contract';
import { EXPORT_COUNT_LIMIT } from '@tandem/platform-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import { Conditions } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';
import { relationshipsOf } from '../relationships/relationship.view';
import { addView } from '../requests/request-views';
import type { RequestView } from '../requests/request-views';
import { partnersWhere, requestsWhere } from './reseller-filter';
import type { ResellerFilter } from './reseller-filter';

type Counts = AnswerOf<typeof countIndirectResellers>;

/** How many lines each view has, up to a hundred: nothing is counted that nobody will read. */
export async function countResellers(em: EntityManager, { organisationId }: Actor, now: Date): Promise<Counts> {
  const params: unknown[] = [];
  const upTo = (from: string, ...given: readonly unknown[]): string => {
    params.push(...given);
    return `(select count(*)::int from (select 1 from ${from} limit ${COUNT_LIMIT}) as counted)`;
  };
  const requests = (view?: RequestView): string => {
    const where = new Conditions().add('i.organisation_id = ?', organisationId).add(`i.type = '${PARTNERSHIP_REQUEST}'`).add(OPEN);
    if (view) addView(where, view, now);
    return upTo(`invitation i ${INVITATION_DELIVERY} where ${where.sql}`, ...where.params);
  };
  const partners = upTo(`partnership p where p.provider_id = ? and p.state = 'active'`, organisationId);
  const every = requests();
  const views = (['waiting', 'expiring', 'problems', 'failed', 'bounced'] as const).map((view) => `${requests(view)} as ${view}`);
  const [row] = await em.execute<(Omit<Counts, 'all'> & { requests: number })[]>(`select ${[`${partners} as partners`, `${every} as requests`, ...views].join(', ')}`, params);
  if (!row) throw new Error('Counting answered nothing');
  const { requests: open, ...counts } = row;
  return { all: Math.min(counts.partners + open, COUNT_LIMIT), ...counts };
}

/** How many lines of the list a filter leaves, up to the limit of an export's count. */
export async function countExport(em: EntityManager, { organisationId }: Actor, filter: ResellerFilter, now: Date): Promise<AnswerOf<typeof countIndirectResellersExport>> {
  const requests = requestsWhere(filter, now)?.add('i.organisation_id = ?', organisationId).add(`i.type = '${PARTNERSHIP_REQUEST}'`);
  const parts = [
    { from: relationshipsOf('is_indirect_cloud_solution_provider_of'), where: partnersWhere(organisationId, filter) },
    { from: `invitation i ${INVITATION_DELIVERY}`, where: requests },
  ].flatMap(({ from, where }) => (where ? [{ sql: `(select 1 from ${from} where ${where.sql} limit ${EXPORT_COUNT_LIMIT + 1})`, params: where.params }] : []));
  const statement = `select count(*)::int as count from (${parts.map(({ sql }) => sql).join(' union all ')}) as counted`;
  const [row] = parts.length === 0 ? [{ count: 0 }] : await em.execute<{ count: number }[]>(statement, parts.flatMap(({ params }) => params));
  const { count } = row ?? { count: 0 };
  return { count: Math.min(count, EXPORT_COUNT_LIMIT), more: count > EXPORT_COUNT_LIMIT };
}
