import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { webhookSecretRotated } from '@tandem/webhooks-contract';
import type { WebhookRegistration } from '@tandem/webhooks-domain';
import { subjectOfWebhook } from '../delivering/order-delivery';
import { newSecret } from '../signing/sign-webhook';
import { lockOwn } from './own-webhook';

/** Makes a new secret for an organisation's webhook; the present one signs, too, for a day (WHK-08). */
@Injectable()
export class RotateWebhookSecret {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The webhook, whose new secret is told now and never again. @throws DomainError NOT_FOUND */
  async run(actor: Actor): Promise<WebhookRegistration> {
    const webhook = await lockOwn(this.em, actor);
    webhook.rotate(newSecret(), this.clock.now());
    this.events.add(webhookSecretRotated, { actor, organisations: [], subjects: [subjectOfWebhook(webhook)], data: { registrationId: webhook.id } });
    await this.em.flush();
    return webhook;
  }
}
