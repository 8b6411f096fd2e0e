import * as z from 'zod';
import { endpoint } from './endpoint';
import { collectionOf, Instant } from './resource';
import { QueueField } from './watching.contract';

const tag = 'Watching';
const action = 'job.manage';

/** One worker process as it was last heard of. All times are real time. */
export const WorkerView = z
  .object({
    id: z.uuid(),
    host: z.string(),
    pid: z.number().int(),
    version: z.string(),
    startedAt: Instant,
    seenAt: Instant,
    /** `lost`: not heard of for 15 seconds; forgotten ten minutes later. */
    state: z.enum(['busy', 'idle', 'lost']),
    /** How much of each queue it does at once. */
    concurrency: z.number().int(),
    /** What it was doing when it was last heard of: how many jobs, and up to ten of them. */
    busy: z.number().int(),
    work: z.array(z.object({ id: z.uuid(), name: z.string(), since: Instant.optional() })),
  })
  .meta({ id: 'Worker' });
export type WorkerView = z.infer<typeof WorkerView>;

/** One queue: what is due and how long the oldest has waited, what is set for later, what runs, what failed. */
export const QueueView = z
  .object({
    queue: QueueField,
    due: z.number().int(),
    later: z.number().int(),
    running: z.number().int(),
    failed: z.number().int(),
    oldestSeconds: z.number().int().optional(),
  })
  .meta({ id: 'QueueDepth' });
export type QueueView = z.infer<typeof QueueView>;

/** Recurring work: when it ran last and how that ended, when it is due next. Real time. */
export const ScheduleView = z
  .object({
    name: z.string(),
    queue: QueueField,
    everyMs: z.number().int(),
    lastRunAt: Instant.optional(),
    tookMs: z.number().int().optional(),
    result: z.enum(['done', 'failed']).optional(),
    error: z.string().optional(),
    nextRunAt: Instant.optional(),
    /** It should have run by now and has not. */
    overdue: z.boolean(),
  })
  .meta({ id: 'Schedule' });
export type ScheduleView = z.infer<typeof ScheduleView>;

/** Whether the work goes on, in one look: what the console's banner and menu show to operators. */
export const WatchView = z
  .object({
    /** `stopped`: no worker lives; `late`: the oldest due job has waited for more than a minute. */
    state: z.enum(['working', 'late', 'stopped']),
    workers: z.number().int(),
    oldestSeconds: z.number().int().optional(),
    /** Dead letters that nobody has retried or dismissed. */
    dead: z.object({ deliveries: z.number().int(), jobs: z.number().int() }),
  })
  .meta({ id: 'Watch' });
export type WatchView = z.infer<typeof WatchView>;

export const getWatch = endpoint({ method: 'GET', path: '/v1/watch', action, tag, summary: 'Whether the work goes on: living workers, the oldest due job, dead letters.', response: WatchView });
export const listWorkers = endpoint({ method: 'GET', path: '/v1/workers', action, tag, summary: 'The worker processes, as they were last heard of.', response: collectionOf(WorkerView) });
export const listQueues = endpoint({ method: 'GET', path: '/v1/queues', action, tag, summary: 'Depth and age of each queue, counted in the database.', response: collectionOf(QueueView) });
export const listSchedules = endpoint({ method: 'GET', path: '/v1/schedules', action, tag, summary: 'Recurring work: last run, its result, next run.', response: collectionOf(ScheduleView) });
