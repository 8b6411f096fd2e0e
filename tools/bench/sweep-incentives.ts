// P5, P6: what the sweep of incentives costs in a small table and in a big one: its own statement by the database's log, blocks of its index by the database's count.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from './benchmark.ts';
import { addInvited, now } from './incentive-rows.ts';
import { indexBlocks } from './index-blocks.ts';
import { compare, median } from './measure.ts';
import type { Trial } from './measure.ts';
import { Product, until } from './product.ts';

const DUE = 1000;
const SMALL = 100_000;
const DAY_MS = 86_400_000;
/** Until a sweep that was woken before has looked. */
const WOKEN_MS = 1200;

const STATEMENT = /duration: ([\d.]+) ms {2}(?:execute|statement)[^:]*: (select [^\n]*from "incentive"[^\n]*"next_at" <=[^\n]*skip locked)/g;

/** The sweep's statement each time it ran since a place in the log. */
function looks(product: Product, from: number): { readonly ms: number; readonly sql: string }[] {
  const text = readFileSync(product.stack.log('postgres')).subarray(from).toString('utf8');
  return [...text.matchAll(STATEMENT)].map(([, ms, sql = '']) => ({ ms: Number(ms), sql }));
}

/** The milliseconds of every run of it. */
const sweeps = (product: Product, from: number): number[] => looks(product, from).map(({ ms }) => ms);

const logged = (product: Product): number => readFileSync(product.stack.log('postgres')).length;
const OLD = `state = 'invited' and started_at < business_now() - interval '7 days'`;
const left = (product: Product): Promise<number> => product.number(`select count(next_at) as number from incentive where ${OLD}`);

/** A stack with that many incentives, of which none is to be looked at for a day. */
async function filled(run: Run, rows: number): Promise<Product> {
  const product = await Product.start({ say: run.say });
  try {
    const tomorrow = new Date((await now(product)).getTime() + DAY_MS);
    await addInvited(product, { prefix: 'n', count: rows, at: tomorrow, apart: '0.1 seconds' });
    await product.ask('vacuum analyze incentive');
    await product.ask('alter database tandem set log_min_duration_statement = 0');
    // For connections made from now on.
    await product.stack.workers[0]?.restart();
    const from = logged(product);
    await until('A sweep', () => Promise.resolve(sweeps(product, from).length > 0));
    return product;
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** Blocks of the index that two batches and the look that finds no more read: the sweep's own statement, word for word. */
async function blocksOfClaim(product: Product): Promise<number> {
  const sql = looks(product, 0).at(-1)?.sql.replace(/<= '[^']*'/, '<= business_now()') ?? '';
  return indexBlocks(product, 'incentive_due', {
    prepare: () => Promise.resolve(),
    claim: async (client) => {
      let taken = 0;
      for (let look = 1; look <= 3; look++) {
        const { rows } = await client.query<{ id: string }>(sql);
        await client.query('update incentive set next_at = null where id = any($1::uuid[])', [rows.map(({ id }) => id)]);
        taken += rows.length;
      }
      if (taken !== DUE) throw new Error(`The sweep took ${taken} of ${DUE} incentives`);
    },
  });
}

/**
 * Two batches of 500 and the look that finds no more. What is due are slots behind the end of their window: the sweep passes over them and takes them out of
 * the index without putting anything in, so that only its looks are counted.
 */
const claimed = (product: Product, touched: number[]): Trial => async (pair) => {
  const passed = new Date((await now(product)).getTime() - DAY_MS);
  await product.pauseQueues();
  await wait(WOKEN_MS);
  await product.ask(`delete from incentive where ${OLD}`);
  await addInvited(product, { prefix: `due${pair}-`, count: DUE, at: passed, window: '168 hours' });
  // Rows that the last round left dead are the vacuum's business, not the sweep's.
  await product.ask('vacuum incentive');
  const read = await blocksOfClaim(product);
  if (pair > 0) touched.push(read);
  const from = logged(product);
  await product.resumeQueues();
  await until('Claimed incentives', async () => (await left(product)) === 0);
  const longest = sweeps(product, from).sort((one, other) => other - one).slice(0, 2);
  return { rate: longest.reduce((sum, ms) => sum + ms, 0), cpuUs: 0 };
};

const empty = (product: Product): Trial => async () => {
  const from = logged(product);
  await until('Empty sweeps', () => Promise.resolve(sweeps(product, from).length >= 5));
  return { rate: median(sweeps(product, from)), cpuUs: 0 };
};

/** Claims of what is due, and sweeps with nothing due, in both tables. */
export async function compareIncentives(run: Run): Promise<void> {
  const big = run.full ? 5_000_000 : 500_000;
  const products: Product[] = [];
  try {
    const small = await filled(run, SMALL);
    products.push(small);
    const large = await filled(run, big);
    products.push(large);
    const [more, fewer]: [number[], number[]] = [[], []];
    const blockRatio = (): number => Math.round((median(more) / median(fewer)) * 100) / 100;
    run.tell(
      await compare(
        {
          name: 'sweep',
          variant: `claiming ${DUE} due incentives of ${big} against ${SMALL}`,
          unit: 'ms',
          goal: { id: 'P5', says: 'time < 1.3x, index blocks ≤ 1.5x', met: ({ ratio }) => ratio < 1.3 && blockRatio() <= 1.5 },
          detail: () => `index blocks ${blockRatio()}x (${median(more)} against ${median(fewer)})`,
        },
        claimed(large, more),
        claimed(small, fewer),
      ),
    );
    run.tell(await compare({ name: 'sweep', variant: `a sweep of incentives with nothing due, ${big} against ${SMALL}`, unit: 'ms', goal: { id: 'P6', says: '< 3 ms', met: ({ subject }) => subject.rate < 3 } }, empty(large), empty(small)));
  } finally {
    for (const product of products) await product.stop();
  }
}
