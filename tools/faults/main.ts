// Runs a fault against the product and judges from the mail sink and the tables; `--naive` runs the reference that must fail.
import { setTimeout as wait } from 'node:timers/promises';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { startNaive } from './naive.ts';
import { startProduct } from './product.ts';
import { startSink } from './sink.ts';
import type { Sink } from './sink.ts';
import type { Subject } from './subject.ts';

const ORDERS = 200;
const RECEIPT_AFTER_MS = 200;
const PATIENCE_MS = 120_000;
const BACKLOG = 30;
const QUIET_MS = 15_000;

interface Fault {
  readonly what: string;
  /** After how many accepted mails it strikes, each time. */
  readonly strikes: readonly number[];
  strike(subject: Subject, sink: Sink): Promise<void> | void;
  /** How many deliveries it may leave uncertain per strike, as a multiple of the concurrency. */
  readonly uncertainPerStrike: number;
}

/** A flush of an empty queue proves nothing: mails are held back until enough jobs wait in Redis. */
async function flushBacklog(subject: Subject, sink: Sink): Promise<void> {
  sink.hold();
  for (let tries = 0; tries < 400 && (await subject.waiting()) < BACKLOG; tries++) await wait(50);
  note(`${await subject.waiting()} jobs wait in Redis`);
  await subject.flush();
  sink.release();
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'kill-worker': { what: 'kill -9 a worker', strikes: [25, 60, 95, 130], strike: (subject) => subject.killWorker(), uncertainPerStrike: 1 },
  'flush-redis': { what: 'FLUSHALL', strikes: [40, 100], strike: flushBacklog, uncertainPerStrike: 0 },
};

const [name = '', ...flags] = process.argv.slice(2);
const [json, naive, loud] = [flags.includes('--json'), flags.includes('--naive'), flags.includes('--verbose')];
const note = (text: string): void => (json ? console.error(text) : console.log(text));
const fault = FAULTS[name];
const unknown = flags.filter((flag) => !['--json', '--naive', '--verbose'].includes(flag));
if (!fault || unknown.length > 0) {
  console.error(`Usage: npm run faults -- <name> [--json] [--naive] [--verbose]; names: ${Object.keys(FAULTS).join(', ')}`);
  process.exit(2);
}

/** Orders everything, a few at a time, as a partner's system would. */
async function orderAll(subject: Subject): Promise<void> {
  const recipients = Array.from({ length: ORDERS }, (_, index) => `reseller${index + 1}@partner${index + 1}.example`);
  const next = async (): Promise<void> => {
    for (let recipient = recipients.shift(); recipient; recipient = recipients.shift()) await subject.order(recipient);
  };
  await Promise.all(Array.from({ length: 8 }, next));
}

/** Whether all of it could strike: mails must still be going out. */
async function strikeAll({ strikes, strike, what }: Fault, subject: Subject, sink: Sink): Promise<boolean> {
  for (const count of strikes) {
    if (!(await sink.until(count, QUIET_MS))) {
      note(`no mail has come for ${QUIET_MS / 1000} s`);
      return false;
    }
    note(`${what} after ${sink.accepted.length} mails`);
    await strike(subject, sink);
  }
  return true;
}

/** Waits until nothing is left to do and no mail has come for a while. */
async function settle(subject: Subject, sink: Sink): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const before = sink.accepted.length;
    await wait(3000);
    if ((await subject.idle()) && sink.accepted.length === before) return;
  }
  note('Not everything came to rest in time');
}

async function run(tested: Fault): Promise<Verdict> {
  const sink = await startSink(RECEIPT_AFTER_MS);
  try {
    note(naive ? 'Starting the naive reference …' : 'Starting a private Tandem with two workers …');
    const subject = naive ? await startNaive(sink) : await startProduct(sink, loud ? note : () => undefined);
    try {
      note(`Ordering ${ORDERS} mails`);
      const [struck] = await Promise.all([strikeAll(tested, subject, sink), orderAll(subject)]);
      await settle(subject, sink);
      const uncertainAtMost = tested.uncertainPerStrike * tested.strikes.length * subject.concurrency;
      if (loud) note(JSON.stringify(await subject.committed().then((rows) => Object.groupBy(rows.map(({ state, reason }) => `${state} ${reason ?? ''}`), (line) => line)), (_, value: unknown) => (Array.isArray(value) ? value.length : value)));
      return judge({ name, ordered: ORDERS, committed: await subject.committed(), accepted: sink.accepted, struck, uncertainAtMost });
    } finally {
      await subject.stop();
    }
  } finally {
    sink.stop();
  }
}

const verdict = await run(fault);
if (json) console.log(JSON.stringify(verdict));
else {
  const { committed, unique, failed, uncertain, cancelled, duplicates, lost, holds } = verdict;
  note(`committed ${committed} = arrived ${unique} + failed ${failed} + cancelled ${cancelled} + uncertain and never arrived ${committed - unique - failed - cancelled - lost} + lost ${lost}`);
  note(`uncertain ${uncertain} (shown to people, never sent again by themselves), people mailed twice ${duplicates}`);
  note(holds ? 'The promise holds.' : 'THE PROMISE IS BROKEN.');
}
process.exit(verdict.holds ? 0 : 1);
