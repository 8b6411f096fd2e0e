import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryView } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { resource } from '../http/resource';
import { deliverySentence } from '../mail/smtp-reply';
import type { Dismissal } from './dead-letters';
import { deliveryConditions } from './delivery-filter';
import type { DeliveryFilter } from './delivery-filter';

interface Row {
  readonly id: string;
  readonly template: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  readonly subject_type: string;
  readonly subject_id: string;
  readonly organisation_id: string;
  readonly state: DeliveryView['state'];
  readonly attempts: number;
  readonly max_attempts: number;
  readonly reason: string | null;
  readonly last_reply: string | null;
  readonly created_at: string;
  readonly changed_at: string;
  readonly next_attempt_at: string | null;
  readonly correlation_id: string | null;
  readonly dismissal: Dismissal | null;
}

/** Deliveries that the caller may see, newest first; `after` is the id of the last one of the page before. */
export async function findDeliveries(em: EntityManager, actor: Actor, { after, ...filter }: DeliveryFilter & { readonly after?: string | undefined }, limit: number): Promise<DeliveryView[]> {
  const { sql, params } = deliveryConditions(actor, filter);
  const rows: Row[] = await em.execute(
    `select d.id, template, recipient, locale, d.subject_type, d.subject_id, d.organisation_id, d.state, d.attempts, job.max_attempts, d.reason, last_reply,
       d.created_at, d.changed_at, d.correlation_id, d.dismissal, case when d.state = 'deferred' then job.not_before end as next_attempt_at
     from seen_delivery d join job on job.id = d.job_id
     where ${sql} ${after ? 'and d.id < ?' : ''} order by d.id desc limit ?`,
    [...params, ...(after ? [after] : []), limit],
  );
  return rows.map((row) => deliveryView(row, actor.locale));
}

const instant = (value: string): string => new Date(value).toISOString();

function deliveryView(row: Row, locale: 'de' | 'en'): DeliveryView {
  const explanation = row.reason === null ? undefined : deliverySentence(row.reason, locale);
  return {
    id: row.id,
    template: row.template,
    recipient: row.recipient,
    language: row.locale,
    subject: { type: row.subject_type, id: row.subject_id },
    organisation: { id: row.organisation_id },
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(row.last_reply === null ? {} : { lastReply: row.last_reply }),
    createdAt: instant(row.created_at),
    changedAt: instant(row.changed_at),
    ...(row.next_attempt_at === null ? {} : { nextAttemptAt: instant(row.next_attempt_at) }),
    ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
    ...(row.dismissal === null ? {} : { dismissal: row.dismissal }),
    ...resource('Delivery', `/v1/deliveries/${row.id}`),
  };
}
