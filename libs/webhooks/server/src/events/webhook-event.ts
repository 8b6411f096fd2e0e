import type { EventDefinition } from '@tandem/platform-contract';
import { defineJob } from '@tandem/platform-server';
import type { JobDefinition } from '@tandem/platform-server';
import * as z from 'zod';

const AnnouncePayload = z.object({ eventId: z.uuid() });
export type AnnounceJob = JobDefinition<typeof AnnouncePayload, 'transactional'>;

/** A recorded event, as one of the organisations that may see it reads it. */
export interface SeenEvent<Data = Readonly<Record<string, unknown>>> {
  readonly data: Data;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Whom it belongs to. */
  readonly organisationId: string | null;
  /** Whose webhook is told. */
  readonly reader: string;
}

/** The record that a webhook event is about: its path in the API (null when there is none to read), and what it is. */
export interface ChangedResource {
  readonly uri: string | null;
  readonly name: string;
}

/** One name in the list of webhook events, and when it is told. */
export class WebhookEvent {
  /** Hands it to whoever listens; ordered by the event itself, in the transaction of the change. Absent when it is sent in another way. */
  readonly job: AnnounceJob | undefined;

  constructor(
    readonly name: string,
    on: readonly EventDefinition[],
    /** What a reader is told; undefined when this event is nothing to it. */
    readonly resource: (event: SeenEvent) => ChangedResource | undefined,
  ) {
    this.job = on.length === 0 ? undefined : defineJob({ name: `webhooks.announce-${name}`, queue: 'webhook', kind: 'transactional', payload: AnnouncePayload, on });
  }
}

/**
 * Declares what a context publishes to webhooks. `name` is lower case with hyphens and never changes; `resource` may leave readers out.
 * The context lists it in both of its modules (`webhookEvents`, `webhookAnnouncers`) and its job among its jobs.
 */
export const defineWebhookEvent = <Data extends z.ZodType>(given: {
  readonly name: string;
  readonly on: EventDefinition<Data> | readonly EventDefinition<Data>[];
  readonly resource: (event: SeenEvent<z.output<Data>>) => ChangedResource | undefined;
}): WebhookEvent => new WebhookEvent(given.name, [given.on].flat(), given.resource as WebhookEvent['resource']);

/** The jobs by which events are announced, for the list of a context's jobs. */
export const announceJobs = (events: readonly WebhookEvent[]): AnnounceJob[] => events.flatMap(({ job }) => job ?? []);
