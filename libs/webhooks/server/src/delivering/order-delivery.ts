import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import { correlationId } from '@tandem/platform-server';
import type { Jobs } from '@tandem/platform-server';
import { deliverWebhook } from './webhooks.jobs';

/** The event that organisations ask for themselves. */
export const TEST_EVENT = 'test-created';

/** How a delivery and a webhook are named in events and jobs. */
export const subjectOfDelivery = (id: string) => ({ type: 'webhook_delivery', id });
export const subjectOfWebhook = ({ id }: { readonly id: string }) => ({ type: 'webhook_registration', id });

/** What a receiver reads: that something changed, and where to read it. Never the data itself. */
export interface Notification {
  readonly eventName: string;
  readonly resourceUri: string | null;
  readonly resourceName: string;
  readonly auditUri: string | null;
  readonly at: Date;
}

/** The body of a webhook, in the PascalCase of existing receivers. */
export const bodyOf = ({ eventName, resourceUri, resourceName, auditUri, at }: Notification): string =>
  JSON.stringify({ EventName: eventName, ResourceUri: resourceUri, ResourceName: resourceName, AuditUri: auditUri, ResourceChangeUtcDate: at.toISOString() });

export interface NewWebhookDelivery {
  readonly id?: string;
  readonly registrationId: string;
  readonly organisationId: string;
  /** Absent for a test. */
  readonly eventId?: string;
  readonly notification: Notification;
}

/** Has a worker send a delivery, as soon as the running transaction commits. */
export const orderAttempts = (jobs: Jobs, { id, organisationId }: { readonly id: string; readonly organisationId: string }): void => {
  jobs.add(deliverWebhook, { deliveryId: id }, { subject: subjectOfDelivery(id), organisationId });
};

/** Orders a delivery in the running transaction; nothing when this event was ordered for this webhook already. */
export async function orderDelivery(em: EntityManager, jobs: Jobs, { id = newId(), registrationId, organisationId, eventId, notification }: NewWebhookDelivery): Promise<void> {
  const rows: unknown[] = await em.execute(
    `insert into webhook_delivery (id, registration_id, organisation_id, event_id, event_name, body, created_at, correlation_id)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (registration_id, event_id, event_name) where event_id is not null do nothing returning id`,
    [id, registrationId, organisationId, eventId ?? null, notification.eventName, bodyOf(notification), notification.at, correlationId() ?? null],
  );
  if (rows.length > 0) orderAttempts(jobs, { id, organisationId });
}
