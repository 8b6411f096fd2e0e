import { Injectable } from '@nestjs/common';
import type * as z from 'zod';
import { Outbox } from '../events/outbox';
import type { Subject } from '../mail/delivery-row';
import type { JobDefinition } from './definition';

/** What may be said of a job beside its payload. */
export interface JobOptions {
  /** The record it is about. */
  readonly subject?: Subject;
  /** Organisations share the queue fairly. */
  readonly organisationId?: string;
  /** Business time before which it does not start; default now. */
  readonly runAt?: Date;
}

/** Orders work, as rows of the running transaction: it commits, and the job runs; it does not, and nothing ever happened. */
@Injectable()
export class Jobs {
  constructor(private readonly outbox: Outbox) {}

  /** Orders a job and returns its id. @throws Error outside of a transaction, and when the payload does not fit the definition. */
  add<Payload extends z.ZodType>(job: JobDefinition<Payload, 'transactional' | 'outside'>, payload: z.input<Payload>, options: JobOptions = {}): string {
    return this.outbox.addJob(job, payload, options);
  }
}
