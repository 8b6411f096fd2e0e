// Bare BullMQ: addBulk of 500, or one row and one job at a time, worked off by a worker that does as little as possible.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';

type Order = 'empty' | { readonly add: number } | { readonly each: number; readonly perSecond: number } | { readonly behind: number };

const BATCH = 500;
const [redisUrl = '', databaseUrl = ''] = process.argv.slice(2);
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const queue = new Queue('bench', { connection, prefix: 'bench' });
const database = new Pool({ connectionString: databaseUrl, max: 10 });
await database.query('create table if not exists bench_row (id uuid primary key, state text not null)');
const options = { removeOnComplete: true, removeOnFail: true };

const waiting = new Map<string, () => void>();
const work = async (id: string): Promise<void> => {
  waiting.get(id)?.();
  await database.query(`update bench_row set state = 'done' where id = $1`, [id]);
};
const newWorker = (): Worker<{ id: string }> => new Worker('bench', ({ data }) => work(data.id), { connection, prefix: 'bench', concurrency: 10 });

async function bulk(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) await queue.addBulk(ids.slice(at, at + BATCH).map((id) => ({ name: 'job', data: { id, kind: 'transactional', generation: 1 }, opts: { jobId: id, ...options } })));
}

/** Commits a row, then adds its job; milliseconds from the commit to the job's start. */
async function orderOne(): Promise<number> {
  const id = randomUUID();
  await database.query('insert into bench_row values ($1, $2)', [id, 'queued']);
  const committed = performance.now();
  const started = new Promise<number>((done) => waiting.set(id, () => done(performance.now() - committed)));
  await queue.add('job', { id }, { jobId: id, ...options });
  return started;
}

/** A number of jobs at a steady rate, with a worker that is ready. */
async function each(count: number, perSecond: number): Promise<number[]> {
  const worker = newWorker();
  await worker.waitUntilReady();
  const all: Promise<number>[] = [];
  for (let at = 0; at < count; at++) {
    all.push(orderOne());
    await wait(1000 / perSecond);
  }
  const took = await Promise.all(all);
  await worker.close();
  return took;
}

/** Milliseconds that one job waits behind the flood of somebody else. */
async function behind(count: number): Promise<number[]> {
  await bulk(Array.from({ length: count }, () => randomUUID()));
  const worker = newWorker();
  const took = await orderOne();
  await worker.close(true);
  await queue.obliterate({ force: true });
  return [took];
}

async function obey(order: Order): Promise<number[]> {
  if (order === 'empty') await queue.obliterate({ force: true });
  else if ('behind' in order) return behind(order.behind);
  else if ('each' in order) return each(order.each, order.perSecond);
  else await bulk(Array.from({ length: order.add }, () => randomUUID()));
  return [];
}

process.on('message', (order: Order) => void obey(order).then((answer) => process.send?.(answer)));
process.send?.(0);
process.once('disconnect', () => process.exit(0));
