import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ScheduleHandler } from '@tandem/platform-server';
import { KEPT_DAYS } from '../log/kept-days';
import type { AttemptReason } from './attempt-reasons.data';
import { sweepWebhooks } from './webhooks.jobs';

const BROKE: AttemptReason = 'SENDING_BROKE';

/** Removes what is older than thirty days, and parks deliveries whose job failed or was dismissed, so that they can be repeated. */
@Injectable()
export class SweepWebhooks extends ScheduleHandler {
  readonly schedule = sweepWebhooks;

  constructor(private readonly em: EntityManager) {
    super();
  }

  async run(): Promise<void> {
    await this.em.execute(`delete from webhook_delivery where created_at < business_now() - interval '${KEPT_DAYS} days' and ordered_at < now() - interval '1 day'`);
    await this.em.execute(
      `update webhook_delivery delivery set state = 'parked', reason = ? where state = 'pending' and ordered_at < now() - interval '1 minute' and not exists
         (select from job where subject_type = 'webhook_delivery' and subject_id = delivery.id and job.state in ('pending', 'dispatched', 'running'))`,
      [BROKE],
    );
  }
}
