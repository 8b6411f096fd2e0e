import * as z from 'zod';
import { defineEvent } from './event';
import type { AuditedAs } from './event';

const as = (resourceType: 'delivery' | 'job' | 'bulk_act', verb: string, more: Pick<AuditedAs, 'status'> = {}): AuditedAs => ({ resourceType, operationType: `${verb}_${resourceType}`, ...more });

/** Somebody had a mail sent again. */
export const deliveryRetried = defineEvent({ name: 'platform.delivery-retried', data: z.object({ deliveryId: z.uuid() }), audit: as('delivery', 'retry', { status: 'progress' }) });

/** Somebody found out what became of an uncertain mail, and says how they know. */
export const deliveryResolved = defineEvent({ name: 'platform.delivery-resolved', data: z.object({ deliveryId: z.uuid(), as: z.enum(['arrived', 'again']), note: z.string() }), audit: as('delivery', 'resolve') });

/** A mail came back after it had been accepted. */
export const deliveryBounced = defineEvent({ name: 'platform.delivery-bounced', data: z.object({ deliveryId: z.uuid(), permanent: z.boolean() }), audit: as('delivery', 'bounce', { status: 'failed' }) });

/** Somebody had failed jobs run again: one by id, or as many as a filter named. */
export const jobsRetried = defineEvent({ name: 'platform.jobs-retried', data: z.object({ jobId: z.uuid().optional(), count: z.number().int() }), audit: as('job', 'retry', { status: 'progress' }) });

/** Somebody let a dead letter rest. */
export const deliveryDismissed = defineEvent({ name: 'platform.delivery-dismissed', data: z.object({ deliveryId: z.uuid(), note: z.string() }), audit: as('delivery', 'dismiss') });

/** Somebody let failed jobs rest: one by id, or as many as a bulk act took. */
export const jobsDismissed = defineEvent({ name: 'platform.jobs-dismissed', data: z.object({ jobId: z.uuid().optional(), count: z.number().int(), note: z.string() }), audit: as('job', 'dismiss') });

/** Somebody had many deliveries or jobs retried or dismissed at once. */
export const bulkActBegun = defineEvent({
  name: 'platform.bulk-act-begun',
  data: z.object({ bulkActId: z.uuid(), of: z.enum(['delivery', 'job']), act: z.enum(['retry', 'dismiss']), matched: z.number().int(), note: z.string().optional() }),
  audit: as('bulk_act', 'begin', { status: 'progress' }),
});
