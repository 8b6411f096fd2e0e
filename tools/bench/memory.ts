// P11: what a worker and Redis hold while many jobs go through, against few.
import type { Benchmark, Run } from './benchmark.ts';
import { memoryOf } from './cpu.ts';
import { compare, median, metered } from './measure.ts';
import type { Trial } from './measure.ts';
import { Product, until } from './product.ts';

const MEGABYTE = 1_000_000;

async function redisBytes(product: Product): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await product.redis.info('memory'))?.[1] ?? 0);
}

/** Works that many jobs off with a fresh worker and gives the most that it held, in bytes. */
const worked = (product: Product, count: number, kept: number[]): Trial => async (pair) => {
  await product.clearJobs();
  const [worker] = product.stack.workers;
  await worker?.restart();
  const before = await redisBytes(product);
  let most = 0;
  const { cpuUs } = await metered(count, product.pids, async () => {
    await product.addJobs(count);
    await product.wake();
    await until('Jobs done', async () => {
      most = Math.max(most, memoryOf(worker?.pid));
      return (await product.number(`select count(*) as number from job where state in ('pending', 'dispatched', 'running')`)) === 0;
    }, 3_600_000);
  });
  if (pair > 0) kept.push((await redisBytes(product)) - before);
  return { rate: most / MEGABYTE, cpuUs };
};

export const benchMemory: Benchmark = async (run: Run) => {
  const [few, many] = run.full ? [100_000, 1_000_000] : [1000, 5000];
  const product = await Product.start({ say: run.say });
  try {
    const kept: number[] = [];
    const left = (): number => Math.round((median(kept) / MEGABYTE) * 10) / 10;
    run.tell(
      await compare(
        {
          name: 'memory',
          variant: `most memory of a worker over ${many} jobs against ${few}`,
          unit: 'MB',
          goal: { id: 'P11', says: '≤ 1.10x; Redis ≤ start + 10 MB after the drain', met: ({ ratio }) => ratio <= 1.1 && left() <= 10 },
          detail: () => `Redis after the drain: ${left()} MB more than before`,
        },
        worked(product, many, kept),
        worked(product, few, []),
      ),
    );
  } finally {
    await product.stop();
  }
};
