import { defineJob, defineSchedule } from '@tandem/platform-server';
import * as z from 'zod';

/** Sends one delivery to its webhook. Ten attempts, then it is parked (WHK-06). */
export const deliverWebhook = defineJob({ name: 'webhooks.deliver-webhook', queue: 'webhook', kind: 'outside', payload: z.object({ deliveryId: z.uuid() }), attempts: 10 });

/** Removes deliveries that are older than thirty days, and parks those whose job ended without them. */
export const sweepWebhooks = defineSchedule({ name: 'webhooks.sweep-webhooks', queue: 'webhook', everyMs: 3_600_000, sandboxEveryMs: 60_000 });

/** The jobs of webhooks, beside those that announce events. */
export const webhooksJobs = [deliverWebhook];

/** The recurring work of webhooks. */
export const webhooksSchedules = [sweepWebhooks];
