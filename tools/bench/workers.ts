// P10, P12: what a second worker brings when mails take their time, and how soon things go on after a kill.
import { setTimeout as wait } from 'node:timers/promises';
import { startSink } from '../faults/sink.ts';
import type { Sink } from '../faults/sink.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { compare, metered } from './measure.ts';
import type { Trial } from './measure.ts';
import { Product, until } from './product.ts';

const DELAY_MS = 50;
const QUIET_MS = 30_000;
/** Lock and look-out for stalled jobs, as the workers have them, and a second. */
const RECOVERY_S = 10 + 5 + 1;

/** Mails that are ordered and wait, so that the api has no part in what is measured. */
async function backlog(product: Product, count: number): Promise<void> {
  await product.pauseQueues();
  await product.sendAll(product.bulks(count));
}

/** Connections on which api and workers listen; a worker that takes part has one. */
const listening = (product: Product): Promise<number> => product.number(`select count(*) as number from pg_stat_activity where application_name = 'tandem-signals'`);

/** Asks the worker to end, or starts it and waits until it takes part. */
async function employ(product: Product, count: 1 | 2): Promise<void> {
  const second = product.stack.workers[1];
  if (!second || second.running === (count === 2)) return;
  if (count === 1) return second.stop();
  const before = await listening(product);
  second.start();
  await until('A second worker', async () => (await listening(product)) > before);
  await wait(1000);
}

async function compareWorkers(run: Run, product: Product, sink: Sink): Promise<void> {
  const count = run.full ? 1500 : 300;
  const trial = (workers: 1 | 2): Trial => async () => {
    await employ(product, workers);
    await backlog(product, count);
    const target = sink.accepted.length + count;
    return metered(count, product.pids, async () => {
      await product.resumeQueues();
      if (!(await sink.until(target, QUIET_MS))) throw new Error('Not all mails arrived');
    });
  };
  const goal = { id: 'P10', says: '≥ 1.8x', met: ({ ratio }: { ratio: number }) => ratio >= 1.8 };
  run.tell(await compare({ name: 'workers', variant: `2 workers against 1, sink ${DELAY_MS} ms, 10 connections each, ${count} mails waiting`, unit: 'mails a second', goal }, trial(2), trial(1)));
}

/** Seconds from a strike until the next mail; the reference is how long it takes when nothing strikes. */
async function compareRecovery(run: Run, product: Product, sink: Sink, id: { readonly what: string; readonly most: number }, strike: () => Promise<unknown>): Promise<void> {
  const count = 150;
  const trial = (struck: boolean): Trial => async () => {
    await employ(product, 2);
    await backlog(product, count);
    const target = sink.accepted.length;
    await product.resumeQueues();
    await sink.until(target + 20, QUIET_MS);
    if (struck) await strike();
    const began = performance.now();
    // What was on its way when it struck still arrives; counted is the one after those.
    await sink.until(sink.accepted.length + 21, QUIET_MS);
    const rate = (performance.now() - began) / 1000;
    await until('Rest', async () => (await product.number(`select count(*) as number from delivery where state in ('queued', 'sending')`)) === 0);
    return { rate, cpuUs: 0 };
  };
  const goal = { id: 'P12', says: `≤ ${id.most} s`, met: ({ subject }: { subject: { rate: number } }) => subject.rate <= id.most };
  run.tell(await compare({ name: 'workers', variant: `${id.what} until 21 more mails have come, against no fault`, unit: 's', goal }, trial(true), trial(false)));
}

export const benchWorkers: Benchmark = async (run) => {
  const sink = await startSink(DELAY_MS);
  try {
    const product = await Product.start({ smtp: sink.url, workers: 2, say: run.say });
    try {
      await compareWorkers(run, product, sink);
      await compareRecovery(run, product, sink, { what: 'kill -9 of one of two workers', most: RECOVERY_S }, () => Promise.resolve(product.stack.workers[0]?.signal('SIGKILL')));
      await compareRecovery(run, product, sink, { what: 'Redis back after an ordered restart', most: 2 }, async () => product.stack.redis?.restart());
    } finally {
      await product.stop();
    }
  } finally {
    sink.stop();
  }
};
