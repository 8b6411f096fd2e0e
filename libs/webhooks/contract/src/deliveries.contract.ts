import { anyCase, collectionOf, endpoint, Instant, PageQuery, resourceFields, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Webhooks';
const path = '/v1/webhookdeliveries';
const action = 'webhook.manage';
const params = z.object({ id: z.uuid() });

/** Where a delivery stands. `parked`: all attempts failed, it can be repeated; `cancelled`: the webhook was removed before. */
export const WEBHOOK_DELIVERY_STATES = ['pending', 'delivered', 'parked', 'cancelled'] as const;

/** One attempt to hand a delivery over. */
export const WebhookAttemptView = z.object({
  at: Instant,
  /** HTTP status of the receiver's answer; absent when there was none. */
  responseCode: z.number().int().optional(),
  reason: z.string().optional(),
  /** The reason in words, in the caller's language. */
  explanation: z.string().optional(),
  durationMs: z.number().int(),
});

/** One event on its way to the organisation's webhook. `id` is the `webhook-id` that the receiver sees, the same in every attempt. */
export const WebhookDeliveryView = z
  .object({
    id: z.uuid(),
    eventName: z.string(),
    state: z.enum(WEBHOOK_DELIVERY_STATES),
    attempts: z.number().int(),
    responseCode: z.number().int().optional(),
    reason: z.string().optional(),
    explanation: z.string().optional(),
    createdAt: Instant,
    lastAttemptAt: Instant.optional(),
    nextAttemptAt: Instant.optional(),
    /** Until when it can be repeated. */
    replayableUntil: Instant,
    correlationId: z.string().optional(),
    ...resourceFields,
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>;

/** A delivery with what was sent and its story. */
export const WebhookDeliveryDetail = WebhookDeliveryView.extend({
  url: z.string().optional(),
  /** The body, byte for byte as it is signed and sent. */
  body: z.string(),
  /** The latest attempts, newest first, fifty at most. */
  history: z.array(WebhookAttemptView),
}).meta({ id: 'WebhookDeliveryDetail' });
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

export const listWebhookDeliveries = endpoint({
  method: 'GET',
  path,
  action,
  summary: "Deliveries to the organisation's webhook of the last 30 days, newest first",
  tag,
  query: PageQuery.extend({
    state: z.array(anyCase(WEBHOOK_DELIVERY_STATES)).max(4).optional(),
    eventName: z.array(z.string().max(100)).max(20).optional(),
  }),
  response: collectionOf(WebhookDeliveryView),
});

export const getWebhookDelivery = endpoint({ method: 'GET', path: `${path}/:id`, action, summary: 'One delivery: its body and every attempt', tag, params, response: WebhookDeliveryDetail });

export const webhookDeliveryTimeline = endpoint({
  method: 'GET',
  path: `${path}/:id/timeline`,
  action,
  summary: 'What people and time did about a delivery, newest first; its attempts stand in the delivery itself',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});

export const replayWebhookDelivery = endpoint({
  method: 'POST',
  path: `${path}/:id/replay`,
  action,
  summary: 'Sends a delivery again, with the same id and body, within 30 days',
  tag,
  answers: [410],
  params,
  response: WebhookDeliveryDetail,
  status: 202,
});
