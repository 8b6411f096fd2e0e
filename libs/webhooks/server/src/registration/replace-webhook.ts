import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { webhookReplaced } from '@tandem/webhooks-contract';
import type { WebhookContent } from '@tandem/webhooks-contract';
import type { WebhookRegistration } from '@tandem/webhooks-domain';
import { subjectOfWebhook } from '../delivering/order-delivery';
import { WebhookTargets } from '../delivering/webhook-targets';
import { WebhookEvents } from '../events/webhook-events';
import { factsOf, lockOwn, wishOf } from './own-webhook';

/** Gives an organisation's webhook another address and other events; one that was stopped goes on (WHK-06). */
@Injectable()
export class ReplaceWebhook {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly targets: WebhookTargets,
    private readonly known: WebhookEvents,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, and of rules WHK-02 to WHK-04 */
  async run(actor: Actor, content: WebhookContent): Promise<WebhookRegistration> {
    const url = this.targets.read(content.WebhookUrl);
    // Before the lock: nobody waits for a name server with it.
    await this.targets.addressesOf(url);
    const webhook = await lockOwn(this.em, actor);
    const before = factsOf(webhook);
    webhook.replace(wishOf(content, url), this.known.names(), this.clock.now());
    this.events.add(webhookReplaced, { actor, organisations: [], subjects: [subjectOfWebhook(webhook)], data: { registrationId: webhook.id }, before, after: factsOf(webhook) });
    await this.em.flush();
    return webhook;
  }
}
