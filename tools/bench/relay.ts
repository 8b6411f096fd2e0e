// P7, P9, P13: from Postgres into Redis against bare addBulk, what waking up costs, and how soon a flushed Redis is filled again.
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import { compare, metered } from './measure.ts';
import type { Trial } from './measure.ts';
import { Product, until } from './product.ts';

/** So many jobs of each queue may be out at once with this concurrency. */
const CONCURRENCY = 200;
const WINDOW = 20 * CONCURRENCY;
const WRITERS = 16;
const WRITE_MS = 1500;

/** Nothing is worked off meanwhile: the queues are paused. */
async function carried(product: Product, count: number): Promise<void> {
  const before = await product.inRedis();
  await product.wake();
  await until('Jobs in Redis', async () => (await product.inRedis()) >= before + count);
}

async function compareCarrying(run: Run, product: Product): Promise<void> {
  const count = WINDOW * product.queueNames.length;
  const bare = await startReference('reference-queue.ts', product.stack.redisUrl, product.stack.databaseUrl);
  try {
    await product.pauseQueues();
    const [worker] = product.stack.workers;
    const subject: Trial = async () => {
      await product.clearJobs();
      // Made due at once: else the poll would begin with a part of them.
      await product.addJobs(count, { queues: product.queueNames, at: `business_now() + interval '1 day'` });
      return metered(count, [worker?.pid, product.stack.postgres?.pid, product.stack.redis?.pid], async () => {
        await product.ask(`update job set run_at = business_now() where state = 'pending'`);
        await carried(product, count);
      });
    };
    const reference: Trial = async () => {
      await bare.ask('empty');
      return metered(count, [bare.pid, product.stack.redis?.pid], () => bare.ask({ add: count }));
    };
    const goal = { id: 'P7', says: '≥ 0.65', met: ({ ratio }: { ratio: number }) => ratio >= 0.65 };
    run.tell(await compare({ name: 'relay', variant: `${count} due jobs into Redis (marked due, claimed, added) against addBulk of 500`, unit: 'jobs a second', goal }, subject, reference));
    await product.clearJobs();
    await bare.ask('empty');
    await product.resumeQueues();
  } finally {
    bare.stop();
  }
}

type Signal = 'none' | 'coalesced' | 'inside';

/** Commits of 16 writers for a while; the signal follows the commit, at most every 5 ms, or is part of the transaction. */
async function writes(url: string, postgres: number | undefined, signal: Signal): Promise<{ rate: number; cpuUs: number }> {
  const pool = new Pool({ connectionString: url, max: WRITERS + 1 });
  let [done, due] = [0, false];
  const notify = async (): Promise<void> => {
    due = false;
    await pool.query(`select pg_notify('tandem_bench', '')`);
  };
  const end = performance.now() + WRITE_MS;
  const write = async (): Promise<void> => {
    const client = await pool.connect();
    while (performance.now() < end) {
      await client.query('begin');
      await client.query(`insert into bench_write values (gen_random_uuid())`);
      if (signal === 'inside') await client.query(`select pg_notify('tandem_bench', '')`);
      await client.query('commit');
      done++;
      if (signal === 'coalesced' && !due) {
        due = true;
        setTimeout(() => void notify().catch(() => undefined), 5);
      }
    }
    client.release();
  };
  const sample = await metered(1, [postgres], () => Promise.all(Array.from({ length: WRITERS }, write)));
  await wait(20);
  await pool.end();
  return { rate: sample.rate * done, cpuUs: sample.cpuUs / done };
}

async function compareWaking(run: Run, product: Product): Promise<void> {
  await product.ask('create table bench_write (id uuid primary key)');
  const listener = await product.database.connect();
  await listener.query('listen tandem_bench');
  const trial = (signal: Signal): Trial => () => writes(product.stack.databaseUrl, product.stack.postgres?.pid, signal);
  const says = '≥ 0.90';
  const met = ({ ratio }: { ratio: number }): boolean => ratio >= 0.9;
  run.tell(await compare({ name: 'relay', variant: 'commits with one signal after them at most every 5 ms against none', unit: 'commits a second', goal: { id: 'P9', says, met } }, trial('coalesced'), trial('none')));
  run.tell(await compare({ name: 'relay', variant: 'for comparison: a signal inside each transaction against none', unit: 'commits a second', goal: { id: 'P9', says: 'none: this is what is avoided', met: () => true } }, trial('inside'), trial('none')));
  await listener.query('unlisten *');
  listener.release();
}

/** P13: everything that was handed out is handed out again and done; an attempt that failed counts, its effect does not. The reference is the same without a flush. */
async function compareFlush(run: Run, product: Product): Promise<void> {
  const count = WINDOW;
  let retried = 0;
  const trial = (flush: boolean): Trial => async () => {
    await product.clearJobs();
    await product.pauseQueues();
    await product.addJobs(count);
    await carried(product, count);
    const began = performance.now();
    const { cpuUs } = await metered(count, product.pids, async () => {
      // A flush forgets that the queues were paused, too.
      if (flush) await product.redis.flushall();
      else await product.resumeQueues();
      await until('Jobs done', async () => (await product.number(`select count(*) as number from job where state = 'done'`)) >= count);
    });
    if (flush) retried += await product.number(`select count(*) as number from job where attempts > 1`);
    return { rate: (performance.now() - began) / 1000, cpuUs };
  };
  const goal = { id: 'P13', says: 'all done within 10 s, none tried twice', met: ({ subject }: { subject: { rate: number } }) => subject.rate <= 10 && retried === 0 };
  run.tell(await compare({ name: 'relay', variant: `${count} jobs waiting in Redis, FLUSHALL, all done; against no flush`, unit: 's', goal, detail: () => `${retried} jobs needed another attempt` }, trial(true), trial(false)));
}

export const benchRelay: Benchmark = async (run) => {
  const product = await Product.start({ concurrency: CONCURRENCY, say: run.say });
  try {
    await compareCarrying(run, product);
    await compareWaking(run, product);
    await compareFlush(run, product);
  } finally {
    await product.stop();
  }
};
