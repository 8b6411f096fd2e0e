import { TEST_EVENT } from '../delivering/order-delivery';
import { defineWebhookEvent } from '../events/webhook-event';

/** The webhook events that no other context brings. A test is ordered by whoever asks for it, not by an event. */
export const ownWebhookEvents = [defineWebhookEvent({ name: TEST_EVENT, on: [], resource: () => undefined })];
