import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Metrics } from '../telemetry/metrics';
import { DEAD_LETTERS, findWorkers } from './work-state';

/** Living workers and dead letters, for /metrics; the same figures in every api process. */
@Injectable()
export class WatchReadings implements OnModuleInit {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.read({
      name: 'worker_processes',
      help: 'Worker processes: busy and idle ones live, lost ones were not heard of for 15 seconds',
      labels: ['state'],
      read: async () => {
        const workers = await findWorkers(this.em.fork());
        return (['busy', 'idle', 'lost'] as const).map((state) => ({ labels: { state }, value: workers.filter((worker) => worker.state === state).length }));
      },
    });
    this.metrics.read({
      name: 'dead_letters',
      help: 'Mails and jobs that nobody has retried or dismissed: failed, come back or uncertain',
      labels: ['of'],
      read: async () => {
        const [dead] = await this.em.getConnection().execute<{ deliveries: number; jobs: number }[]>(DEAD_LETTERS);
        return [
          { labels: { of: 'delivery' }, value: dead?.deliveries ?? 0 },
          { labels: { of: 'job' }, value: dead?.jobs ?? 0 },
        ];
      },
    });
  }
}
