// P5, P6: claims of what is due, and looks with nothing due, in a small table and in a big one.
import type { Run } from './benchmark.ts';
import { compare, median } from './measure.ts';
import type { Trial } from './measure.ts';
import { until } from './product.ts';
import type { Product } from './product.ts';
import type { StatementLog } from './statement-log.ts';

/** Rows that are due at once. */
export const DUE = 1000;
const SMALL = 100_000;

/** A stack whose table holds many rows of which none is due, and the statement that looks for some. */
export interface Filled {
  readonly product: Product;
  readonly log: StatementLog;
}

export interface Claims {
  /** What is claimed. */
  readonly what: string;
  /** A stack with that many rows. */
  fill(rows: number): Promise<Filled>;
  /** Makes rows due and has them claimed; returns blocks of the index that the claim reads, and its milliseconds. */
  claim(filled: Filled, pair: number): Promise<{ readonly blocks: number; readonly ms: number }>;
  /** What else is measured on the small stack. */
  also?(small: Filled): Promise<void>;
}

const claimed = ({ claim }: Claims, filled: Filled, read: number[]): Trial => async (pair) => {
  const { blocks, ms } = await claim(filled, pair);
  if (pair > 0) read.push(blocks);
  return { rate: ms, cpuUs: 0 };
};

const empty = ({ log }: Filled): Trial => async () => {
  const from = log.place;
  await until('Looks with nothing due', () => Promise.resolve(log.times(from).length >= 5));
  return { rate: median(log.times(from)), cpuUs: 0 };
};

/** Both comparisons, of 5,000,000 rows with `--full`, else of 500,000, against 100,000. */
export async function compareClaims(run: Run, claims: Claims): Promise<void> {
  const { what } = claims;
  const big = run.full ? 5_000_000 : 500_000;
  const products: Product[] = [];
  const filled = async (rows: number): Promise<Filled> => {
    const one = await claims.fill(rows);
    products.push(one.product);
    return one;
  };
  try {
    const [small, large] = [await filled(SMALL), await filled(big)];
    const [more, fewer]: [number[], number[]] = [[], []];
    const blockRatio = (): number => Math.round((median(more) / median(fewer)) * 100) / 100;
    run.tell(
      await compare(
        {
          name: 'sweep',
          variant: `claiming ${DUE} due ${what} of ${big} against ${SMALL}`,
          unit: 'ms',
          goal: { id: 'P5', says: 'time < 1.3x, index blocks ≤ 1.5x', met: ({ ratio }) => ratio < 1.3 && blockRatio() <= 1.5 },
          detail: () => `index blocks ${blockRatio()}x (${median(more)} against ${median(fewer)})`,
        },
        claimed(claims, large, more),
        claimed(claims, small, fewer),
      ),
    );
    const goal = { id: 'P6', says: '< 3 ms', met: ({ subject }: { subject: { rate: number } }) => subject.rate < 3 };
    run.tell(await compare({ name: 'sweep', variant: `looking for ${what} with nothing due, ${big} against ${SMALL}`, unit: 'ms', goal }, empty(large), empty(small)));
    await claims.also?.(small);
  } finally {
    for (const product of products) await product.stop();
  }
}
