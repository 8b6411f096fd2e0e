import type { EntityManager } from '@mikro-orm/postgresql';
import type * as z from 'zod';
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

/** Does recurring work, in a transaction of its own: picks what is due by date and is harmless when it runs twice. */
export abstract class ScheduleHandler {
  abstract readonly schedule: ScheduleDefinition;
  abstract run(): Promise<void>;
}
