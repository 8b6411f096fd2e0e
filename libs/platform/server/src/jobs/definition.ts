import type { EventDefinition } from '@tandem/platform-contract';
import * as z from 'zod';

/** The queues; each has its own concurrency, so that a flood in one does not hold up another. */
export const QUEUES = ['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification', 'webhook'] as const;
export type QueueName = (typeof QUEUES)[number];

/**
 * How a job's effect and its outcome stay together. `transactional`: both commit in one transaction. `delivery`: the effect is
 * a mail, which no transaction holds; what is not known for sure becomes `uncertain` (docs/adr/0002-postgres-is-the-truth-redis-carries.md).
 * `outside`: the effect is a call to somebody else's system, which may be repeated; it happens outside of any transaction, at least once.
 */
export type JobKind = 'transactional' | 'delivery' | 'outside';

/** One sort of work: a wire name that never changes, the queue that carries it and a payload of ids. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType, Kind extends JobKind = JobKind> {
  /** `<context>.<verb>-<noun>`. */
  readonly name: string;
  readonly queue: QueueName;
  readonly kind: Kind;
  /** Ids only: never addresses, texts or secrets. */
  readonly payload: Payload;
  /** How often it is tried before it ends `failed`. */
  readonly attempts: number;
  /** A row is added whenever this event, or one of these, is; the payload is parsed from the event's data plus `eventId`. */
  readonly on?: EventDefinition | readonly EventDefinition[];
  /** Counts up whenever the payload changes its form; 0 is the first form, whose rows carry no version. */
  readonly version: number;
  /** How a payload of version n becomes one of version n + 1, for each n below `version`: rows of older deploys are still there. */
  readonly upcast: readonly Upcast[];
}

/** Makes a payload of one version out of the one before; what it needs beside it, it must find in the payload. */
export type Upcast = (older: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

const DeliveryPayload = z.object({ deliveryId: z.uuid() });
export type DeliveryJobDefinition = JobDefinition<typeof DeliveryPayload, 'delivery'>;

type Given<Kind extends JobKind> = Pick<JobDefinition<z.ZodType, Kind>, 'name' | 'queue' | 'kind'> & Partial<Pick<JobDefinition, 'attempts' | 'version' | 'upcast'>>;

/**
 * Declares a job. Delivery jobs carry `{ deliveryId }` and are added by `Deliveries.add`.
 * @throws Error when `upcast` has not one step for each older version.
 */
export function defineJob(definition: Given<'delivery'>): DeliveryJobDefinition;
export function defineJob<Payload extends z.ZodType>(
  definition: Given<'transactional'> & { readonly payload: Payload; readonly on?: JobDefinition['on'] },
): JobDefinition<Payload, 'transactional'>;
export function defineJob<Payload extends z.ZodType>(definition: Given<'outside'> & { readonly payload: Payload }): JobDefinition<Payload, 'outside'>;
export function defineJob(definition: Given<JobKind> & { readonly payload?: z.ZodType; readonly on?: JobDefinition['on'] }): JobDefinition {
  const { name, version = 0, upcast = [] } = definition;
  if (upcast.length !== version) throw new Error(`${name} has version ${version}, so it needs ${version} upcasts, not ${upcast.length}`);
  return { attempts: 8, ...definition, version, upcast, payload: definition.payload ?? DeliveryPayload };
}

/** Recurring work. The queue only wakes it: it picks its rows by date from the database, so a missed tick loses nothing. */
export interface ScheduleDefinition {
  /** `<context>.<verb>-<noun>`. */
  readonly name: string;
  readonly queue: QueueName;
  /** Milliseconds between two runs. */
  readonly everyMs: number;
  /** The same in sandbox mode, where the clock jumps. */
  readonly sandboxEveryMs: number;
}

/** Declares recurring work; at least hourly, in the sandbox every second. */
export const defineSchedule = (definition: Omit<ScheduleDefinition, 'sandboxEveryMs'> & { readonly sandboxEveryMs?: number }): ScheduleDefinition => ({
  sandboxEveryMs: 1000,
  ...definition,
});
