import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Metrics } from '@tandem/platform-server';

const FIGURES = `
select 'waiting' as state, count(*) as count from webhook_delivery where state = 'pending'
union all select 'left-alone', count(*) from webhook_registration where paused_until > now()
union all select 'stopped', count(*) from webhook_registration where state = 'stopped'`;

// A receiver that fails is its owner's to mend; what was never tried is ours.
const UNTRIED = `
select coalesce(max(extract(epoch from now() - ordered_at)), 0) as age from webhook_delivery delivery
where state = 'pending' and attempts = 0 and not exists (select from webhook_registration webhook where webhook.organisation_id = delivery.organisation_id and failures > 0)`;

/** Numbers of webhooks, for /metrics. */
@Injectable()
export class WebhookReadings implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.read({
      name: 'webhooks',
      help: 'Webhook deliveries that wait, and receivers that are left alone after failures or were stopped by a 410',
      labels: ['state'],
      read: async () => {
        const rows = await this.em.fork().execute<{ state: string; count: string }[]>(FIGURES);
        return rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
      },
    });
    this.metrics.read({
      name: 'webhooks_oldest_untried_seconds',
      help: 'Age of the oldest webhook delivery that was never tried, but for those whose receiver fails',
      labels: [],
      read: async () => (await this.em.fork().execute<{ age: string }[]>(UNTRIED)).map(({ age }) => ({ labels: {}, value: Number(age) })),
    });
  }
}
