import type { EntityManager } from '@mikro-orm/postgresql';
import { INCENTIVE_STATES } from '@tandem/incentives-contract';
import type { countIncentiveExport, countIncentiveInvitations, IncentiveState } from '@tandem/incentives-contract';
import { EXPORT_COUNT_LIMIT } from '@tandem/platform-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import { query } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { INCENTIVE_FROM } from './incentive-rows';
import { conditionsOf, DUE_SQL, dueParams } from './list-incentives';
import type { IncentiveFilter } from './list-incentives';

/** Counts end here: nothing is counted that nobody will read. */
const MOST = 1000;

const NEEDING = ['blocked', 'overdue', 'closing'] as const;

/** How many incentives of all partners stand where, each up to a thousand. */
export async function countIncentives(em: EntityManager, now: Date): Promise<AnswerOf<typeof countIncentiveInvitations>> {
  const upTo = (condition: string): string => `(select count(*)::int from (select from incentive i where ${condition} limit ${MOST}) as counted)`;
  const states = INCENTIVE_STATES.map((state) => `'${state}', ${upTo(`i.state = '${state}'`)}`).join();
  const sql = `select json_build_object(${states}) as states, ${NEEDING.map((due) => `${upTo(DUE_SQL[due])} as ${due}`).join()}`;
  const [counts] = await query<Record<(typeof NEEDING)[number], number> & { states: Record<IncentiveState, number> }>(em, sql, NEEDING.flatMap((due) => dueParams(due, now)));
  if (!counts) throw new Error('Counting incentives gave no answer');
  return counts;
}

/** How many rows the export would have. */
export async function countExport(em: EntityManager, actor: Actor, filter: IncentiveFilter, now: Date): Promise<AnswerOf<typeof countIncentiveExport>> {
  const { sql, params } = conditionsOf(actor, filter, now);
  const [row] = await query<{ count: number }>(em, `select count(*)::int as count from (select ${INCENTIVE_FROM} where ${sql} limit ${EXPORT_COUNT_LIMIT + 1}) as counted`, params);
  const count = row?.count ?? 0;
  return { count: Math.min(count, EXPORT_COUNT_LIMIT), more: count > EXPORT_COUNT_LIMIT };
}
