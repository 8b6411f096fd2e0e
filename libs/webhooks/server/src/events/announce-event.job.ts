import { EntityManager } from '@mikro-orm/postgresql';
import type { FactoryProvider } from '@nestjs/common';
import { Config, JobHandler, Jobs } from '@tandem/platform-server';
import { orderDelivery } from '../delivering/order-delivery';
import type { AnnounceJob, SeenEvent, WebhookEvent } from './webhook-event';

interface Listener extends Omit<SeenEvent, 'reader'> {
  readonly at: string;
  readonly registrationId: string;
  readonly reader: string;
}

// Who may see the event and listens to it: no webhook hears of what its organisation could not read.
const LISTENERS = `
select event.at, event.data, event.before, event.after, event.organisation_id as "organisationId", webhook.id as "registrationId", webhook.organisation_id as reader
from event join webhook_registration webhook on webhook.organisation_id = any(event.visible_to) and webhook.state = 'active' and webhook.events @> array[?]::text[]
where event.id = ? order by webhook.organisation_id`;

/** Orders a delivery to each webhook that listens to one webhook event. */
export class AnnounceEvent extends JobHandler<AnnounceJob> {
  constructor(
    readonly job: AnnounceJob,
    private readonly event: WebhookEvent,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly config: Config,
  ) {
    super();
  }

  async handle({ eventId }: { eventId: string }): Promise<void> {
    const base = this.config.get('PUBLIC_URL');
    const { name: eventName } = this.event;
    for (const { registrationId, at, ...seen } of await this.em.execute<Listener[]>(LISTENERS, [eventName, eventId])) {
      const resource = this.event.resource(seen);
      if (!resource) continue;
      const resourceUri = resource.uri === null ? null : `${base}${resource.uri}`;
      const notification = { eventName, resourceUri, resourceName: resource.name, auditUri: `${base}/v1/auditrecords/${eventId}`, at: new Date(at) };
      await orderDelivery(this.em, this.jobs, { registrationId, organisationId: seen.reader, eventId, notification });
    }
  }
}

/** Providers of a context's worker module that announce its webhook events. */
export const webhookAnnouncers = (events: readonly WebhookEvent[]): FactoryProvider<AnnounceEvent>[] =>
  events.flatMap((event) => {
    const { job } = event;
    if (!job) return [];
    return [{ provide: Symbol(job.name), inject: [EntityManager, Jobs, Config], useFactory: (em: EntityManager, jobs: Jobs, config: Config) => new AnnounceEvent(job, event, em, jobs, config) }];
  });
