// P5, P6: what the sweep of incentives costs: its own statement by the database's log, blocks of its index by the database's count.
import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from './benchmark.ts';
import { DUE } from './claims.ts';
import type { Claims, Filled } from './claims.ts';
import { addInvited, now } from './incentive-rows.ts';
import { indexBlocks } from './index-blocks.ts';
import { Product, until } from './product.ts';
import { StatementLog } from './statement-log.ts';

const DAY_MS = 86_400_000;
/** Until a sweep that was woken before has looked. */
const WOKEN_MS = 1200;
const STATEMENT = /duration: ([\d.]+) ms {2}(?:execute|statement)[^:]*: (select [^\n]*from "incentive"[^\n]*"next_at" <=[^\n]*skip locked)/g;
const OLD = `state = 'invited' and started_at < business_now() - interval '7 days'`;
const left = (product: Product): Promise<number> => product.number(`select count(next_at) as number from incentive where ${OLD}`);

/** A stack with that many incentives, of which none is to be looked at for a day. */
async function fill(run: Run, rows: number): Promise<Filled> {
  const product = await Product.start({ say: run.say });
  try {
    const tomorrow = new Date((await now(product)).getTime() + DAY_MS);
    await addInvited(product, { prefix: 'n', count: rows, at: tomorrow, apart: '0.1 seconds' });
    await product.ask('vacuum analyze incentive');
    return { product, log: await StatementLog.begin(product, STATEMENT) };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** Blocks of the index that two batches and the look that finds no more read: the sweep's own statement, word for word. */
function blocksOfClaim({ product, log }: Filled): Promise<number> {
  const sql = log.text.replace(/<= '[^']*'/, '<= business_now()');
  return indexBlocks(product, 'incentive_due', {
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
async function claim(filled: Filled, pair: number): ReturnType<Claims['claim']> {
  const { product, log } = filled;
  const passed = new Date((await now(product)).getTime() - DAY_MS);
  await product.pauseQueues();
  await wait(WOKEN_MS);
  await product.ask(`delete from incentive where ${OLD}`);
  await addInvited(product, { prefix: `due${pair}-`, count: DUE, at: passed, window: '168 hours' });
  // Rows that the last round left dead are the vacuum's business, not the sweep's.
  await product.ask('vacuum incentive');
  const blocks = await blocksOfClaim(filled);
  const from = log.place;
  await product.resumeQueues();
  await until('Claimed incentives', async () => (await left(product)) === 0);
  const longest = log.times(from).sort((one, other) => other - one).slice(0, 2);
  return { blocks, ms: longest.reduce((sum, ms) => sum + ms, 0) };
}

/** Claims of incentives by their sweep. */
export const incentiveClaims = (run: Run): Claims => ({ what: 'incentives', fill: (rows) => fill(run, rows), claim });
