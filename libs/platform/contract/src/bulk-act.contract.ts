import * as z from 'zod';
import { endpoint } from './endpoint';
import { collectionOf, Instant, PageQuery, resourceFields } from './resource';
import { Timeline } from './timeline';
import { deliveryFilter, DeliveryView, jobFilter, JobView } from './watching.contract';

const tag = 'Watching';
const params = z.object({ id: z.uuid() });

/** Why a dead letter may rest; kept with it and shown. */
const note = z.string().trim().min(3).max(500);
const ids = z.array(z.uuid()).min(1).max(1000).optional();
const deliveries = z.object({ ids, ...deliveryFilter });
const jobs = z.object({ ids, ...jobFilter });

/** Many deliveries or jobs retried or dismissed in one go, by the worker, in batches. */
export const BulkActView = z
  .object({
    id: z.uuid(),
    of: z.enum(['delivery', 'job']),
    act: z.enum(['retry', 'dismiss']),
    state: z.enum(['running', 'done']),
    /** How many the filter named when it began, each once; at most 50,000. */
    matched: z.number().int(),
    /** How many have their turn behind them. */
    done: z.number().int(),
    /** Those that were left as they are, by reason. */
    refused: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    /** What has become of the others by now: how many stand in which state. */
    states: z.record(z.string(), z.number().int()),
    note: z.string().optional(),
    createdAt: Instant,
    finishedAt: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'BulkAct' });
export type BulkActView = z.infer<typeof BulkActView>;

/** What became of one record of a bulk act. */
export const BulkActRowView = z
  .object({
    id: z.uuid(),
    /** Address of the mail, name of the job. */
    name: z.string(),
    /** `waiting` for its turn, `done`, or `refused` with the reason. */
    outcome: z.enum(['waiting', 'done', 'refused']),
    reason: z.string().optional(),
    /** State of the record now. */
    state: z.string(),
  })
  .meta({ id: 'BulkActRow' });
export type BulkActRowView = z.infer<typeof BulkActRowView>;

export const retryDeliveries = endpoint({
  method: 'POST',
  path: '/v1/deliveries/retry',
  action: 'delivery.retry',
  summary: 'Sends all mails again that failed, came back or wait for another try and fit the filter. The worker does it; uncertain ones go one by one.',
  tag,
  body: deliveries.optional(),
  status: 202,
  response: BulkActView,
});

export const dismissDeliveries = endpoint({
  method: 'POST',
  path: '/v1/deliveries/dismiss',
  action: 'delivery.retry',
  summary: 'Lets all dead letters rest that fit the filter, with a note. The worker does it.',
  tag,
  body: deliveries.extend({ note }),
  status: 202,
  response: BulkActView,
});

export const dismissDelivery = endpoint({
  method: 'POST',
  path: '/v1/deliveries/:id/dismiss',
  action: 'delivery.retry',
  summary: 'Lets a mail rest that failed or came back, with a note: it needs nobody any more.',
  tag,
  params,
  body: z.object({ note }),
  response: DeliveryView,
});

export const retryJobs = endpoint({
  method: 'POST',
  path: '/v1/jobs/retry',
  action: 'job.manage',
  summary: 'Runs all failed jobs again that fit the filter, with all their attempts. The worker does it.',
  tag,
  body: jobs.optional(),
  status: 202,
  response: BulkActView,
});

export const dismissJobs = endpoint({
  method: 'POST',
  path: '/v1/jobs/dismiss',
  action: 'job.manage',
  summary: 'Lets all failed jobs rest that fit the filter, with a note. The worker does it.',
  tag,
  body: jobs.extend({ note }),
  status: 202,
  response: BulkActView,
});

export const dismissJob = endpoint({
  method: 'POST',
  path: '/v1/jobs/:id/dismiss',
  action: 'job.manage',
  summary: 'Lets a failed job rest, with a note: it needs nobody any more.',
  tag,
  params,
  body: z.object({ note }),
  response: JobView,
});

export const getBulkAct = endpoint({
  method: 'GET',
  path: '/v1/bulkacts/:id',
  action: 'delivery.read',
  summary: 'How far a bulk act is. Kept for 30 days.',
  tag,
  params,
  response: BulkActView,
});

export const bulkActTimeline = endpoint({
  method: 'GET',
  path: '/v1/bulkacts/:id/timeline',
  action: 'delivery.read',
  summary: 'Its story: what happened, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});

export const listBulkActRows = endpoint({
  method: 'GET',
  path: '/v1/bulkacts/:id/rows',
  action: 'delivery.read',
  summary: 'What became of each record of a bulk act.',
  tag,
  params,
  query: PageQuery,
  response: collectionOf(BulkActRowView),
});
