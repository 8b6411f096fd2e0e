import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';

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
