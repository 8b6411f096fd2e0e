// P1, P2: from the first POST to the last mail that the sink accepts, against a bare nodemailer pool.
import { startSink } from '../faults/sink.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import { compare, metered } from './measure.ts';
import type { Compared, Goal } from './measure.ts';
import { Product } from './product.ts';

const QUIET_MS = 15_000;
/** About what one of Tandem's own invitations measures, text and HTML together. */
const MAIL_BYTES = 4000;

const cpuRatio = ({ subject, reference }: Compared): number => subject.cpuUs / reference.cpuUs;
const SLOW: Goal = { id: 'P1', says: '≥ 0.90', met: ({ ratio }) => ratio >= 0.9 };
const FAST: Goal = { id: 'P2', says: '≥ 0.45 and CPU ≤ 2.8x', met: (result) => result.ratio >= 0.45 && cpuRatio(result) <= 2.8 };

async function comparePipelines(run: Run, delay: number, concurrency: number): Promise<void> {
  const count = run.full ? 1500 : 400;
  const sink = await startSink(delay);
  try {
    const product = await Product.start({ smtp: sink.url, concurrency, say: run.say });
    const bare = await startReference('reference-mailer.ts', sink.url, String(concurrency), String(MAIL_BYTES));
    const arrived = async (work: () => Promise<unknown>): Promise<void> => {
      const target = sink.accepted.length + count;
      const [all] = await Promise.all([sink.until(target, QUIET_MS), work()]);
      if (!all) throw new Error(`Only ${count - (target - sink.accepted.length)} of ${count} mails arrived`);
    };
    try {
      run.tell(
        await compare(
          {
            name: 'pipeline',
            variant: `POST to accepted mail, sink ${delay} ms, ${concurrency} connections, ${count} mails`,
            unit: 'mails a second',
            goal: delay > 0 ? SLOW : FAST,
            detail: (result) => `CPU per mail ${cpuRatio(result).toFixed(2)}x (api, worker, Postgres and Redis against the sender alone)`,
          },
          async () => {
            const orders = await product.drafted(count);
            return metered(count, product.pids, () => arrived(() => product.sendAll(orders)));
          },
          () => metered(count, [bare.pid], () => arrived(() => bare.ask({ count }))),
        ),
      );
    } finally {
      bare.stop();
      await product.stop();
    }
  } finally {
    sink.stop();
  }
}

export const benchPipeline: Benchmark = async (run) => {
  if (run.delay !== undefined) return comparePipelines(run, run.delay, run.concurrency ?? 10);
  await comparePipelines(run, 50, run.concurrency ?? 10);
  await comparePipelines(run, 0, run.concurrency ?? 20);
};
