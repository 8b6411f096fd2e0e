import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { Metrics, query } from '@tandem/platform-server';

interface Row {
  readonly waiting: number;
  readonly late: number;
}

/** How many enrollments wait for a decision, for Prometheus: whoever runs the installation hears of late ones (TIM-03). */
@Injectable()
export class ReviewReadings implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.read({
      name: 'enrollments_in_review',
      help: 'Enrollments that wait for a decision; late: business day 5 has ended',
      labels: ['due'],
      read: async () => {
        const now = this.clock.now();
        const [row] = await query<Row>(
          this.em.fork(),
          `select count(*) filter (where expected_until > ?::timestamptz)::int as waiting, count(*) filter (where expected_until <= ?::timestamptz)::int as late from enrollment where state = 'in_review'`,
          [now, now],
        );
        return [
          { labels: { due: 'in-time' }, value: row?.waiting ?? 0 },
          { labels: { due: 'late' }, value: row?.late ?? 0 },
        ];
      },
    });
  }
}
