import * as z from 'zod';
import { anyCase, literal } from './any-case';
import { endpoint } from './endpoint';
import { collectionOf, csvQuery, Instant, PageQuery, resourceFields } from './resource';
import { Timeline } from './timeline';

const tag = 'Watching';
const params = z.object({ id: z.uuid() });

/** States to look for, repeated in the query; a fault names the field, not its place in the list. */
const stateFilter = (states: readonly string[]) =>
  z
    .array(z.preprocess((given) => literal(states, given), z.string().meta({ enum: [...states] })))
    .refine((given) => given.every((state) => states.includes(state)), `one or more of ${states.join(', ')}`)
    .optional();

/** States of a delivery. `uncertain`: nobody knows whether it was sent, so it is not sent again by itself. */
export const DeliveryStateField = z
  .enum(['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'uncertain', 'cancelled'])
  .meta({ id: 'DeliveryState' });

/** A filter of several literals, e.g. reasons, repeated in the query. */
const words = z.array(z.string().min(1).max(100)).max(50).optional();
const search = z.string().trim().max(320).optional();

/** Time up to now, in business time. */
export const WindowField = anyCase(['hour', 'day', 'week']).meta({ id: 'Window' });

/** Whether a dead letter was dismissed. */
const dismissed = anyCase(['no', 'yes']).optional();

/** A dead letter that somebody looked at and let rest. */
export const DismissalView = z.object({ by: z.string(), at: Instant, note: z.string() }).meta({ id: 'Dismissal' });

/** What a record is, and its id. */
export const SubjectView = z.object({ type: z.string(), id: z.uuid() }).meta({ id: 'Subject' });

/** One mail to one recipient, and what became of it. */
export const DeliveryView = z
  .object({
    id: z.uuid(),
    template: z.string(),
    recipient: z.string(),
    language: z.enum(['de', 'en']),
    subject: SubjectView,
    /** On whose behalf it goes out. */
    organisation: z.object({ id: z.uuid(), name: z.string().optional() }),
    state: DeliveryStateField,
    attempts: z.number().int(),
    maxAttempts: z.number().int(),
    /** Literal such as MAILBOX_UNKNOWN. */
    reason: z.string().optional(),
    /** The reason as a sentence, in the caller's language. */
    explanation: z.string().optional(),
    /** The mail server's own words. */
    lastReply: z.string().optional(),
    createdAt: Instant,
    changedAt: Instant,
    /** When it is tried again; real time. */
    nextAttemptAt: Instant.optional(),
    correlationId: z.string().optional(),
    dismissal: DismissalView.optional(),
    ...resourceFields,
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;

/** Which deliveries: in a query, or in the body of a bulk act. Operators look at all organisations, everybody else at their own. */
export const deliveryFilter = {
  /** Beginning of an address or of its domain, a Message-ID, or the id of the mail or its record. */
  search,
  /** Id of the record they are about. */
  subject: z.uuid().optional(),
  state: stateFilter(DeliveryStateField.options),
  reason: words,
  template: words,
  organisation: z.uuid().optional(),
  /** Changed within this time. */
  window: WindowField.optional(),
  dismissed,
};

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/v1/deliveries',
  action: 'delivery.read',
  summary: 'Mails sent on behalf of the organisation, newest first; operators see everyone\'s.',
  tag,
  query: PageQuery.extend(deliveryFilter),
  response: collectionOf(DeliveryView),
});

export const exportDeliveries = endpoint({
  method: 'GET',
  path: '/v1/deliveries/export.csv',
  action: 'delivery.read',
  summary: 'The same list as a CSV file, streamed: what the filters leave, in the same order. UTF-8 with a mark, every value quoted, safe from formulas; times are UTC.',
  tag,
  query: z.object({ ...deliveryFilter, ...csvQuery }),
  response: z.string(),
});

export const getDelivery = endpoint({
  method: 'GET',
  path: '/v1/deliveries/:id',
  action: 'delivery.read',
  summary: 'One mail, and what became of it.',
  tag,
  params,
  response: DeliveryView,
});

export const deliveryTimeline = endpoint({
  method: 'GET',
  path: '/v1/deliveries/:id/timeline',
  action: 'delivery.read',
  summary: 'Its story: what happened, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});

export const retryDelivery = endpoint({
  method: 'POST',
  path: '/v1/deliveries/:id/retry',
  action: 'delivery.retry',
  summary: 'Sends a mail again that failed, came back, waits, or of which nobody knows whether it was sent.',
  tag,
  params,
  response: DeliveryView,
});

export const reportBounce = endpoint({
  method: 'POST',
  path: '/v1/deliveries/bounces',
  action: 'public',
  summary: 'A mail server reports that a mail came back. Needs the bounce token; closed (404) when there is none.',
  answers: [401, 404],
  credentials: 'bounce-token',
  tag,
  body: z.object({
    /** Message-ID of the mail that came back. */
    messageId: z.string().min(3).max(998),
    /** False for a passing trouble: the address is then still written to. */
    permanent: z.boolean().optional(),
    reply: z.string().max(2000).optional(),
  }),
});

export const JobStateField = z.enum(['pending', 'dispatched', 'running', 'done', 'failed', 'dismissed']).meta({ id: 'JobState' });
export const QueueField = z.enum(['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification', 'webhook']).meta({ id: 'Queue' });

/** One piece of work, and what became of it. Times are real time. */
export const JobView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    queue: QueueField,
    kind: z.enum(['transactional', 'delivery', 'outside']),
    state: JobStateField,
    attempts: z.number().int(),
    maxAttempts: z.number().int(),
    reason: z.string().optional(),
    lastError: z.string().optional(),
    subject: SubjectView.optional(),
    runAt: Instant,
    createdAt: Instant,
    finishedAt: Instant.optional(),
    correlationId: z.string().optional(),
    dismissal: DismissalView.optional(),
    ...resourceFields,
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof JobView>;

/** Which jobs: in a query, or in the body of a bulk act. */
export const jobFilter = {
  /** Beginning of a job's name, or the id of the job or its record. */
  search,
  queue: anyCase(QueueField.options).optional(),
  name: z.string().max(100).optional(),
  /** `delivery`: carries a mail, and stands under the deliveries too. */
  kind: anyCase(['transactional', 'delivery', 'outside']).optional(),
  reason: words,
};

export const listJobs = endpoint({
  method: 'GET',
  path: '/v1/jobs',
  action: 'job.manage',
  summary: 'Jobs, newest first.',
  tag,
  query: PageQuery.extend({ state: stateFilter(JobStateField.options), dismissed, ...jobFilter }),
  response: collectionOf(JobView),
});

export const getJob = endpoint({
  method: 'GET',
  path: '/v1/jobs/:id',
  action: 'job.manage',
  summary: 'One job, and what became of it.',
  tag,
  params,
  response: JobView,
});

export const jobTimeline = endpoint({
  method: 'GET',
  path: '/v1/jobs/:id/timeline',
  action: 'job.manage',
  summary: 'Its story: what happened, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});

export const retryJob = endpoint({
  method: 'POST',
  path: '/v1/jobs/:id/retry',
  action: 'job.manage',
  summary: 'Runs a job again that failed, or failed and was dismissed, with all its attempts.',
  tag,
  params,
  response: JobView,
});
