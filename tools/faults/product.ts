// Tandem itself, built with failpoints: a private stack, driven through its API.
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { buildServer } from '../build/server.mjs';
import { startStack } from '../services/stack.ts';
import type { Stack } from '../services/stack.ts';
import type { Supervised } from '../services/supervised.ts';
import { eventually } from './fault.ts';
import { Partner } from './partner.ts';
import type { Sink } from './sink.ts';
import type { Committed, Phase, Rest, Subject } from './subject.ts';

const CONCURRENCY = 10;
const QUEUES = ['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification', 'webhook'];
const LEASE_MS = 15_000;

const REST = `select
  (select count(*) from delivery where state in ('queued', 'sending', 'deferred')) as open,
  (select count(*) from job where state in ('pending', 'dispatched', 'running') and run_at <= business_now()) as outbox`;

/** How Redis comes back: with what it had written, without the last of it, or without anything. */
export const RETURNS = ['kept', 'cut', 'empty'] as const;
export type Return = (typeof RETURNS)[number];

/** Tandem with two workers, and all that can be done to it. */
export class Tandem implements Subject {
  readonly concurrency = CONCURRENCY;
  readonly leaseMs = LEASE_MS;
  readonly stack: Stack;
  readonly partner: Partner;
  readonly #database: Pool;
  readonly #redis: Redis;
  readonly #orders: string;

  constructor(stack: Stack, partner: Partner, orders: string) {
    this.stack = stack;
    this.partner = partner;
    this.#orders = orders;
    this.#database = new Pool({ connectionString: stack.databaseUrl, max: 2 });
    // Servers are restarted here; whoever asks next gets a new line.
    this.#database.on('error', () => undefined);
    this.#redis = new Redis(stack.redisUrl, { maxRetriesPerRequest: null, retryStrategy: () => 100 });
    this.#redis.on('error', () => undefined);
  }

  order(recipients: readonly string[]): Promise<void> {
    const [only, ...more] = recipients;
    return only !== undefined && more.length === 0 ? this.partner.invite(only) : this.partner.inviteAll(recipients);
  }

  /** Orders a strike at a failpoint and waits until it has happened. @throws NotStruck when nobody comes by. */
  async strikeAt(failpoint: string, order: string): Promise<void> {
    const path = join(this.#orders, failpoint);
    writeFileSync(path, order);
    const struck = (): boolean => !readdirSync(this.#orders).includes(failpoint);
    await eventually(`${order} at ${failpoint}`, struck).finally(() => rmSync(path, { force: true }));
  }

  killWorker(phase: Phase): Promise<void> {
    return this.strikeAt(phase, 'kill@3 worker');
  }

  killApiAfterCommit(): Promise<void> {
    return this.strikeAt('after_commit', 'kill@3 api');
  }

  async pauseWorker(place: number, ms: number): Promise<void> {
    const worker = this.#worker(place);
    worker.signal('SIGSTOP');
    await wait(ms);
    worker.signal('SIGCONT');
  }

  /** SIGTERM for a worker or the api, and a new one; returns how the old one ended. */
  async renew(which: number | 'api'): Promise<number | NodeJS.Signals | undefined> {
    const application = which === 'api' ? this.stack.api : this.#worker(which);
    await application?.restart();
    return application?.ended;
  }

  async flush(): Promise<void> {
    await this.#redis.flushall();
  }

  /** kill -9 for Redis, which is away for so many milliseconds; `meanwhile` happens before it is back. */
  async restartRedis(back: Return, meanwhile: () => Promise<unknown> = () => wait(300)): Promise<void> {
    const { redis, dir } = this.stack;
    await redis?.stop(true);
    const folder = join(dir, 'redis', 'appendonlydir');
    if (back === 'empty') rmSync(folder, { recursive: true, force: true });
    for (const file of back === 'cut' ? readdirSync(folder).filter((name) => name.endsWith('.incr.aof')) : []) {
      truncateSync(join(folder, file), Math.floor(statSync(join(folder, file)).size * 0.9));
    }
    await meanwhile();
    redis?.start();
    await eventually('Redis is back', () => this.#redis.status === 'ready');
  }

  /** Stops Postgres in the middle of it, politely (`fast`) or at once (`immediate`), and starts it again. */
  async restartPostgres(how: 'fast' | 'immediate'): Promise<void> {
    if (how === 'fast') await this.stack.postgres?.restart();
    else this.stack.postgres?.signal('SIGQUIT');
    await wait(200);
    await eventually('Postgres is back', async () => (await this.#database.query('select 1').catch(() => undefined)) !== undefined);
  }

  /** Asks the tables; once more when Postgres has just been restarted. */
  async ask<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const query = () => this.#database.query<Row>(sql, values);
    return (await query().catch(() => wait(500).then(query))).rows;
  }

  async waiting(): Promise<number> {
    const [row] = await this.ask<{ count: string }>(`select count(*) from job where state = 'dispatched'`);
    return Number(row?.count);
  }

  committed(): Promise<Committed[]> {
    return this.ask('select id, recipient, state, reason from delivery');
  }

  async rest(): Promise<Rest> {
    const [row] = await this.ask<{ open: string; outbox: string }>(REST);
    const lengths = await Promise.all(QUEUES.flatMap((queue) => ['wait', 'active'].map((list) => this.#redis.llen(`tandem:${queue}:${list}`))));
    return { open: Number(row?.open), outbox: Number(row?.outbox), queue: lengths.reduce((sum, length) => sum + length, 0) };
  }

  async stop(): Promise<void> {
    this.#redis.disconnect();
    await this.#database.end();
    await this.stack.stop();
    rmSync(this.#orders, { recursive: true, force: true });
  }

  #worker(place: number): Supervised {
    const worker = this.stack.workers[place % this.stack.workers.length];
    if (!worker) throw new Error('There is no worker');
    return worker;
  }
}

/** Builds and starts Tandem with two workers, sending to the sink. */
export async function startProduct(sink: Sink, say: (text: string) => void): Promise<Tandem> {
  await Promise.all([buildServer('api', true), buildServer('worker', true)]);
  const orders = mkdtempSync(join(tmpdir(), 'tandem-failpoints-'));
  const env = { SANDBOX: 'true', WORKER_CONCURRENCY: String(CONCURRENCY), RATE_LIMIT_PER_MINUTE: '1000000', INVITATIONS_PER_DAY: '1000000', FAILPOINTS: orders };
  const stack = await startStack({ ports: 'free', workers: 2, mail: sink.url, failpoints: true, env, say });
  return new Tandem(stack, await Partner.signIn(stack.url, 'sa@nordwind.example'), orders);
}
