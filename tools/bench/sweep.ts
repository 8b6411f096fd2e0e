// P5, P6: what the relay's own statement costs, in a small table and in a big one; and deep pages.
import { setTimeout as wait } from 'node:timers/promises';
import type { Benchmark, Run } from './benchmark.ts';
import { compareClaims, DUE } from './claims.ts';
import type { Claims, Filled } from './claims.ts';
import { drive, forAWhile } from './http-load.ts';
import { indexBlocks } from './index-blocks.ts';
import { compare, median } from './measure.ts';
import type { Trial } from './measure.ts';
import { NORDWIND, Product, REQUESTS, until } from './product.ts';
import { StatementLog } from './statement-log.ts';
import { incentiveClaims } from './sweep-incentives.ts';

const FUTURE = `business_now() + interval '1 day' + n * interval '1 second'`;
const STATEMENT = /duration: ([\d.]+) ms {2}(?:execute|statement)[^\n]*\n(\s*with recursive wanted[\s\S]*?returning [^\n]*)/g;

/** A stack whose queues stand still and whose table holds that many jobs of a later day. */
async function fill(run: Run, rows: number): Promise<Filled> {
  const product = await Product.start({ concurrency: 100, say: run.say });
  try {
    await product.pauseQueues();
    for (let left = rows; left > 0; left -= 500_000) await product.addJobs(Math.min(left, 500_000), { at: FUTURE });
    await product.ask('vacuum analyze job');
    return { product, log: await StatementLog.begin(product, STATEMENT) };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** Blocks of its index that one claim reads: the relay's own statement, word for word, over as many jobs that nobody else sees. */
const blocksOfClaim = ({ product, log }: Filled): Promise<number> =>
  indexBlocks(product, 'job_due', {
    prepare: (client) => product.addJobs(DUE, { at: `business_now() - interval '1 second'`, by: client }),
    claim: async (client) => {
      const { rowCount } = await client.query(log.text);
      if (rowCount !== DUE) throw new Error(`The claim took ${rowCount} of ${DUE} jobs`);
    },
  });

/** What earlier rounds left dead is the vacuum's business, not the claim's; in a big table with few of them vacuum would leave the indexes as they are. */
const clean = (product: Product): Promise<unknown> => product.ask('vacuum (index_cleanup on) job');

async function claim(filled: Filled): ReturnType<Claims['claim']> {
  const { product, log } = filled;
  await product.ask(`delete from job where state = 'dispatched'`);
  await clean(product);
  const blocks = await blocksOfClaim(filled);
  await clean(product);
  const from = log.place;
  await product.addJobs(DUE);
  await product.wake();
  await until('Claimed jobs', async () => (await product.number(`select count(*) as number from job where state = 'dispatched'`)) >= DUE);
  await wait(1200);
  return { blocks, ms: Math.max(...log.times(from)) };
}

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
  await compareClaims(run, { what: 'jobs', fill: (rows) => fill(run, rows), claim, also: ({ product }) => compareDepth(run, product, run.full ? 1_000_000 : 100_000) });
  await compareClaims(run, incentiveClaims(run));
};
