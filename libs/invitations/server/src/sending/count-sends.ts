import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '@tandem/platform-server';

const HOUR = 3_600_000;
/** Hours that touch the last 24, and one more. */
const PLACES = 26;

// What is counted is written only under the lock: whoever waits for a batch must not hold a row that the batch may need.
const COUNT = `
with lock as materialized (select pg_try_advisory_xact_lock_shared(hashtextextended(?, 0)) as free),
counted as (
  insert into invitation_sends_of_hour as s (organisation_id, place, slot, hour, sends)
  select ?::uuid, ?::int, pg_backend_pid() % 16, ?::int, ?::int from lock where free
  on conflict (organisation_id, place, slot) do update set sends = excluded.sends + case when s.hour = excluded.hour then s.sends else 0 end, hour = excluded.hour
)
select free, exists (select 1 from suppressed_address where address = lower(?)) as suppressed,
  (select coalesce(sum(sends), 0)::int from invitation_sends_of_hour where organisation_id = ?::uuid and hour > ?::int) as before
from lock`;

/** What is known before mails are ordered. */
export interface Counted {
  /** No batch of the organisation is at work, which would not be counted yet; single orders do not wait for each other. If not, nothing was counted. */
  readonly free: boolean;
  readonly suppressed: boolean;
  /** Orders of the last 24 hours, and perhaps a few more: those of the whole first hour, and what was counted and refused row by row. */
  readonly before: number;
}

/** What is about to be ordered; `email`: to look whether it refuses mails. */
export interface Ordered {
  readonly organisationId: string;
  readonly lock: string;
  readonly sends: number;
  readonly email: string;
}

/** Counts orders in this transaction, and tells how many there were at most: a few rows are read, however many were sent. */
export async function countSends(em: EntityManager, { organisationId, lock, sends, email }: Ordered, now: Date): Promise<Counted> {
  const hour = Math.floor(now.getTime() / HOUR);
  const [counted] = await query<Counted>(em, COUNT, [lock, organisationId, hour % PLACES, hour, sends, email, organisationId, hour - 25]);
  if (!counted) throw new Error('Counting the invitations of a day gave no answer');
  return counted;
}
