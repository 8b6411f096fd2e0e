import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Redis } from 'ioredis';
import { Config } from '../config/config';

type Counted = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Keys of the counters; a sandbox reset removes what begins so. */
export const THROTTLE_PREFIX = 'tandem:throttle:';

/** How long a request waits for Redis, in milliseconds. */
const PATIENCE_MS = 50;
/** Counters kept in memory while Redis is away. */
const MOST_KEPT = 50_000;

const COUNT = `
  local hits = redis.call('incr', KEYS[1])
  if hits == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
  return { hits, redis.call('pttl', KEYS[1]) }`;

/**
 * Counts requests in Redis, so that all api processes count together. When Redis does not answer within 50 ms the process counts
 * by itself: a limit that is a little too generous beats an API that stands still.
 */
@Injectable()
export class ThrottleStorage implements ThrottlerStorage, OnApplicationShutdown {
  readonly redis: Redis;
  private readonly own = new Map<string, { hits: number; until: number }>();

  constructor(@Inject(Config) config: Config) {
    this.redis = new Redis(config.get('REDIS_URL'), {
      enableOfflineQueue: false,
      commandTimeout: PATIENCE_MS,
      maxRetriesPerRequest: 0,
      disconnectTimeout: 100,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2000),
    });
    this.redis.on('error', () => undefined);
  }

  async increment(key: string, ttl: number, limit: number): Promise<Counted> {
    const { hits, left } = await this.inRedis(key, ttl).catch(() => this.inMemory(key, ttl));
    const seconds = Math.max(1, Math.ceil(left / 1000));
    return { totalHits: hits, timeToExpire: seconds, isBlocked: hits > limit, timeToBlockExpire: hits > limit ? seconds : 0 };
  }

  /** Forgets every count. */
  async clear(): Promise<void> {
    this.own.clear();
    const keys = await this.redis.keys(`${THROTTLE_PREFIX}*`);
    if (keys.length > 0) await this.redis.del(keys);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  private async inRedis(key: string, ttl: number): Promise<{ hits: number; left: number }> {
    const [hits, left] = (await this.redis.eval(COUNT, 1, THROTTLE_PREFIX + key, ttl)) as [number, number];
    return { hits, left };
  }

  private inMemory(key: string, ttl: number): { hits: number; left: number } {
    const now = performance.now();
    const known = this.own.get(key);
    const counter = known && known.until > now ? known : { hits: 0, until: now + ttl };
    counter.hits++;
    if (!known && this.own.size >= MOST_KEPT) this.own.clear();
    this.own.set(key, counter);
    return { hits: counter.hits, left: counter.until - now };
  }
}
