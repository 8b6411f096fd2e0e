// Tandem as it is measured: a private stack, a partner's token, and the owner's view of its tables.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { PoolClient } from 'pg';
import { Client } from '../services/client.ts';
import { startStack } from '../services/stack.ts';
import type { Stack } from '../services/stack.ts';
import { drive, eachOnce } from './http-load.ts';
import type { Call } from './http-load.ts';

export const REQUESTS = '/v1/relationshiprequests';
const RELATIONSHIP = 'is_indirect_cloud_solution_provider_of';
/** Rows of one bulk: few enough that mails leave while the next one is worked on. */
const BULK = 100;
export const NORDWIND = '0b000000-0000-4000-8000-000000000001';
const QUEUES = ['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification', 'webhook'];
const NOBODY = 'smtp://127.0.0.1:1';

export interface Setting {
  /** Where mails go; nowhere when the benchmark sends none. */
  readonly smtp?: string;
  readonly concurrency?: number;
  readonly workers?: number;
  /** Settings beside those of every benchmark. */
  readonly env?: Readonly<Record<string, string>>;
  readonly say: (text: string) => void;
}

export class Product {
  readonly stack: Stack;
  readonly database: Pool;
  readonly redis: Redis;
  readonly #authorization: string;
  readonly #queues: readonly Queue[];
  #recipients = 0;

