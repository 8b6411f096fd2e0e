import { getQueueToken, Processor, WorkerHost } from '@nestjs/bullmq';
import type { BeforeApplicationShutdown, FactoryProvider, OnApplicationBootstrap, Type } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { Config } from '../config/config';
import { QUEUES } from './definition';
import type { QueueName } from './definition';
import { JobRunner } from './job-runner';
import type { QueuedWork } from './job-runner';

/** The queues by name. */
export class Queues {
  constructor(private readonly byName: ReadonlyMap<QueueName, Queue>) {
    // What is wrong with Redis is told once, by QueueRedis.
    for (const queue of byName.values()) queue.on('error', () => undefined);
  }

  get(name: QueueName): Queue {
    const queue = this.byName.get(name);
    if (!queue) throw new Error(`There is no queue ${name}`);
    return queue;
  }
}

export const queuesProvider: FactoryProvider<Queues> = {
  provide: Queues,
  inject: QUEUES.map((name) => getQueueToken(name)),
  useFactory: (...queues: Queue[]) => new Queues(new Map(QUEUES.map((name, index) => [name, queues[index] as Queue]))),
};

/** One small host per queue around the one runner: concurrency and rate are the queue's, the work is the runner's. */
const workerHost = (queue: QueueName): Type => {
  // A stalled job only brings its row again and the claim decides, so stalling often is harmless and losing the job is not.
  @Processor(queue, {
    autorun: false,
    lockDuration: 10_000,
    stalledInterval: 5_000,
    maxStalledCount: 1000,
    runRetryDelay: 500,
    drainDelay: 2,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  class QueueWorker extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
    constructor(
      private readonly runner: JobRunner,
      private readonly config: Config,
    ) {
      super();
    }

    override process(job: Job<QueuedWork>): Promise<boolean> {
      return this.runner.run(job.data);
    }

    onApplicationBootstrap(): void {
      this.worker.concurrency = this.config.get('WORKER_CONCURRENCY');
      this.worker.on('error', () => undefined);
      void this.worker.run();
    }

    /** Finishes what is running, before the database and the mail server go away. */
    async beforeApplicationShutdown(): Promise<void> {
      await this.worker.close();
    }
  }
  return QueueWorker;
};

export const workerHosts: readonly Type[] = QUEUES.map(workerHost);
