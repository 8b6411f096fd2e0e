import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, DomainError, newId } from '@tandem/platform-kernel';
import { Config, Events, Jobs } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { webhookTested } from '@tandem/webhooks-contract';
import { orderDelivery, subjectOfDelivery, subjectOfWebhook, TEST_EVENT } from '../delivering/order-delivery';
import { lockOwn } from '../registration/own-webhook';

const MOST_A_MINUTE = 2;

/** Sends a test event to an organisation's webhook, once, also to one that is left alone or stopped (WHK-05). */
@Injectable()
export class SendTestEvent {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  /** Id of the delivery. @throws DomainError NOT_FOUND, WEBHOOK_TEST_UNREGISTERED, WEBHOOK_TEST_LIMITED */
  async run(actor: Actor): Promise<string> {
    const { organisationId } = actor;
    // Locked: two tests at the same moment are counted one after the other.
    const { id: registrationId, events } = await lockOwn(this.em, actor);
    if (!events.includes(TEST_EVENT)) throw new DomainError({ rule: 'WHK-05', reason: 'WEBHOOK_TEST_UNREGISTERED', kind: 'conflict' });
    await this.requireRoom(organisationId);
    const id = newId();
    const resourceUri = `${this.config.get('PUBLIC_URL')}/webhooks/v1/registration/validationEvents/${id}`;
    const notification = { eventName: TEST_EVENT, resourceUri, resourceName: 'test', auditUri: null, at: this.clock.now() };
    await orderDelivery(this.em, this.jobs, { id, registrationId, organisationId, notification });
    this.events.add(webhookTested, { actor, organisations: [], subjects: [subjectOfWebhook({ id: registrationId }), subjectOfDelivery(id)], data: { registrationId, deliveryId: id } });
    return id;
  }

  private async requireRoom(organisationId: string): Promise<void> {
    const recent = await this.em.execute<{ wait: string }[]>(
      `select extract(epoch from ordered_at + interval '1 minute' - now()) as wait from webhook_delivery
       where organisation_id = ? and event_name = ? and event_id is null and ordered_at > now() - interval '1 minute' order by ordered_at desc limit ?`,
      [organisationId, TEST_EVENT, MOST_A_MINUTE],
    );
    const oldest = recent[MOST_A_MINUTE - 1];
    if (oldest) throw new DomainError({ rule: 'WHK-05', reason: 'WEBHOOK_TEST_LIMITED', kind: 'limited', details: { retryAfter: Number(oldest.wait) } });
  }
}
