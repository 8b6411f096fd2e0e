import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import { Metrics } from './metrics';

interface Depth {
  readonly queue: string;
  readonly state: string;
  readonly count: string;
  readonly age: string | null;
}

/** Only undone and failed rows: partial indexes serve them, whatever was ever done. */
const DEPTH = `
  select queue, state, count(*) as count,
    max(extract(epoch from now() - greatest(not_before, created_at))) filter (where state in ('pending', 'dispatched')) as age
  from job where state in ('pending', 'dispatched', 'running', 'failed') group by queue, state`;

/** Numbers that the database knows: connections in use, jobs waiting and how long, mails by outcome. */
@Injectable()
export class DatabaseReadings implements OnModuleInit {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.read({
      name: 'database_connections',
      help: 'Connections of this process to the database',
      labels: ['state'],
      read: async () => {
        const { totalCount, idleCount, waitingCount } = (await this.em.getConnection().getNativeClient()) as Pool;
        return [
          { labels: { state: 'used' }, value: totalCount - idleCount },
          { labels: { state: 'idle' }, value: idleCount },
          { labels: { state: 'awaited' }, value: waitingCount },
        ];
      },
    });
    this.metrics.read({
      name: 'queue_jobs',
      help: 'Jobs that are not done, by queue and state',
      labels: ['queue', 'state'],
      read: async () => (await this.depths()).map(({ queue, state, count }) => ({ labels: { queue, state }, value: Number(count) })),
    });
    this.metrics.read({
      name: 'queue_oldest_job_seconds',
      help: 'Age of the oldest job that waits, by queue',
      labels: ['queue', 'state'],
      read: async () => (await this.depths()).filter(({ age }) => age !== null).map(({ queue, state, age }) => ({ labels: { queue, state }, value: Math.max(0, Number(age)) })),
    });
    this.metrics.read({
      name: 'mail_deliveries',
      help: 'Mails that are not sent, by state: waiting, in trouble or unknown',
      labels: ['state'],
      read: async () => {
        const rows = await this.em.fork().execute<{ state: string; count: string }[]>(
          "select state, count(*) as count from delivery where state in ('queued', 'sending', 'deferred', 'failed', 'bounced', 'uncertain') group by state",
        );
        return rows.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
      },
    });
  }

  private depths(): Promise<Depth[]> {
    return this.em.fork().execute<Depth[]>(DEPTH);
  }
}
