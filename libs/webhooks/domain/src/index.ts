export { isPublicAddress } from './public-address';
export { WebhookRegistration } from './webhook-registration';
export type { WebhookWish } from './webhook-registration';
export { readWebhookUrl } from './webhook-url';
export type { UrlAllowances } from './webhook-url';
