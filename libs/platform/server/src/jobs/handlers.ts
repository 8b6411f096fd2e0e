import type { EntityManager } from '@mikro-orm/postgresql';
import type * as z from 'zod';
import type { Change } from '../events/announcer';
import type { DeliveryRow } from '../mail/delivery-row';
import type { Mail } from '../mail/mail';
import type { DeliveryJobDefinition, JobDefinition, ScheduleDefinition } from './definition';

/**
 * Does one sort of transactional job. It runs inside a transaction that also holds the job's outcome, so its effect happens
 * exactly once. A DomainError ends the job as failed at once; anything else is tried again later.
 */
export abstract class JobHandler<Definition extends JobDefinition = JobDefinition> {
  abstract readonly job: Definition;
  abstract handle(payload: z.output<Definition['payload']>): Promise<void>;
}

/** What became of a delivery. `bounced` arrives later, after `sent`. */
export type DeliveryOutcome = 'sent' | 'failed' | 'bounced' | 'uncertain' | 'cancelled';

/** A delivery and what became of it. */
export interface SettledDelivery {
  readonly delivery: DeliveryRow;
  readonly outcome: DeliveryOutcome;
}

/** Writes one sort of mail. */
export abstract class DeliveryHandler {
  abstract readonly job: DeliveryJobDefinition;
  /** The mail, from what the records say now; null when there is nothing to send any more (the delivery is then cancelled). */
  abstract compose(delivery: DeliveryRow): Promise<Mail | null>;
  /** Takes the outcomes of the same moment into the records that the mails are about, in the transaction that records the outcomes. */
  settled?(settled: readonly SettledDelivery[], em: EntityManager): Promise<void>;
}

/** One attempt at a job whose effect is outside: the how manieth, and whether it is the last one. */
export interface OutsideAttempt {
  /** Counted from 1. */
  readonly number: number;
  readonly last: boolean;
}

/**
 * How a job goes on after an attempt: it is over, is tried again later (after the last attempt it is over, too), or was not tried
 * and waits for so many milliseconds without using an attempt up.
 */
export type OutsideVerdict = ({ readonly state: 'done' } | { readonly state: 'again'; readonly reason: string } | { readonly state: 'waiting'; readonly waitMs: number }) & {
  /** What live views hear of. */
  readonly changes?: readonly Change[];
};

/**
 * Does one sort of work whose effect is in somebody else's system. When a worker dies between the effect and its record it
 * happens again, so it has to carry an id by which the other side knows it.
 */
export abstract class OutsideHandler<Definition extends JobDefinition = JobDefinition, Effect = unknown> {
  abstract readonly job: Definition;
  /** The effect, outside of any transaction; whatever goes wrong over there is part of the answer, not an error. */
  abstract reach(payload: z.output<Definition['payload']>): Promise<Effect>;
  /** Takes the effect into the records, in the transaction that also holds the job's outcome. */
  abstract record(payload: z.output<Definition['payload']>, effect: Effect, attempt: OutsideAttempt): Promise<OutsideVerdict>;
}

/** Does recurring work, in a transaction of its own: picks what is due by date and is harmless when it runs twice. */
export abstract class ScheduleHandler {
  abstract readonly schedule: ScheduleDefinition;
  abstract run(): Promise<void>;
}
