import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '@tandem/platform-kernel';
import { Events, Jobs } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { webhookDeliveryReplayed } from '@tandem/webhooks-contract';
import { WebhookRegistration } from '@tandem/webhooks-domain';
import { orderAttempts, subjectOfDelivery } from '../delivering/order-delivery';
import { KEPT_DAYS } from './kept-days';

/** Has a settled delivery sent again, with the same id and body, to the webhook as it is now (WHK-07). */
@Injectable()
export class ReplayDelivery {
  constructor(
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, WEBHOOK_DELIVERY_OPEN, also for the second of two at once, WEBHOOK_DELIVERY_OLD, WEBHOOK_MISSING */
  async run(actor: Actor, id: string): Promise<void> {
    const { organisationId } = actor;
    const [row] = await this.em.execute<{ state: string; old: boolean }[]>(
      `select state, created_at < business_now() - interval '${KEPT_DAYS} days' as old from webhook_delivery where id = ? and organisation_id = ? for update`,
      [id, organisationId],
    );
    if (!row) throw notFound();
    if (row.state === 'pending') throw new DomainError({ rule: 'WHK-07', reason: 'WEBHOOK_DELIVERY_OPEN', kind: 'conflict' });
    if (row.old) throw new DomainError({ rule: 'WHK-07', reason: 'WEBHOOK_DELIVERY_OLD', kind: 'gone' });
    const webhook = await this.em.findOne(WebhookRegistration, { organisationId, state: 'active' });
    if (!webhook) throw new DomainError({ rule: 'WHK-06', reason: 'WEBHOOK_MISSING', kind: 'conflict' });
    await this.em.execute(`update webhook_delivery set state = 'pending', registration_id = ?, ordered_at = now() where id = ?`, [webhook.id, id]);
    orderAttempts(this.jobs, { id, organisationId });
    this.events.add(webhookDeliveryReplayed, {
      ...{ actor, organisations: [], subjects: [subjectOfDelivery(id)], data: { registrationId: webhook.id, deliveryId: id } },
      ...{ before: { state: row.state }, after: { state: 'pending' } },
    });
  }
}
