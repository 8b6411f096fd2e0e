import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { Config, Events, OutsideHandler } from '@tandem/platform-server';
import type { OutsideAttempt, OutsideVerdict } from '@tandem/platform-server';
import { webhookDeliveryParked, webhookStopped } from '@tandem/webhooks-contract';
import { WebhookRegistration } from '@tandem/webhooks-domain';
import { signatureHeaders } from '../signing/sign-webhook';
import { WebhookSigningKeys } from '../signing/webhook-signing-keys';
import type { AttemptReason } from './attempt-reasons.data';
import { closeCircuit, countFailure, pauseOf } from './circuit';
import { findOpen, noteAttempt, settleDelivery } from './delivery-rows';
import type { OpenDelivery } from './delivery-rows';
import { subjectOfDelivery, subjectOfWebhook, TEST_EVENT } from './order-delivery';
import { PostWebhook } from './post-webhook';
import type { PostResult } from './post-webhook';
import { Receivers } from './receivers';
import { deliverWebhook } from './webhooks.jobs';

/** What was done about a delivery: posted, put off, given up without trying, or nothing, because it had ended. */
type Effect =
  | { readonly kind: 'posted'; readonly delivery: OpenDelivery; readonly registrationId: string; readonly url: string; readonly result: PostResult }
  | { readonly kind: 'put-off'; readonly waitMs: number }
  | { readonly kind: 'given-up'; readonly delivery: OpenDelivery; readonly registrationId: string | undefined; readonly reason: AttemptReason }
  | { readonly kind: 'ended' };

/** How long a delivery waits when a slow receiver has all it gets; spread, so that they do not come back together. */
const spread = (): number => 2_000 + Math.round(Math.random() * 6_000);

/**
 * Sends a delivery to its organisation's webhook, at least once, always with the same id and body (WHK-06). The post happens
 * outside of any transaction; what came of it and the job's outcome commit together.
 */
@Injectable()
export class DeliverWebhookJob extends OutsideHandler<typeof deliverWebhook, Effect> {
  readonly job = deliverWebhook;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly keys: WebhookSigningKeys,
    private readonly post: PostWebhook,
    private readonly receivers: Receivers,
    private readonly events: Events,
  ) {
    super();
  }

  async reach({ deliveryId }: { deliveryId: string }): Promise<Effect> {
    const delivery = await findOpen(this.em, deliveryId);
    if (!delivery) return { kind: 'ended' };
    const webhook = await this.em.findOne(WebhookRegistration, { organisationId: delivery.organisationId });
    const giveUp = (reason: AttemptReason): Effect => ({ kind: 'given-up', delivery, registrationId: webhook?.id, reason });
    if (!webhook) return giveUp('WEBHOOK_REMOVED');
    // A test is what somebody waits for, to see whether the receiver is there again.
    if (delivery.eventName !== TEST_EVENT) {
      if (webhook.state === 'stopped') return giveUp('WEBHOOK_STOPPED');
      if (delivery.overdue) return giveUp('WAITED_TOO_LONG');
      const waitMs = await pauseOf(this.em, webhook.id);
      if (waitMs !== null) return { kind: 'put-off', waitMs };
    }
    const end = this.receivers.begin(webhook.id);
    if (!end) return { kind: 'put-off', waitMs: spread() };
    try {
      const result = await this.post.run(webhook.url, delivery.body, await this.headers(delivery, webhook));
      return { kind: 'posted', delivery, registrationId: webhook.id, url: webhook.url, result };
    } finally {
      end();
    }
  }

  async record(_payload: { deliveryId: string }, effect: Effect, { last }: OutsideAttempt): Promise<OutsideVerdict> {
    if (effect.kind === 'ended') return { state: 'done' };
    if (effect.kind === 'put-off') return { state: 'waiting', waitMs: effect.waitMs };
    const { delivery, registrationId } = effect;
    if (effect.kind === 'given-up') return this.park(delivery, registrationId, effect.reason);

    const { result, url } = effect;
    // The webhook's row before the delivery's, as its removal does, so that the two never wait for each other.
    await this.judge(effect.registrationId, delivery, result);
    await noteAttempt(this.em, delivery, url, result);
    if (result.reason === null) {
      await settleDelivery(this.em, delivery.id, 'delivered', null);
      return { state: 'done', changes: changesOf(delivery, 'delivered') };
    }
    if (last || result.reason === 'RECEIVER_GONE' || delivery.eventName === TEST_EVENT) return this.park(delivery, effect.registrationId, result.reason);
    return { state: 'again', reason: result.reason, changes: changesOf(delivery, 'deferred') };
  }

  private async headers({ id, body, correlationId }: OpenDelivery, webhook: WebhookRegistration): Promise<Record<string, string>> {
    const { privateKey } = await this.keys.current();
    const certificateUrl = `${this.config.get('PUBLIC_URL')}/webhooks/v1/signing-certificate`;
    const signing = { id, body, secrets: webhook.secretsAt(this.clock.now()), privateKey, certificateUrl, ownHeader: webhook.ownHeader };
    // Receivers compare the time with their own clock, which nobody moves.
    return { ...signatureHeaders(signing, new Date()), ...(correlationId === null ? {} : { 'ms-correlationid': correlationId }) };
  }

  private async park(delivery: OpenDelivery, registrationId: string | undefined, reason: AttemptReason): Promise<OutsideVerdict> {
    const parked = await settleDelivery(this.em, delivery.id, registrationId === undefined ? 'cancelled' : 'parked', reason);
    if (parked && registrationId !== undefined && delivery.eventName !== TEST_EVENT) {
      this.events.add(webhookDeliveryParked, {
        ...{ organisations: [delivery.organisationId], subjects: [subjectOfDelivery(delivery.id)] },
        ...{ data: { registrationId, deliveryId: delivery.id }, before: { state: 'pending' }, after: { state: 'parked', reason } },
      });
    }
    return { state: 'done', changes: changesOf(delivery, 'parked') };
  }

  /** What an attempt says of the receiver. */
  private async judge(registrationId: string, { eventName }: OpenDelivery, { reason }: PostResult): Promise<void> {
    if (reason === null) await closeCircuit(this.em, registrationId);
    else if (reason === 'RECEIVER_GONE') await this.stop(registrationId);
    else if (eventName !== TEST_EVENT) await countFailure(this.em, registrationId);
  }

  private async stop(registrationId: string): Promise<void> {
    // Locked: of two answers at once one stops it, and the other finds that done.
    const webhook = await this.em.findOne(WebhookRegistration, { id: registrationId, state: 'active' }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!webhook) return;
    webhook.stop(this.clock.now());
    this.events.add(webhookStopped, {
      ...{ organisations: [webhook.organisationId], subjects: [subjectOfWebhook(webhook)] },
      ...{ data: { registrationId }, before: { state: 'active' }, after: { state: 'stopped' } },
    });
    await this.em.flush();
  }
}

const changesOf = ({ id, organisationId }: OpenDelivery, state: string) => [{ type: `webhook-delivery.${state}`, subjects: [`webhook_delivery:${id}`], visibleTo: [organisationId] }];
