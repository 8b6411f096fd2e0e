import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import type { AttemptReason } from './attempt-reasons.data';
import type { PostResult } from './post-webhook';

/** A delivery as it waits to be sent. */
export interface OpenDelivery {
  readonly id: string;
  readonly organisationId: string;
  readonly eventName: string;
  readonly body: string;
  readonly correlationId: string | null;
  /** It has been tried for longer than a day. */
  readonly overdue: boolean;
}

/** A delivery that still waits to be sent; undefined when it is settled, or gone. */
export async function findOpen(em: EntityManager, id: string): Promise<OpenDelivery | undefined> {
  const [row] = await em.execute<OpenDelivery[]>(
    `select id, organisation_id as "organisationId", event_name as "eventName", body, correlation_id as "correlationId", ordered_at < now() - interval '1 day' as overdue
     from webhook_delivery where id = ? and state = 'pending'`,
    [id],
  );
  return row;
}

/** Notes an attempt down. A delivery that was settled meanwhile keeps its state. */
export async function noteAttempt(em: EntityManager, { id, organisationId }: OpenDelivery, url: string, { responseCode, reason, durationMs }: PostResult): Promise<void> {
  await em.execute('insert into webhook_attempt (id, delivery_id, organisation_id, response_code, reason, duration_ms) values (?, ?, ?, ?, ?, ?)', [newId(), id, organisationId, responseCode, reason, durationMs]);
  await em.execute(`update webhook_delivery set attempts = attempts + 1, response_code = ?, reason = ?, url = ?, last_attempt_at = now() where id = ?`, [responseCode, reason, url, id]);
}

/** Ends a delivery. False when it had ended already. */
export async function settleDelivery(em: EntityManager, id: string, state: 'delivered' | 'parked' | 'cancelled', reason: AttemptReason | null): Promise<boolean> {
  const rows: unknown[] = await em.execute(`update webhook_delivery set state = ?, reason = ? where id = ? and state = 'pending' returning id`, [state, reason, id]);
  return rows.length > 0;
}

/** Takes back what is on its way to a webhook that is removed; what is being posted at this moment may still arrive. */
export async function cancelOpen(em: EntityManager, organisationId: string): Promise<void> {
  const reason: AttemptReason = 'WEBHOOK_REMOVED';
  await em.execute(`update webhook_delivery set state = 'cancelled', reason = ? where organisation_id = ? and state = 'pending'`, [reason, organisationId]);
}
