import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';

const registration = z.object({ registrationId: z.uuid() });
/** What the field has no words for is called in its manner. */
const as = (what: string, verb: string) => ({ resourceType: `webhook_${what}`, operationType: `${verb}_webhook_${what}` });
const delivery = registration.extend({ deliveryId: z.uuid() });

/** What happens to an organisation's webhook. Of its address they tell the host alone: path and query may hold a secret. */
export const webhookRegistered = defineEvent({ name: 'webhook.registered', data: registration, audit: as('registration', 'create') });
export const webhookReplaced = defineEvent({ name: 'webhook.replaced', data: registration, audit: as('registration', 'update') });
export const webhookRemoved = defineEvent({ name: 'webhook.removed', data: registration, audit: as('registration', 'delete') });
export const webhookSecretRotated = defineEvent({ name: 'webhook.secret-rotated', data: registration, audit: as('registration', 'update') });

/** The receiver answered 410: nothing more is sent until the webhook is replaced. */
export const webhookStopped = defineEvent({ name: 'webhook.stopped', data: registration, audit: as('registration', 'stop') });

/** Somebody asked for a test event. */
export const webhookTested = defineEvent({ name: 'webhook.tested', data: delivery, audit: as('registration', 'test') });

/** All attempts failed; the delivery waits until somebody repeats it. */
export const webhookDeliveryParked = defineEvent({ name: 'webhook.delivery-parked', data: delivery, audit: as('delivery', 'park') });

/** Somebody had a delivery sent again. */
export const webhookDeliveryReplayed = defineEvent({ name: 'webhook.delivery-replayed', data: delivery, audit: as('delivery', 'replay') });
