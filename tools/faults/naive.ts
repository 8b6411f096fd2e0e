// How it is usually done, as the reference that must fail: commit, then queue.add; send, then mark; the queue's lock as the only fence.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { removePostgres, startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import { within } from '../services/workspace.ts';
import { eventually } from './fault.ts';
import type { Sink } from './sink.ts';
import type { Committed, Subject } from './subject.ts';

const CONCURRENCY = 10;
/** The queue's lock; short only so that the run does not take minutes. */
const LOCK_MS = 2000;
const PATIENCE_MS = 30_000;
const AGAIN_MS = 200;
/** Orders come no faster than to the product, so that strikes meet them. */
const ORDER_MS = 150;

/** A process that is started again when it dies. */
class Kept {
  child: ChildProcess;
  /** Where it listens, when it says so. */
  port = 0;
  starts = 0;
  readonly #start: () => ChildProcess;
  #stopped = false;

  constructor(file: string, args: readonly string[]) {
    this.#start = () => fork(within('tools', 'faults', file), [...args], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.child = this.#employ();
  }

  stop(): void {
    this.#stopped = true;
    this.child.kill('SIGCONT');
    this.child.kill('SIGKILL');
  }

  #employ(): ChildProcess {
    this.starts++;
    const child = this.#start();
    child.on('message', ({ port }: { port: number }) => void (this.port = port));
    child.once('exit', () => void (this.#stopped || setTimeout(() => (this.child = this.#employ()), AGAIN_MS)));
    return child;
  }
}

/** Starts the reference, an api and so many workers, sending to the sink. */
export async function startNaive(sink: Sink, count: number): Promise<Subject> {
  const home = mkdtempSync(join(tmpdir(), 'tandem-naive-'));
  const dir = join(home, 'postgres');
  const [postgres, redis] = await Promise.all([startPostgres({ dir, throwAway: true }), startRedis()]);
  const database = new Pool({ connectionString: postgres.url, max: 2 });
  // Whoever stops the server says so to idle connections.
  database.on('error', () => undefined);
  await database.query('create table mail (id uuid primary key, recipient text not null, state text not null, due timestamptz)');
  await database.query(`create table clock as select interval '0' as shift`);
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue('mail', { connection });
  const api = new Kept('naive-api.ts', [postgres.url, redis.url]);
  const workers = Array.from({ length: count }, () => new Kept('naive-worker.ts', [postgres.url, redis.url, sink.url, String(CONCURRENCY), String(LOCK_MS)]));
  const orderOne = async (recipient: string): Promise<void> => {
    const id = randomUUID();
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(AGAIN_MS)) {
      const answer = await fetch(`http://127.0.0.1:${api.port}/?${new URLSearchParams({ id, recipient }).toString()}`, { method: 'POST' }).catch(() => undefined);
      if (answer?.status === 202) return;
    }
    throw new Error(`${recipient} was not accepted`);
  };
  let turn = 0;
  return {
    concurrency: CONCURRENCY,
    leaseMs: LOCK_MS,
    async order(recipients) {
      await wait(ORDER_MS);
      for (const recipient of recipients) await orderOne(recipient);
    },
    killWorker: async () => void workers[turn++ % workers.length]?.child.kill('SIGKILL'),
    async killApiAfterCommit() {
      const { starts } = api;
      api.child.send(3);
      await eventually('kill -9 of the api', () => api.starts > starts);
    },
    async pauseWorker(place, ms) {
      workers[place]?.child.kill('SIGSTOP');
      await wait(ms);
      workers[place]?.child.kill('SIGCONT');
    },
    async remind(filing) {
      const of = randomUUID().slice(0, 8);
      await database.query(
        `insert into mail select gen_random_uuid(), 'mpn@' || $1 || '-' || n || '.example', 'due', now() + $3::float * interval '1 second' + (day - $4::int) * interval '1 day' from generate_series(1, $2::int) n, unnest($5::int[]) day`,
        [of, filing.count, filing.inSeconds, filing.days[0], filing.days],
      );
    },
    jump: async (days) => void (await database.query(`update clock set shift = shift + $1::int * interval '1 day'`, [days])),
    // Each of its workers has a timer of its own, which goes off at the same moment as the others.
    reschedule: () => Promise.resolve(),
    sweep: () => Promise.resolve(),
    flush: async () => void (await connection.flushall()),
    waiting: () => queue.getWaitingCount(),
    committed: async () => (await database.query<Committed>(`select * from mail where due is null or state <> 'due'`)).rows,
    rest: async () => ({ open: 0, outbox: 0, queue: Object.values(await queue.getJobCounts('waiting', 'active', 'delayed')).reduce((sum, count) => sum + count, 0) }),
    async stop() {
      for (const one of [api, ...workers]) one.stop();
      await queue.close();
      connection.disconnect();
      await database.end();
      await Promise.all([postgres.stop(), redis.stop()]);
      removePostgres(dir);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
