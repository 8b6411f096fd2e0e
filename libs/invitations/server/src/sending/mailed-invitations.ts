import type { EntityManager } from '@mikro-orm/postgresql';
import { Invitation } from '@tandem/invitations-domain';
import { withDates } from '../with-dates';

const LOCK = `
select id, type, state, organisation_id as "organisationId", generation, delivery_id as "deliveryId", remind, expiry_held as "expiryHeld",
  expires_at as "expiresAt", mailed_at as "mailedAt", reminded_slot as "remindedSlot", next_reminder_at as "nextReminderAt"
from invitation where id = any(?::uuid[]) order by id for update`;

const WRITE = `
update invitation set state = mailed.state, mailed_at = mailed."mailedAt", next_reminder_at = mailed."nextReminderAt", version = version + 1
from jsonb_to_recordset(?::jsonb) as mailed(id uuid, state text, "mailedAt" timestamptz, "nextReminderAt" timestamptz)
where invitation.id = any(?::uuid[]) and invitation.id = mailed.id`;

const idsOf = (ids: readonly string[]): string => `{${ids.join()}}`;

/**
 * Invitations with all that `settle` decides by, and nothing else, locked until the transaction ends. They come as rows and go as rows, because the
 * unit of work takes ten times as long for each. Locked in one order for everybody, so that a batch of commands and a batch of outcomes never wait
 * for each other.
 */
export async function lockMailed(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, Invitation>> {
  const rows = await em.execute<Pick<Invitation, 'id' | 'expiresAt' | 'mailedAt' | 'nextReminderAt'>[]>(LOCK, [idsOf(ids)]);
  return new Map(rows.map((row) => [row.id, Object.assign(new Invitation(), withDates(row, 'expiresAt', 'mailedAt', 'nextReminderAt'))]));
}

/** Writes what `settle` may have changed. */
export async function writeMailed(em: EntityManager, invitations: Iterable<Invitation>): Promise<void> {
  const rows = Array.from(invitations, ({ id, state, mailedAt, nextReminderAt }) => ({ id, state, mailedAt, nextReminderAt }));
  await em.execute(WRITE, [JSON.stringify(rows), idsOf(rows.map(({ id }) => id))]);
}
