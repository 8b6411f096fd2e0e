// Incentives of one partner in great numbers, one for each of its MPN locations: the quickest way to a big table.
import type { Product } from './product.ts';

/** Alpenblick: an indirect reseller of the cast. */
const RESELLER = '0c000000-0000-4000-8000-000000000001';

/** Rows of one statement: the keys that are checked at its end stay in memory until then. */
const CHUNK = 250_000;

const LOCATIONS = `
insert into mpn_location (id, organisation_id, mpn_id, type, name, country, email, status, created_at)
select gen_random_uuid(), $1, $4 || n, 'location', 'Branch ' || n, 'AT', $4 || n || '@branch' || n || '.example', 'active', business_now() from generate_series($2::int, $3::int) n`;

// T0 lies so far back that the first slot of the schedule is at the instant given.
const INVITED = `
insert into incentive (id, organisation_id, program, mpn_id, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days, invited_at, next_at)
select gen_random_uuid(), $1, 'reseller', $4 || n, 'invited', t0, t0, t0 + interval '720 hours', t0 + $6::interval, '[7]', t0, t0 + interval '168 hours'
from (select n, $5::timestamptz + n * $7::interval - interval '168 hours' as t0 from generate_series($2::int, $3::int) n) as made`;

export interface Rows {
  /** What their MPN IDs begin with; their mails go to `<prefix><number>@branch<number>.example`. */
  readonly prefix: string;
  readonly from?: number;
  readonly count: number;
  /** When the first of them is reminded. */
  readonly at: Date;
  /** SQL interval from the reminder of one to that of the next; none: all at once. */
  readonly apart?: string;
  /** SQL interval from T0 to the end of their windows; 30 days. */
  readonly window?: string;
  /** With locations that have an address to write to. */
  readonly located?: boolean;
}

/** Writes invited incentives, each with one reminder before it. */
export async function addInvited(product: Product, { prefix, from = 1, count, at, apart = '0', window = '720 hours', located = false }: Rows): Promise<void> {
  for (let first = from; first < from + count; first += CHUNK) {
    const last = Math.min(first + CHUNK, from + count) - 1;
    if (located) await product.ask(LOCATIONS, [RESELLER, first, last, prefix]);
    await product.ask(INVITED, [RESELLER, first, last, prefix, at, window, apart]);
  }
}

/** The present of the product, by its database. */
export async function now(product: Product): Promise<Date> {
  const [row] = await product.ask<{ now: Date }>('select business_now() as now');
  if (!row) throw new Error('The database has no time');
  return row.now;
}
