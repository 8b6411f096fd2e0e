import type { EntityManager } from '@mikro-orm/postgresql';
import type { DeliveryView } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { resource } from '../http/resource';
import { deliverySentence } from '../mail/smtp-reply';

/** Which deliveries; `id` alone finds one. */
export interface DeliveryFilter {
  readonly id?: string | undefined;
  readonly subject?: string | undefined;
  readonly state?: readonly string[] | undefined;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
}

interface Row {
  readonly id: string;
  readonly template: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  readonly subject_type: string;
  readonly subject_id: string;
  readonly state: DeliveryView['state'];
  readonly attempts: number;
  readonly reason: string | null;
  readonly last_reply: string | null;
  readonly created_at: string;
  readonly changed_at: string;
  readonly next_attempt_at: string | null;
  readonly correlation_id: string | null;
}

const LIST = `
select d.id, template, recipient, locale, d.subject_type, d.subject_id, d.state, d.attempts, d.reason, last_reply, d.created_at, d.changed_at,
  d.correlation_id, case when d.state = 'deferred' then job.not_before end as next_attempt_at
from delivery d join job on job.id = d.job_id
where (?::uuid is null or d.organisation_id = ?) and (?::uuid is null or d.id = ?) and (?::uuid is null or d.subject_id = ?)
  and (?::text[] is null or d.state = any(?::text[])) and (?::uuid is null or d.id < ?)
order by d.id desc limit ?`;

/** Operators watch over everyone's mail, everybody else over their own organisation's. */
export const watchedOrganisation = (actor: Actor): string | null => (actor.programs.includes('operator') ? null : actor.organisationId);

/** Deliveries that the caller may see, newest first. */
export async function findDeliveries(em: EntityManager, actor: Actor, { id, subject, state, after }: DeliveryFilter, limit: number): Promise<DeliveryView[]> {
  const twice = (value: string | null | undefined): (string | null)[] => [value ?? null, value ?? null];
  const states = state && state.length > 0 ? `{${state.join()}}` : null;
  const rows: Row[] = await em.execute(LIST, [...twice(watchedOrganisation(actor)), ...twice(id), ...twice(subject), ...twice(states), ...twice(after), limit]);
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
    state: row.state,
    attempts: row.attempts,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(row.last_reply === null ? {} : { lastReply: row.last_reply }),
    createdAt: instant(row.created_at),
    changedAt: instant(row.changed_at),
    ...(row.next_attempt_at === null ? {} : { nextAttemptAt: instant(row.next_attempt_at) }),
    ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
    ...resource('Delivery', `/v1/deliveries/${row.id}`),
  };
}
