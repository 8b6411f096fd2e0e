import type { EntityManager } from '@mikro-orm/postgresql';
import type { IncentiveFunnel } from '@tandem/incentives-contract';
import type { IncentiveProgram } from '@tandem/incentives-domain';
import { DomainError } from '@tandem/platform-kernel';
import { query } from '@tandem/platform-server';

const DAY = 86_400_000;
/** The period when none is named. */
const USUAL_DAYS = 90;

const COUNT = `
select count(*)::int as started, count(invited_at)::int as invited, count(submitted_at)::int as submitted, count(enrolled_at)::int as enrolled, count(declined_at)::int as declined
from incentive where program = ? and started_at >= ?::timestamptz and started_at < ?::timestamptz`;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** How far the incentives came that started in a period, by UTC days. @throws DomainError PERIOD_REVERSED. */
export async function funnelOf(em: EntityManager, program: IncentiveProgram, period: { readonly from?: string | undefined; readonly until?: string | undefined }, now: Date): Promise<IncentiveFunnel> {
  const until = period.until ?? dayOf(now);
  const from = period.from ?? dayOf(new Date(Date.parse(until) - (USUAL_DAYS - 1) * DAY));
  if (from > until) throw new DomainError({ rule: 'AUD-02', reason: 'PERIOD_REVERSED', kind: 'invalid', field: 'until' });
  const [counts] = await query<Omit<IncentiveFunnel, 'from' | 'until'>>(em, COUNT, [program, new Date(from), new Date(Date.parse(until) + DAY)]);
  if (!counts) throw new Error('Counting a funnel gave no answer');
  return { from, until, ...counts };
}
