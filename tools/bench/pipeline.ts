// P1, P2: from the first POST to the last mail that the sink accepts, against a bare nodemailer pool.
import { startSink } from '../faults/sink.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { startReference } from './child.ts';
import { compare, metered, meteredParts } from './measure.ts';
import type { Compared, Goal, Sample, Trial } from './measure.ts';
import { Product } from './product.ts';

const QUIET_MS = 15_000;
/** About what one of Tandem's own invitations measures, text and HTML together. */
const MAIL_BYTES = 4000;
/** Mails that a worker has in hand for each connection: while one is on its way, the next is being written and the last one recorded. */
const AHEAD = 2;

const cpuRatio = ({ subject, reference }: Compared): number => subject.cpuUs / reference.cpuUs;
const SLOW: Goal = { id: 'P1', says: '≥ 0.90', met: ({ ratio }) => ratio >= 0.9 };
const FAST: Goal = { id: 'P2', says: '≥ 0.45 and CPU ≤ 2.8x', met: (result) => result.ratio >= 0.45 && cpuRatio(result) <= 2.8 };

/** How the mails are ordered: one call for up to 100 new requests, or one for each draft that is there. */
type Way = 'bulk' | 'single';

const spent = ({ parts = {} }: Sample): string => Object.entries(parts).map(([name, micros]) => `${name} ${micros}`).join(', ');

async function comparePipelines(run: Run, delay: number, pool: number): Promise<void> {
  const count = run.full ? 1500 : 400;
  const sink = await startSink(delay);
  try {
    const product = await Product.start({ smtp: sink.url, concurrency: AHEAD * pool, env: { SMTP_POOL: String(pool) }, say: run.say });
    const bare = await startReference('reference-mailer.ts', sink.url, String(pool), String(MAIL_BYTES));
    const arrived = async (work: () => Promise<unknown>): Promise<void> => {
      const target = sink.accepted.length + count;
      const [all] = await Promise.all([sink.until(target, QUIET_MS), work()]);
      if (!all) throw new Error(`Only ${count - (target - sink.accepted.length)} of ${count} mails arrived`);
    };
    const reference: Trial = () => metered(count, [bare.pid], () => arrived(() => bare.ask({ count })));
    const trial = (way: Way): Trial => async () => {
      const orders = way === 'bulk' ? product.bulks(count) : await product.drafted(count);
      return meteredParts(count, product.parts, () => arrived(() => product.sendAll(orders)));
    };
    try {
      for (const way of ['bulk', 'single'] as const) {
        const variant = `${way === 'bulk' ? 'bulk POST' : 'a POST per mail'} to accepted mail, sink ${delay} ms, ${pool} connections, ${count} mails`;
        const detail = (result: Compared): string => `CPU per mail ${cpuRatio(result).toFixed(2)}x of the sender alone; in µs: ${spent(result.subject)}`;
        run.tell(await compare({ name: 'pipeline', variant, unit: 'mails a second', goal: delay > 0 ? SLOW : FAST, detail }, trial(way), reference));
      }
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
