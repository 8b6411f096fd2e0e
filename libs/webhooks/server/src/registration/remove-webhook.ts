import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { webhookRemoved } from '@tandem/webhooks-contract';
import { cancelOpen } from '../delivering/delivery-rows';
import { subjectOfWebhook } from '../delivering/order-delivery';
import { factsOf, lockOwn } from './own-webhook';

/** Removes an organisation's webhook. What is on its way is not sent any more; what was sent stays in the log. */
@Injectable()
export class RemoveWebhook {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, also the second time */
  async run(actor: Actor): Promise<void> {
    const webhook = await lockOwn(this.em, actor);
    await cancelOpen(this.em, actor.organisationId);
    this.em.remove(webhook);
    this.events.add(webhookRemoved, { actor, organisations: [], subjects: [subjectOfWebhook(webhook)], data: { registrationId: webhook.id }, before: factsOf(webhook) });
    await this.em.flush();
  }
}
