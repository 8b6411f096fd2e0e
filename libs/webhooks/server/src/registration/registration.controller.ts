import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { answer, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor, Answer } from '@tandem/platform-server';
import { getSigningCertificate, getWebhook, listWebhookEvents, registerWebhook, removeWebhook, replaceWebhook, rotateWebhookSecret } from '@tandem/webhooks-contract';
import { WebhookEvents } from '../events/webhook-events';
import { WebhookSigningKeys } from '../signing/webhook-signing-keys';
import { findOwn, viewOf } from './own-webhook';
import { RegisterWebhook } from './register-webhook';
import { RemoveWebhook } from './remove-webhook';
import { ReplaceWebhook } from './replace-webhook';
import { RotateWebhookSecret } from './rotate-webhook-secret';

const PEM = 'application/x-pem-file';

/** An organisation's webhook, and the certificate that its deliveries are signed with. */
@Controller()
export class RegistrationController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly known: WebhookEvents,
    private readonly keys: WebhookSigningKeys,
    private readonly registering: RegisterWebhook,
    private readonly replacing: ReplaceWebhook,
    private readonly removing: RemoveWebhook,
    private readonly rotating: RotateWebhookSecret,
  ) {}

  @Endpoint(listWebhookEvents)
  events(): AnswerOf<typeof listWebhookEvents> {
    return [...this.known.names()];
  }

  @Endpoint(registerWebhook, { secretFields: ['Secret'] })
  async register(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof registerWebhook>): Promise<AnswerOf<typeof registerWebhook>> {
    const webhook = await this.registering.run(actor, body);
    return { ...viewOf(webhook, this.clock.now()), Secret: webhook.secret };
  }

  @Endpoint(getWebhook)
  async get(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof getWebhook>> {
    return viewOf(await findOwn(this.em, actor), this.clock.now());
  }

  @Endpoint(replaceWebhook)
  async replace(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof replaceWebhook>): Promise<AnswerOf<typeof replaceWebhook>> {
    return viewOf(await this.replacing.run(actor, body), this.clock.now());
  }

  @Endpoint(removeWebhook)
  remove(@CurrentActor() actor: Actor): Promise<void> {
    return this.removing.run(actor);
  }

  @Endpoint(rotateWebhookSecret, { secretFields: ['Secret'] })
  async rotate(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof rotateWebhookSecret>> {
    const webhook = await this.rotating.run(actor);
    return { ...viewOf(webhook, this.clock.now()), Secret: webhook.secret };
  }

  @Endpoint(getSigningCertificate, { produces: PEM })
  async certificate(): Promise<Answer<string>> {
    const { certificate } = await this.keys.current();
    return answer(certificate, { headers: { 'content-type': PEM, 'cache-control': 'public, max-age=3600' } });
  }
}
