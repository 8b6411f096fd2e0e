import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { getWebhookDelivery, listWebhookDeliveries, replayWebhookDelivery, webhookDeliveryTimeline } from '@tandem/webhooks-contract';
import { subjectOfDelivery } from '../delivering/order-delivery';
import { detailOf, listDeliveries } from './delivery-log';
import { ReplayDelivery } from './replay-delivery';

/** The log of what was sent to an organisation's webhook. */
@Controller()
export class WebhookDeliveriesController {
  constructor(
    private readonly em: EntityManager,
    private readonly replaying: ReplayDelivery,
  ) {}

  @Endpoint(listWebhookDeliveries)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listWebhookDeliveries>): Promise<AnswerOf<typeof listWebhookDeliveries>> {
    return listDeliveries(this.em, actor, input);
  }

  @Endpoint(getWebhookDelivery)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getWebhookDelivery>): Promise<AnswerOf<typeof getWebhookDelivery>> {
    return detailOf(this.em, actor, params.id);
  }

  @Endpoint(webhookDeliveryTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof webhookDeliveryTimeline>): Promise<AnswerOf<typeof webhookDeliveryTimeline>> {
    const { id } = await detailOf(this.em, actor, input.params.id);
    return timelinePage(this.em, { subject: subjectOfDelivery(id), organisationId: actor.organisationId, path: `/webhookdeliveries/${id}/timeline` }, input);
  }

  @Endpoint(replayWebhookDelivery)
  async replay(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof replayWebhookDelivery>): Promise<AnswerOf<typeof replayWebhookDelivery>> {
    await this.replaying.run(actor, params.id);
    return detailOf(this.em, actor, params.id);
  }
}
