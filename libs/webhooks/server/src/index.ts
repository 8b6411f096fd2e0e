export { webhooksJobs, webhooksSchedules } from './delivering/webhooks.jobs';
export { webhookAnnouncers } from './events/announce-event.job';
export { announceJobs, defineWebhookEvent } from './events/webhook-event';
export type { ChangedResource, SeenEvent, WebhookEvent } from './events/webhook-event';
export { webhookEvents } from './events/webhook-events';
export { webhooksConstraints } from './webhooks.constraints';
export { webhooksDatabase } from './webhooks-database';
export { WebhooksApiModule, WebhooksWorkerModule } from './webhooks.module';
