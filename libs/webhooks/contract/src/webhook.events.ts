import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';

const registration = z.object({ registrationId: z.uuid() });
const delivery = registration.extend({ deliveryId: z.uuid() });

/** What happens to an organisation's webhook. Of its address they tell the host alone: path and query may hold a secret. */
export const webhookRegistered = defineEvent({ name: 'webhook.registered', data: registration });
export const webhookReplaced = defineEvent({ name: 'webhook.replaced', data: registration });
export const webhookRemoved = defineEvent({ name: 'webhook.removed', data: registration });
export const webhookSecretRotated = defineEvent({ name: 'webhook.secret-rotated', data: registration });

/** The receiver answered 410: nothing more is sent until the webhook is replaced. */
export const webhookStopped = defineEvent({ name: 'webhook.stopped', data: registration });

/** Somebody asked for a test event. */
export const webhookTested = defineEvent({ name: 'webhook.tested', data: delivery });

/** All attempts failed; the delivery waits until somebody repeats it. */
export const webhookDeliveryParked = defineEvent({ name: 'webhook.delivery-parked', data: delivery });

/** Somebody had a delivery sent again. */
export const webhookDeliveryReplayed = defineEvent({ name: 'webhook.delivery-replayed', data: delivery });
