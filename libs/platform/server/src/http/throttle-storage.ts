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
/** Counters kept in memory; beyond, all are forgotten. */
const MOST_KEPT = 50_000;

/** Within the first half of a limit nobody waits for Redis: counts are told together after this many milliseconds. */
const TELL_MS = 20;

const COUNT = `
  local hits = redis.call('incrby', KEYS[1], ARGV[2])
  if hits == tonumber(ARGV[2]) then redis.call('pexpire', KEYS[1], ARGV[1]) end
  return { hits, redis.call('pttl', KEYS[1]) }`;

interface Counter {
  hits: number;
  until: number;
  /** Hits that Redis has not heard of yet. */
  untold: number;
}

/**
 * Counts requests in Redis, so that all api processes count together. When Redis does not answer within 50 ms the process counts
 * by itself: a limit that is a little too generous beats an API that stands still.
 */
@Injectable()
export class ThrottleStorage implements ThrottlerStorage, OnApplicationShutdown {
  readonly redis: Redis;
  private readonly counters = new Map<string, Counter>();

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
    const counter = this.counter(key, ttl);
    counter.hits++;
    counter.untold++;
    // The first of a window asks, too: other processes may have counted already.
    if (counter.hits === 1 || counter.hits > limit / 2) await this.tell(key, ttl);
    else if (counter.untold === 1) setTimeout(() => void this.tell(key, ttl), TELL_MS).unref();
    const seconds = Math.max(1, Math.ceil((counter.until - performance.now()) / 1000));
    return { totalHits: counter.hits, timeToExpire: seconds, isBlocked: counter.hits > limit, timeToBlockExpire: counter.hits > limit ? seconds : 0 };
  }

  /** Forgets every count. */
  async clear(): Promise<void> {
    this.counters.clear();
    const keys = await this.redis.keys(`${THROTTLE_PREFIX}*`);
    if (keys.length > 0) await this.redis.del(keys);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  private counter(key: string, ttl: number): Counter {
    const known = this.counters.get(key);
    if (known && known.until > performance.now()) return known;
    if (this.counters.size >= MOST_KEPT) this.counters.clear();
    const fresh = { hits: 0, until: performance.now() + ttl, untold: 0 };
    this.counters.set(key, fresh);
    return fresh;
  }

  /** Adds what Redis has not heard of and takes over the count of all processes; while Redis is away the own count stands. */
  private async tell(key: string, ttl: number): Promise<void> {
    const counter = this.counters.get(key);
    if (!counter || counter.untold === 0) return;
    const { untold } = counter;
    counter.untold = 0;
    try {
      const [hits, left] = (await this.redis.eval(COUNT, 1, THROTTLE_PREFIX + key, ttl, untold)) as [number, number];
      counter.hits = hits + counter.untold;
      counter.until = performance.now() + left;
    } catch {
      counter.untold += untold;
    }
  }
}
