import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { webhookRegistered } from '@tandem/webhooks-contract';
import type { WebhookContent } from '@tandem/webhooks-contract';
import { WebhookRegistration } from '@tandem/webhooks-domain';
import { subjectOfWebhook } from '../delivering/order-delivery';
import { WebhookTargets } from '../delivering/webhook-targets';
import { WebhookEvents } from '../events/webhook-events';
import { newSecret } from '../signing/sign-webhook';
import { factsOf, wishOf } from './own-webhook';

/** Registers an organisation's webhook; it has one (WHK-01). */
@Injectable()
export class RegisterWebhook {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly targets: WebhookTargets,
    private readonly known: WebhookEvents,
    private readonly events: Events,
  ) {}

  /** The webhook, whose secret is told now and never again. @throws DomainError of rules WHK-01 to WHK-04 */
  async run(actor: Actor, content: WebhookContent): Promise<WebhookRegistration> {
    const url = this.targets.read(content.WebhookUrl);
    await this.targets.addressesOf(url);
    const { organisationId } = actor;
    // A second one is refused by the constraint, as WEBHOOK_EXISTS.
    const webhook = WebhookRegistration.register(organisationId, wishOf(content, url), { known: this.known.names(), secret: newSecret(), now: this.clock.now() });
    this.em.persist(webhook);
    this.events.add(webhookRegistered, { actor, organisations: [], subjects: [subjectOfWebhook(webhook)], data: { registrationId: webhook.id }, after: factsOf(webhook) });
    await this.em.flush();
    return webhook;
  }
}
