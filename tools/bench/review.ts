// P16: reviewing companies: the operators' queue against Fastify and pg, the sweep for what is late in a big table and a small one, reviews in a minute.
import { readFileSync } from 'node:fs';
import { startSink } from '../faults/sink.ts';
import { FILE_REVIEWS, filed } from '../faults/filed-reviews.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import { cpuMicros } from './cpu.ts';
import { drive, forAWhile } from './http-load.ts';
import type { Call } from './http-load.ts';
import { compare, median, metered } from './measure.ts';
import type { Sample, Trial } from './measure.ts';
import { NORDWIND, Product, until } from './product.ts';

const WINDOW_MS = 1500;
const WAITING = 10_000;
const AUTOMATIC = 500;
const PAGE = 50;

async function rateOf(url: string, pids: readonly (number | undefined)[], call: () => Call): Promise<Sample> {
  const before = cpuMicros(pids);
  const began = performance.now();
  const { latencies } = await drive({ url, next: forAWhile(call, WINDOW_MS) });
  return { rate: latencies.length / ((performance.now() - began) / 1000), cpuUs: (cpuMicros(pids) - before) / latencies.length };
}

/** What the checks leave behind: five that passed, one that a person has to look at. */
const FOUND = ['email_ownership', 'company_domain', 'business_data', 'registration_id', 'duplicate', 'mpn'].map((id) => ({
  ...{ id, version: 1, basis: '{"contact":"elsewhere.example","workAccount":"bench.example"}', byHand: false },
  ...(id === 'company_domain' ? { result: 'unclear', reason: 'DOMAIN_NOT_THE_COMPANYS', evidence: { contact: 'elsewhere.example', workAccount: 'bench.example' } } : { result: 'pass', reason: null, evidence: { country: 'FR' } }),
}));

/** The first rows of the queue while ten thousand wait. */
async function compareQueue(run: Run, product: Product): Promise<void> {
  await product.ask(FILE_REVIEWS, filed(WAITING, 'waiting'));
  await product.ask(`update enrollment set findings = $1 where state = 'in_review'`, [JSON.stringify(FOUND)]);
  await product.ask('vacuum analyze enrollment, organisation');
  const authorization = `Bearer ${await Product.tokenOf(product.stack.url, 'op1@ops.example')}`;
  const page = (): Call => ({ method: 'GET', path: `/v1/enrollments?size=${PAGE}`, headers: { authorization } });
  const bare = await startReference('reference-api.ts', product.stack.databaseUrl, NORDWIND);
  try {
    run.tell(
      await compare(
        { name: 'review', variant: `page of ${PAGE} of ${WAITING} in review against Fastify and pg`, unit: 'a second', goal: { id: 'P16', says: '≥ 0.75', met: ({ ratio }) => ratio >= 0.75 } },
        () => rateOf(product.stack.url, [product.stack.api?.pid, product.stack.postgres?.pid], page),
        () => rateOf(`http://127.0.0.1:${bare.ready}`, [bare.pid, product.stack.postgres?.pid], () => ({ method: 'GET', path: `/queue?size=${PAGE}` })),
      ),
    );
  } finally {
    bare.stop();
  }
}

/** The milliseconds of every run of the sweep's statement since a place in the log. */
function sweeps(product: Product, from: number): number[] {
  const text = readFileSync(product.stack.log('postgres'), 'utf8').slice(from);
  return [...text.matchAll(/duration: ([\d.]+) ms {2}(?:execute|statement)[^\n]*from "enrollment"[^\n]*"stuck_since" is null[^\n]*skip locked/g)].map(([, ms]) => Number(ms));
}

/** A stack with that many companies in review, none of them late. */
async function waitingStack(run: Run, rows: number): Promise<Product> {
  const product = await Product.start({ say: run.say });
  for (let left = rows; left > 0; left -= 100_000) await product.ask(FILE_REVIEWS, filed(Math.min(left, 100_000), 'waiting'));
  await product.ask('vacuum analyze enrollment');
  await product.ask('alter database tandem set log_min_duration_statement = 0');
  await product.stack.workers[0]?.restart();
  const from = readFileSync(product.stack.log('postgres'), 'utf8').length;
  await until('A sweep', () => Promise.resolve(sweeps(product, from).length > 0));
  return product;
}

const rounds = (product: Product): Trial => async () => {
  const from = readFileSync(product.stack.log('postgres'), 'utf8').length;
  await until('Sweeps', () => Promise.resolve(sweeps(product, from).length >= 5));
  return { rate: median(sweeps(product, from)), cpuUs: 0 };
};

async function compareSweep(run: Run): Promise<void> {
  const [few, many] = run.full ? [100_000, 1_000_000] : [20_000, 200_000];
  const products: Product[] = [];
  try {
    for (const rows of [few, many]) products.push(await waitingStack(run, rows));
    const [small, large] = products;
    if (!small || !large) return;
    run.tell(await compare({ name: 'review', variant: `a sweep with nothing late, ${many} in review against ${few}`, unit: 'ms', goal: { id: 'P16', says: '≤ 1.3x', met: ({ ratio }) => ratio <= 1.3 } }, rounds(large), rounds(small)));
  } finally {
    for (const product of products) await product.stop();
  }
}

/** Reviews that need nobody, by one worker, with their mails, against the pace that is promised. */
async function compareReviews(run: Run, product: Product): Promise<void> {
  const approved = (): Promise<number> => product.number(`select count(*) as number from event where type = 'enrollment.approved'`);
  const reviewed: Trial = async () => {
    const before = await approved();
    return metered(AUTOMATIC, product.pids, async () => {
      await product.ask(FILE_REVIEWS, filed(AUTOMATIC, 'clear'));
      await product.wake();
      await until('Reviews', async () => (await approved()) >= before + AUTOMATIC);
    });
  };
  const promised: Trial = () => Promise.resolve({ rate: 1000 / 60, cpuUs: 0 });
  run.tell(await compare({ name: 'review', variant: 'automatic reviews by one worker, against 1,000 a minute', unit: 'a second', goal: { id: 'P16', says: '≥ 1', met: ({ ratio }) => ratio >= 1 } }, reviewed, promised));
}

export const benchReview: Benchmark = async (run) => {
  const sink = await startSink(0);
  const product = await Product.start({ smtp: sink.url, say: run.say });
  try {
    await compareReviews(run, product);
    await compareQueue(run, product);
  } finally {
    await product.stop();
    sink.stop();
  }
  await compareSweep(run);
};
