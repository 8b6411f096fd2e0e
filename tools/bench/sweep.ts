// P5, P6: what the relay's own statement costs, by the database's log, in a small table and in a big one; and deep pages.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Benchmark, Run } from './benchmark.ts';
import { drive, forAWhile } from './http-load.ts';
import { indexBlocks } from './index-blocks.ts';
import { compare, median } from './measure.ts';
import type { Trial } from './measure.ts';
import { NORDWIND, Product, REQUESTS, until } from './product.ts';
import { compareIncentives } from './sweep-incentives.ts';

const DUE = 1000;
const SMALL = 100_000;
const FUTURE = `business_now() + interval '1 day' + n * interval '1 second'`;

const STATEMENT = /duration: ([\d.]+) ms {2}(?:execute|statement)[^\n]*\n(\s*with recursive wanted[\s\S]*?returning [^\n]*)/g;

/** The relay's statement each time it ran since a place in the log. */
function looks(product: Product, from: number): { readonly ms: number; readonly sql: string }[] {
  const text = readFileSync(product.stack.log('postgres'), 'utf8').slice(from);
  return [...text.matchAll(STATEMENT)].map(([, ms, sql = '']) => ({ ms: Number(ms), sql }));
}

/** The milliseconds of every run of it. */
const claims = (product: Product, from: number): number[] => looks(product, from).map(({ ms }) => ms);

const logged = (product: Product): number => readFileSync(product.stack.log('postgres'), 'utf8').length;

/** A stack whose queues stand still and whose table holds that many jobs of a later day. */
async function filled(run: Run, rows: number): Promise<Product> {
  const product = await Product.start({ concurrency: 100, say: run.say });
  try {
    await product.pauseQueues();
    for (let left = rows; left > 0; left -= 500_000) await product.addJobs(Math.min(left, 500_000), { at: FUTURE });
    await product.ask('vacuum analyze job');
    await product.ask('alter database tandem set log_min_duration_statement = 0');
    // For connections made from now on.
    await product.stack.workers[0]?.restart();
    const from = logged(product);
    await until('A relay', () => Promise.resolve(claims(product, from).length > 0));
    return product;
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** Blocks of its index that one claim reads: the relay's own statement, word for word, over as many jobs that nobody else sees. */
async function blocksOfClaim(product: Product): Promise<number> {
  const sql = looks(product, 0).at(-1)?.sql ?? '';
  return indexBlocks(product, 'job_due', {
    prepare: (client) => product.addJobs(DUE, { at: `business_now() - interval '1 second'`, by: client }),
    claim: async (client) => {
      const { rowCount } = await client.query(sql);
      if (rowCount !== DUE) throw new Error(`The claim took ${rowCount} of ${DUE} jobs`);
    },
  });
}

/** What earlier rounds left dead is the vacuum's business, not the claim's; in a big table with few of them vacuum would leave the indexes as they are. */
const clean = (product: Product): Promise<unknown> => product.ask('vacuum (index_cleanup on) job');

const claimed = (product: Product, touched: number[]): Trial => async (pair) => {
  await product.ask(`delete from job where state = 'dispatched'`);
  await clean(product);
  const read = await blocksOfClaim(product);
  if (pair > 0) touched.push(read);
  await clean(product);
  const from = logged(product);
  await product.addJobs(DUE);
  await product.wake();
  await until('Claimed jobs', async () => (await product.number(`select count(*) as number from job where state = 'dispatched'`)) >= DUE);
  await wait(1200);
  return { rate: Math.max(...claims(product, from)), cpuUs: 0 };
};

const empty = (product: Product): Trial => async () => {
  const from = logged(product);
  await until('Empty rounds', () => Promise.resolve(claims(product, from).length >= 5));
  return { rate: median(claims(product, from)), cpuUs: 0 };
};

/** The same page size at the beginning and nine tenths down, by the key that the first page's token shows. */
async function compareDepth(run: Run, product: Product, rows: number): Promise<void> {
  await product.fillRequests(rows);
  const [deep] = await product.ask<{ id: string; created_at: Date }>('select id, created_at from invitation where organisation_id = $1 order by created_at desc, id desc offset $2 limit 1', [NORDWIND, Math.floor(rows * 0.9)]);
  if (!deep) throw new Error('No row at that depth');
  const token = Buffer.from(JSON.stringify({ q: { size: 50 }, a: { at: deep.created_at.toISOString(), id: deep.id } })).toString('base64url');
  const first = product.call('GET', `${REQUESTS}?size=50`);
  const later = { ...product.call('GET', `${REQUESTS}?seekOperation=Next`), headers: { ...first.headers, 'ms-continuationtoken': token } };
  const trial = (call: typeof first): Trial => async () => ({ rate: median((await drive({ url: product.stack.url, connections: 1, next: forAWhile(() => call, 800) })).latencies), cpuUs: 0 });
  const goal = { id: 'P6', says: '≤ 3x', met: ({ ratio }: { ratio: number }) => ratio <= 3 };
  run.tell(await compare({ name: 'sweep', variant: `page at 90 % of ${rows} rows against the first page`, unit: 'ms', goal }, trial(later), trial(first)));
}

export const benchSweep: Benchmark = async (run) => {
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
          variant: `claiming ${DUE} due of ${big} rows against ${SMALL}`,
          unit: 'ms',
          goal: { id: 'P5', says: 'time < 1.3x, index blocks ≤ 1.5x', met: ({ ratio }) => ratio < 1.3 && blockRatio() <= 1.5 },
          detail: () => `index blocks ${blockRatio()}x (${median(more)} against ${median(fewer)})`,
        },
        claimed(large, more),
        claimed(small, fewer),
      ),
    );
    run.tell(await compare({ name: 'sweep', variant: `a round with nothing due, ${big} rows against ${SMALL}`, unit: 'ms', goal: { id: 'P6', says: '< 3 ms', met: ({ subject }) => subject.rate < 3 } }, empty(large), empty(small)));
    await compareDepth(run, small, run.full ? 1_000_000 : 100_000);
  } finally {
    for (const product of products) await product.stop();
  }
  await compareIncentives(run);
};
