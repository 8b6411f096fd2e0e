export { getWebhookDelivery, listWebhookDeliveries, replayWebhookDelivery, WEBHOOK_DELIVERY_STATES, WebhookAttemptView, WebhookDeliveryDetail, webhookDeliveryTimeline, WebhookDeliveryView } from './deliveries.contract';
export { RECEIVER_SNIPPET } from './receiver-snippet';
export { WEBHOOK_REASONS } from './reasons';
export {
  getSigningCertificate,
  getWebhook,
  listWebhookEvents,
  registerWebhook,
  removeWebhook,
  replaceWebhook,
  rotateWebhookSecret,
  WebhookContent,
  WebhookRegistrationView,
} from './registration.contract';
export { getTestEvent, sendTestEvent, TestEventView } from './test-events.contract';
export {
  webhookDeliveryParked,
  webhookDeliveryReplayed,
  webhookRegistered,
  webhookRemoved,
  webhookReplaced,
  webhookSecretRotated,
  webhookStopped,
  webhookTested,
} from './webhook.events';