  private constructor(stack: Stack, token: string) {
    this.stack = stack;
    this.database = new Pool({ connectionString: stack.databaseUrl, max: 4 });
    // Whoever stops the server says so to idle connections.
    this.database.on('error', () => undefined);
    this.redis = new Redis(stack.redisUrl, { maxRetriesPerRequest: null });
    this.redis.on('error', () => undefined);
    this.#queues = QUEUES.map((name) => new Queue(name, { connection: this.redis, prefix: 'tandem' }));
    for (const queue of this.#queues) queue.on('error', () => undefined);
    this.#authorization = `Bearer ${token}`;
  }

  /** A token of a person of the cast. */
  static async tokenOf(url: string, email: string): Promise<string> {
    return String((await new Client(url).call('POST', '/v1/sandbox/tokens', { email })).body['access_token']);
  }

  static async start({ smtp = NOBODY, concurrency = 10, workers = 1, env: more, say }: Setting): Promise<Product> {
    const env = { SANDBOX: 'true', WORKER_CONCURRENCY: String(concurrency), SMTP_POOL: String(Math.min(concurrency, 100)), RATE_LIMIT_PER_MINUTE: '1000000', INVITATIONS_PER_DAY: '1000000', ...more };
    const stack = await startStack({ ports: 'free', workers, mail: smtp, env, say });
    try {
      return new Product(stack, await Product.tokenOf(stack.url, 'sa@nordwind.example'));
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** Everything that works for an answer or a mail, by part. */
  get parts(): Record<'api' | 'worker' | 'postgres' | 'redis', (number | undefined)[]> {
    const { api, workers, postgres, redis } = this.stack;
    return { api: [api?.pid], worker: workers.map(({ pid }) => pid), postgres: [postgres?.pid], redis: [redis?.pid] };
  }

  /** The same in one list. */
  get pids(): (number | undefined)[] {
    return Object.values(this.parts).flat();
  }

  /** A request as the partner's system sends it. */
  call(method: string, path: string, body?: unknown): Call {
    return { method, path, body, headers: { authorization: this.#authorization, ...(method === 'GET' ? {} : { 'ms-requestid': randomUUID() }) } };
  }

  newDraft(): Call {
    return this.call('POST', REQUESTS, { relationshipType: RELATIONSHIP, ...this.newRecipient(), language: 'en' });
  }

  newRecipient(): { readonly email: string } {
    const number = ++this.#recipients;
    return { email: `reseller${number}@partner${number}.example` };
  }

  /** Drafts that many requests, and gives the orders to send them. */
  async drafted(count: number): Promise<Call[]> {
    const { bodies } = await drive({ url: this.stack.url, next: eachOnce(Array.from({ length: count }, () => this.newDraft())) }, true);
    return bodies.map((body) => this.call('POST', `${REQUESTS}/${(JSON.parse(body) as { id: string }).id}/send`));
  }

  /** Orders that draft and send that many requests, up to 100 with each call. */
  bulks(count: number): Call[] {
    const requests = Array.from({ length: count }, () => this.newRecipient());
    const body = (from: number) => ({ relationshipType: RELATIONSHIP, language: 'en', requests: requests.slice(from, from + BULK) });
    return Array.from({ length: Math.ceil(count / BULK) }, (_, at) => this.call('POST', `${REQUESTS}/bulk`, body(at * BULK)));
  }

  /** Fills the list of requests with copies of a draft, each a minute older than the one before. */
  async fillRequests(rows: number): Promise<void> {
    await this.drafted(1);
    await this.database.query(
      `insert into invitation select (jsonb_populate_record(one.draft, jsonb_build_object('id', gen_random_uuid(), 'email', 'r' || n || '@partner' || n || '.example', 'created_at', (one.draft).created_at - n * interval '1 minute'))).*
       from (select i as draft from invitation i where organisation_id = $1 order by created_at desc limit 1) as one, generate_series(1, $2::int) as n`,
      [NORDWIND, rows],
    );
    await this.database.query('vacuum analyze invitation');
  }

  async sendAll(orders: readonly Call[]): Promise<void> {
    await drive({ url: this.stack.url, next: eachOnce(orders) });
  }

  async ask<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(sql, values)).rows;
  }

  async number(sql: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.ask<{ number: string }>(sql, values);
    return Number(row?.number);
  }

  /** Rows of jobs that do nothing, spread over the queues named. `at` is SQL for the due time; they may run at once, also in the transaction that adds them, whose `now()` is rounded up. */
  async addJobs(count: number, { queues = ['notification'], organisation = NORDWIND, at = 'business_now()', by = this.database }: { queues?: readonly string[]; organisation?: string; at?: string; by?: Pick<PoolClient, 'query'> } = {}): Promise<void> {
    await by.query(
      `insert into job (id, name, queue, kind, payload, run_at, not_before, max_attempts, organisation_id)
       select gen_random_uuid(), 'platform.settle-delivery', ($1::text[])[1 + n % $2], 'transactional',
         jsonb_build_object('deliveryId', gen_random_uuid(), 'outcome', 'sent'), ${at}, now() - interval '1 second', 8, $3
       from generate_series(1, $4::int) as n`,
      [queues, queues.length, organisation, count],
    );
  }

  get queueNames(): readonly string[] {
    return QUEUES;
  }

  /** Tells the relays, as a commit does. */
  async wake(): Promise<void> {
    await this.database.query(`select pg_notify('tandem_job', '')`);
  }

  async pauseQueues(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.pause()));
  }

  async resumeQueues(): Promise<void> {
    await Promise.all(this.#queues.map((queue) => queue.resume()));
  }

  /** Jobs that wait in Redis, over all queues. */
  async inRedis(): Promise<number> {
    const counts = await Promise.all(this.#queues.map((queue) => queue.getJobCounts('waiting', 'active')));
    return counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0);
  }

  /** Forgets all jobs, here and there. */
  async clearJobs(): Promise<void> {
    await this.database.query('truncate job');
    await Promise.all(this.#queues.map((queue) => queue.drain()));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#queues.map((queue) => queue.close()));
    this.redis.disconnect();
    await this.database.end();
    await this.stack.stop();
  }
}

/** Looks again every few milliseconds. @throws Error when it takes longer than `patienceMs`. */
export async function until(what: string, holds: () => Promise<boolean>, patienceMs = 120_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds()); await wait(5)) if (Date.now() > end) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
}
