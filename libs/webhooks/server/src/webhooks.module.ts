import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeliverWebhookJob } from './delivering/deliver-webhook.job';
import { PostWebhook } from './delivering/post-webhook';
import { Receivers } from './delivering/receivers';
import { SweepWebhooks } from './delivering/sweep-webhooks';
import { HostNames, WebhookTargets } from './delivering/webhook-targets';
import { webhookEvents, WebhookEvents } from './events/webhook-events';
import { WebhookDeliveriesController } from './log/deliveries.controller';
import { ReplayDelivery } from './log/replay-delivery';
import { WebhookReadings } from './log/webhook-readings';
import { RegisterWebhook } from './registration/register-webhook';
import { RegistrationController } from './registration/registration.controller';
import { RemoveWebhook } from './registration/remove-webhook';
import { ReplaceWebhook } from './registration/replace-webhook';
import { RotateWebhookSecret } from './registration/rotate-webhook-secret';
import { WebhookSigningKeys } from './signing/webhook-signing-keys';
import { SendTestEvent } from './testing/send-test-event';
import { TestEventsController } from './testing/test-events.controller';
import { ownWebhookEvents } from './testing/test-created.webhook';

const commands = [RegisterWebhook, ReplaceWebhook, RemoveWebhook, RotateWebhookSecret, SendTestEvent, ReplayDelivery];

/** Webhooks in the api: registration, tests and the log. Contexts downstream bring the events. */
@Module({
  imports: [DiscoveryModule],
  controllers: [RegistrationController, TestEventsController, WebhookDeliveriesController],
  providers: [HostNames, WebhookTargets, WebhookEvents, WebhookSigningKeys, WebhookReadings, ...webhookEvents(ownWebhookEvents), ...commands],
})
export class WebhooksApiModule {}

/** Webhooks in a worker: the sending. */
@Module({ providers: [HostNames, WebhookTargets, WebhookSigningKeys, PostWebhook, Receivers, DeliverWebhookJob, SweepWebhooks] })
export class WebhooksWorkerModule {}
