import { Injectable } from '@nestjs/common';
import type { EventDefinition } from '@tandem/platform-contract';
import type * as z from 'zod';
import type { Actor } from '../auth/actor';
import type { Subject } from '../mail/delivery-row';
import { Outbox } from './outbox';

/** What happened, to which records, and who may see it. Never secrets: events are kept for ever and read by many. */
export interface NewEvent<Data extends z.ZodType> {
  /** Who did it; absent when time or the system did. */
  readonly actor?: Actor;
  /** Organisations that may see it, beside the one it belongs to: the actor's, or without an actor the first of these. */
  readonly organisations: readonly string[];
  readonly subjects: readonly Subject[];
  readonly data: z.input<Data>;
  /** What changed, before and after. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Records what happened: audit log, timelines, live updates and subscriptions read it. */
@Injectable()
export class Events {
  constructor(private readonly outbox: Outbox) {}

  /** Records an event in the running transaction, with the jobs that subscribe to it. @throws Error outside of a transaction. */
  add<Data extends z.ZodType>(event: EventDefinition<Data>, content: NewEvent<Data>): void {
    this.outbox.addEvent(event, content);
  }
}
