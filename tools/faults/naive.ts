// How it is usually done, as the reference that must fail: commit, then queue.add; send, then mark. BullMQ as it comes.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { removePostgres, startPostgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import { within } from '../services/workspace.ts';
import type { Sink } from './sink.ts';
import type { Committed, Subject } from './subject.ts';

const CONCURRENCY = 10;

/** Starts the reference with two workers, sending to the sink. */
export async function startNaive(sink: Sink): Promise<Subject> {
  const home = mkdtempSync(join(tmpdir(), 'tandem-naive-'));
  const dir = join(home, 'postgres');
  const [postgres, redis] = await Promise.all([startPostgres({ dir, throwAway: true }), startRedis()]);
  const database = new Pool({ connectionString: postgres.url, max: 10 });
  // Whoever stops the server says so to idle connections.
  database.on('error', () => undefined);
  await database.query('create table mail (id uuid primary key, recipient text not null, state text not null)');
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue('mail', { connection });
  const workers: ChildProcess[] = [];
  let stopped = false;
  const employ = (place: number): void => {
    const child = fork(within('tools', 'faults', 'naive-worker.ts'), [postgres.url, redis.url, sink.url, String(CONCURRENCY)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    workers[place] = child;
    child.once('exit', () => void (stopped || setTimeout(employ, 200, place)));
  };
  employ(0);
  employ(1);
  let turn = 0;
  return {
    concurrency: CONCURRENCY,
    async order(recipient) {
      const id = randomUUID();
      await database.query(`insert into mail values ($1, $2, 'queued')`, [id, recipient]);
      await queue.add('send', { id, recipient }, { attempts: 5, removeOnComplete: true });
    },
    killWorker: () => void workers[turn++ % workers.length]?.kill('SIGKILL'),
    flush: async () => void (await connection.flushall()),
    waiting: () => queue.getWaitingCount(),
    committed: async () => (await database.query<Committed>('select * from mail')).rows,
    idle: async () => Object.values(await queue.getJobCounts('waiting', 'active', 'delayed')).every((count) => count === 0),
    async stop() {
      stopped = true;
      for (const worker of workers) worker.kill('SIGKILL');
      await queue.close();
      connection.disconnect();
      await database.end();
      await Promise.all([postgres.stop(), redis.stop()]);
      removePostgres(dir);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
