import { getQueueToken, Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, FactoryProvider, OnApplicationBootstrap, OnApplicationShutdown, Type } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { QUEUES } from './definition';
import type { QueueName } from './definition';
import { JobRunner } from './job-runner';
import type { QueuedWork } from './job-runner';

/** Redis as the queues use it: one connection, one prefix for every key of ours (`?prefix=` in REDIS_URL, default `tandem`). */
@Injectable()
export class QueueRedis implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueRedis.name);
  readonly client: Redis;
  readonly prefix: string;

  constructor(config: Config) {
    const url = new URL(config.get('REDIS_URL'));
    this.prefix = url.searchParams.get('prefix') ?? 'tandem';
    url.search = '';
    this.client = new Redis(url.toString(), { maxRetriesPerRequest: null, retryStrategy: (times) => Math.min(times * 50, 500) });
    // It comes back by itself; one line when it goes, one when it is back.
    let away = false;
    this.client.on('error', (error) => {
      if (!away) this.logger.warn(`Redis is away, jobs wait in the database: ${error.message}`);
      away = true;
    });
    this.client.on('ready', () => {
      if (away) this.logger.log('Redis is back');
      away = false;
    });
  }

  get ready(): boolean {
    return this.client.status === 'ready';
  }

  /** @throws Error when Redis may throw jobs away to make room. */
  async refuseEviction(): Promise<void> {
    const policy = /maxmemory_policy:(\S+)/.exec(await this.client.info('memory'))?.[1];
    if (policy !== 'noeviction') throw new Error(`Redis has maxmemory-policy ${policy ?? 'unknown'}; queues need noeviction, else jobs vanish when it is full`);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}

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
