import type { EntityManager } from '@mikro-orm/postgresql';

/** So many failed attempts in a row, and the receiver is left alone for a while. */
const TRIPS_AT = 3;
/** How long a probe may take before the next one is let through, in seconds. */
const PROBE_S = 20;

interface Pause {
  readonly waitMs: number | null;
}

/**
 * Whether a receiver may be tried now: null, or how long it is still left alone, in milliseconds. Of those that wait for a receiver which
 * failed again and again, one at a time is let through to see whether it is back.
 */
export async function pauseOf(em: EntityManager, registrationId: string): Promise<number | null> {
  const [row] = await em.execute<Pause[]>(
    `with probe as (
       update webhook_registration set paused_until = now() + ${PROBE_S} * interval '1 second'
       where id = ? and failures >= ${TRIPS_AT} and (paused_until is null or paused_until <= now()) returning id
     )
     select case when not exists (select from probe) and failures >= ${TRIPS_AT} then greatest(1000, coalesce(extract(epoch from paused_until - now()) * 1000, 0))::int end as "waitMs"
     from webhook_registration where id = ?`,
    [registrationId, registrationId],
  );
  return row?.waitMs ?? null;
}

/** The receiver has taken something: whoever waits for it may go. */
export async function closeCircuit(em: EntityManager, registrationId: string): Promise<void> {
  await em.execute('update webhook_registration set failures = 0, paused_until = null where id = ? and failures > 0', [registrationId]);
}

/** The receiver has failed: from the third time in a row on it is left alone, 5 s first, 5 minutes at most. */
export async function countFailure(em: EntityManager, registrationId: string): Promise<void> {
  await em.execute(
    `update webhook_registration set failures = failures + 1,
       paused_until = case when failures + 1 >= ${TRIPS_AT} then now() + least(300, 5 * power(2, least(failures + 1 - ${TRIPS_AT}, 10))) * interval '1 second' end
     where id = ?`,
    [registrationId],
  );
}
