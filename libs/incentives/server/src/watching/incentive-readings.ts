import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ALERT_DAY } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Metrics, query } from '@tandem/platform-server';

const READ = `
select count(*) filter (where invite_due_at > ?::timestamptz and started_at + ? * interval '24 hours' > ?::timestamptz)::int as "in-time",
  count(*) filter (where invite_due_at > ?::timestamptz and started_at + ? * interval '24 hours' <= ?::timestamptz)::int as endangered,
  count(*) filter (where invite_due_at <= ?::timestamptz)::int as overdue
from incentive where state = 'invitation_due'`;

const DUES = ['in-time', 'endangered', 'overdue'] as const;

/** How many invitations to incentives have not gone out, for Prometheus: whoever runs the installation hears of those in danger and of late ones (TIM-07). */
@Injectable()
export class IncentiveReadings implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.read({
      name: 'incentive_invitations_due',
      help: `Invitations to incentives that have not gone out; endangered: since day ${ALERT_DAY}, overdue: since day 30`,
      labels: ['due'],
      read: async () => {
        const now = this.clock.now();
        const [row] = await query<Record<(typeof DUES)[number], number>>(this.em.fork(), READ, [now, ALERT_DAY, now, now, ALERT_DAY, now, now]);
        return DUES.map((due) => ({ labels: { due }, value: row?.[due] ?? 0 }));
      },
    });
  }
}
