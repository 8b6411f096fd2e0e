// Tandem itself, built with failpoints: a private stack, driven through its API.
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { buildServer } from '../build/server.mjs';
import { Client } from '../services/client.ts';
import { startStack } from '../services/stack.ts';
import type { Stack } from '../services/stack.ts';
import type { Supervised } from '../services/supervised.ts';
import { eventually } from './fault.ts';
import { FILE_INCENTIVES, filedIncentives, FIND_FILED } from './filed-incentives.ts';
import type { Filed, Filing } from './filed-incentives.ts';
import { Partner } from './partner.ts';
import type { Sink } from './sink.ts';
import type { Committed, Phase, Reminders, Rest, Subject } from './subject.ts';

const CONCURRENCY = 10;
const QUEUES = ['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification', 'webhook'];
const LEASE_MS = 15_000;

const REST = `select
  (select count(*) from delivery where state in ('queued', 'sending', 'deferred')) as open,
  (select count(*) from job where state in ('pending', 'dispatched', 'running') and run_at <= business_now())
    + (select count(*) from incentive where next_at <= business_now()) as outbox`;
/** As the workers put it: what they say again and again must not make two of it. */
const SWEEP = { queue: 'incentive-reminder', name: 'incentive.sweep-incentives', every: 1000 };

/** How Redis comes back: with what it had written, without the last of it, or without anything. */
export const RETURNS = ['kept', 'cut', 'empty'] as const;
export type Return = (typeof RETURNS)[number];

/** Tandem with its workers, and all that can be done to it. */
export class Tandem implements Subject {
  readonly concurrency = CONCURRENCY;
  readonly leaseMs = LEASE_MS;
  readonly stack: Stack;
  readonly partner: Partner;
  readonly #database: Pool;
  readonly #redis: Redis;
  readonly #sweeps: Queue;
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
    this.#sweeps = new Queue(SWEEP.queue, { connection: this.#redis, prefix: 'tandem' });
    this.#sweeps.on('error', () => undefined);
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

  /** Partners with an incentive; `remind` makes those that are invited and wait for reminders. Also while Postgres is away: then it is tried again, and what has been made is found. */
  async file(filing: Filing): Promise<Filed[]> {
    const given = filedIncentives(filing);
    for (let attempt = 1; ; attempt++, await wait(500)) {
      try {
        const found = attempt === 1 ? [] : await this.ask<Filed>(FIND_FILED, [given[1]]);
        return found.length > 0 ? found : await this.ask<Filed>(FILE_INCENTIVES, given);
      } catch (error) {
        if (attempt === 20) throw error;
      }
    }
  }

  async remind(filing: Reminders): Promise<void> {
    await this.file({ ...filing, kind: 'invited' });
  }

  async jump(days: number): Promise<void> {
    const operator = await new Client(this.stack.url).as('op1@ops.example');
    const { status, body } = await operator.call('PUT', '/v1/sandbox/clock', { advanceBy: `P${days}D` });
    if (status !== 200) throw new Error(`The clock did not jump: ${status} ${JSON.stringify(body)}`);
  }

  async reschedule(): Promise<void> {
    const { name, every } = SWEEP;
    await this.#sweeps.upsertJobScheduler(name, { every }, { name, data: { schedule: name }, opts: { removeOnComplete: true, removeOnFail: true } });
  }

  async sweep(times: number): Promise<void> {
    const { name } = SWEEP;
    await this.#sweeps.addBulk(Array.from({ length: times }, () => ({ name, data: { schedule: name }, opts: { removeOnComplete: true, removeOnFail: true } })));
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
    await this.#sweeps.close();
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

/** Builds and starts Tandem with so many workers, sending to the sink. */
export async function startProduct(sink: Sink, workers: number, say: (text: string) => void): Promise<Tandem> {
  await Promise.all([buildServer('api', true), buildServer('worker', true)]);
  const orders = mkdtempSync(join(tmpdir(), 'tandem-failpoints-'));
  const env = { SANDBOX: 'true', WORKER_CONCURRENCY: String(CONCURRENCY), RATE_LIMIT_PER_MINUTE: '1000000', INVITATIONS_PER_DAY: '1000000', FAILPOINTS: orders };
  const stack = await startStack({ ports: 'free', workers, mail: sink.url, failpoints: true, env, say });
  return new Tandem(stack, new Partner(stack.url, 'sa@nordwind.example'), orders);
}
