// P8, P15: how soon a job starts after the commit that ordered it, also behind the flood of somebody else.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import type { Reference } from './child.ts';
import { cpuMicros } from './cpu.ts';
import { compare, median, quantile } from './measure.ts';
import type { Trial } from './measure.ts';
import { Product, until } from './product.ts';

const PER_SECOND = 50;
const POLL_MS = 500;

/** Both ends by the database's own clock: just before the commit, and when the claim is written. */
const WITNESSES = `
  create table bench_seen (job_id uuid primary key, committed timestamptz not null, started timestamptz);
  create function bench_committed() returns trigger language plpgsql security definer as $$
  begin insert into public.bench_seen values (new.id, clock_timestamp()) on conflict do nothing; return null; end $$;
  create function bench_started() returns trigger language plpgsql security definer as $$
  begin update public.bench_seen set started = clock_timestamp() where job_id = new.id and started is null; return null; end $$;
  create constraint trigger bench_committed after insert on job deferrable initially deferred for each row execute function bench_committed();
  create trigger bench_started after update of state on job for each row when (new.state = 'running' and old.state <> 'running') execute function bench_started()`;

async function seen(product: Product, count: number): Promise<number[]> {
  await until('Started jobs', async () => (await product.number('select count(*) as number from bench_seen where started is not null')) >= count);
  const rows = await product.ask<{ ms: string }>('select extract(epoch from started - committed) * 1000 as ms from bench_seen where started is not null');
  return rows.map(({ ms }) => Number(ms));
}

/** Jobs one by one at a steady rate; with the signal of a commit, or left to the poll. */
async function steadily(product: Product, count: number, signal: boolean): Promise<number[]> {
  await product.ask('truncate bench_seen, job');
  for (let at = 0; at < count; at++) {
    await product.addJobs(1);
    // Not waited for: it follows the commit on another connection, as in the api.
    if (signal) void product.wake();
    await wait(1000 / PER_SECOND);
  }
  return seen(product, count);
}

async function compareStarts(run: Run, product: Product, bare: Reference): Promise<void> {
  const count = run.full ? 500 : 150;
  const slow: number[] = [];
  const trial = (work: () => Promise<number[]>, pids: () => (number | undefined)[], late?: number[]): Trial => async (pair) => {
    const before = cpuMicros(pids());
    const took = await work();
    if (pair > 0) late?.push(quantile(took, 0.99));
    return { rate: median(took), cpuUs: (cpuMicros(pids()) - before) / count };
  };
  const reference = trial(() => bare.ask({ each: count, perSecond: PER_SECOND }), () => [bare.pid, product.stack.postgres?.pid, product.stack.redis?.pid]);
  const p99 = (): number => Math.round(median(slow) * 10) / 10;
  const late = (): string => `p99 ${p99()} ms`;
  run.tell(
    await compare(
      {
        name: 'dispatch',
        variant: `commit to job start at ${PER_SECOND} a second (p50) against commit, then queue.add`,
        unit: 'ms',
        goal: { id: 'P8', says: 'p50 < 5 ms, p99 < 15 ms', met: ({ subject }) => subject.rate < 5 && p99() < 15 },
        detail: late,
      },
      trial(() => steadily(product, count, true), () => product.pids, slow),
      reference,
    ),
  );
  slow.length = 0;
  run.tell(
    await compare(
      {
        name: 'dispatch',
        variant: 'the same without any signal, by the poll alone',
        unit: 'ms',
        goal: { id: 'P8', says: `p99 < ${POLL_MS + 100} ms`, met: () => p99() < POLL_MS + 100 },
        detail: late,
      },
      trial(() => steadily(product, count, false), () => product.pids, slow),
      reference,
    ),
  );
}

/** One job of another organisation, ordered when the flood is in the tables. */
async function compareFairness(run: Run, product: Product, bare: Reference): Promise<void> {
  const flood = run.full ? 50_000 : 10_000;
  await product.ask('alter table job disable trigger bench_committed');
  const subject: Trial = async () => {
    await product.clearJobs();
    await product.ask('truncate bench_seen');
    await product.addJobs(flood);
    await product.wake();
    const id = randomUUID();
    await product.ask(
      `with one as (insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id)
         values ($1, 'platform.settle-delivery', 'notification', 'transactional', jsonb_build_object('deliveryId', $1::uuid, 'outcome', 'sent'), business_now(), 8, $2))
       insert into bench_seen values ($1, clock_timestamp())`,
      [id, randomUUID()],
    );
    const [took = NaN] = await seen(product, 1);
    const left = await product.number(`select count(*) as number from job where state = 'pending'`);
    run.say(`${left} of ${flood} still waited`);
    return { rate: took, cpuUs: 0 };
  };
  const reference: Trial = async () => ({ rate: (await bare.ask({ behind: flood }))[0] ?? NaN, cpuUs: 0 });
  const goal = { id: 'P15', says: '≤ 2000 ms', met: ({ subject: { rate } }: { subject: { rate: number } }) => rate <= 2000 };
  run.tell(await compare({ name: 'dispatch', variant: `one job behind ${flood} of another organisation against first come, first served`, unit: 'ms', goal }, subject, reference));
}

export const benchDispatch: Benchmark = async (run) => {
  const product = await Product.start({ say: run.say });
  const bare = await startReference('reference-queue.ts', product.stack.redisUrl, product.stack.databaseUrl).catch(async (error: unknown) => {
    await product.stop();
    throw error;
  });
  try {
    await product.ask(WITNESSES);
    await compareStarts(run, product, bare);
    await compareFairness(run, product, bare);
  } finally {
    bare.stop();
    await product.stop();
  }
};
