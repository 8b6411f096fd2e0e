import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { SystemClock } from '@tandem/platform-kernel';
import { Redis } from 'ioredis';
import { SandboxClock } from '../clock/sandbox-clock';
import { Config } from '../config/config';
import { THROTTLE_PREFIX } from '../http/throttle-storage';
import type { DatabasePart } from '../orm/database-part';
import { ormOptions } from '../orm/orm-options';
import type { SandboxPart } from './sandbox-part';

/** What a reset works on: everything stored, and the first state of every context, upstream first. */
export class SandboxContent {
  constructor(
    readonly parts: readonly DatabasePart[],
    readonly seeds: readonly SandboxPart[],
  ) {}
}

/** Tables that outlive a reset: nobody is signed out by it, and the clock is put back in its own way. */
const KEPT = ['migration', 'session', 'oidc_artifact', 'signing_key', 'webhook_signing_key', 'sandbox_clock'];

/** Lock timeout and deadlock: somebody was in the middle of something. */
const BUSY = new Set(['55P03', '40P01']);

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

/** Puts the sandbox back to its first state: data, clock, queues, limits and stored answers. Tokens of the cast stay valid. */
@Injectable()
export class SandboxReset {
  private running: Promise<Date> | undefined;

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(SandboxContent) private readonly content: SandboxContent,
    @Inject(SandboxClock) private readonly clock: SandboxClock | undefined,
  ) {}

  /** Gives the present of business time afterwards; a reset that runs already is waited for. */
  run(): Promise<Date> {
    this.running ??= this.reset().finally(() => (this.running = undefined));
    return this.running;
  }

  private async reset(): Promise<Date> {
    // Truncating and seeding need the owner's rights; api and worker never have them otherwise. The name of the context keeps
    // the request's entity manager, which acts as the application's role, out of it.
    const options = ormOptions({ url: this.config.get('DATABASE_URL'), parts: this.content.parts, as: 'owner', pool: 1 });
    const orm = await MikroORM.init({ ...options, contextName: 'sandbox-reset' });
    try {
      await this.refill(orm, 5);
    } finally {
      await orm.close(true);
    }
    await this.emptyRedis();
    return (await this.clock?.reset()) ?? new Date();
  }

  private async refill(orm: MikroORM, attempts: number): Promise<void> {
    try {
      await orm.em.fork().transactional(async (em) => {
        await em.execute("set local lock_timeout = '2s'");
        // Else the table of events refuses to be emptied, by its owner too (AUD-04).
        await em.execute("set local tandem.reset = 'yes'");
        await em.execute(`truncate ${(await tablesToEmpty(em)).map((table) => `"${table}"`).join(', ')}`);
        for (const part of this.content.seeds) await part.seed(em, new SystemClock());
      });
    } catch (error) {
      if (attempts <= 1 || !BUSY.has(String(codeOf(error)))) throw error;
      await this.refill(orm, attempts - 1);
    }
  }

  /** Queues and counters. Without Redis there is nothing to forget: what it held comes from the database. */
  private async emptyRedis(): Promise<void> {
    const url = new URL(this.config.get('REDIS_URL'));
    const prefix = url.searchParams.get('prefix') ?? 'tandem';
    url.search = '';
    const redis = new Redis(url.toString(), { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      for (const pattern of new Set([`${prefix}:*`, `${THROTTLE_PREFIX}*`])) {
        for await (const keys of redis.scanStream({ match: pattern, count: 1000 }) as AsyncIterable<string[]>)
          if (keys.length > 0) await redis.unlink(...keys);
      }
    } catch (error) {
      if (redis.status === 'ready') throw error;
    } finally {
      redis.disconnect();
    }
  }
}

async function tablesToEmpty(em: EntityManager): Promise<string[]> {
  const rows = await em.execute<{ name: string }[]>("select tablename as name from pg_tables where schemaname = 'public'");
  return rows.map(({ name }) => name).filter((name) => !KEPT.includes(name));
}
