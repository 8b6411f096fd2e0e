// P17: a hundred thousand reminders due at the same moment, two workers, and a provider that goes on inviting meanwhile.
import { setTimeout as wait } from 'node:timers/promises';
import { startSink } from '../faults/sink.ts';
import type { Sink } from '../faults/sink.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { memoryOf } from './cpu.ts';
import { drive, eachOnce } from './http-load.ts';
import { addInvited, now } from './incentive-rows.ts';
import { median, once } from './measure.ts';
import { Product, until } from './product.ts';

const MEGABYTE = 1_000_000;
const WORKERS = 2;
/** Time to write them before they are due. */
const aheadMs = (count: number): number => 15_000 + count / 2;
const LOOK_MS = 250;
const INVITE_EVERY_MS = 3000;
const AT_REST = 5;
const QUIET_MS = 120_000;
/** A reminder stays with its incentive, job and delivery in Postgres and leaves nothing in the worker: when a tenth of them are sent a worker holds what it ever needs. */
const FLAT = 1.3;
const MOST_WAIT_MS = 2000;

const tenths = (value: number): number => Math.round(value * 10) / 10;
const isReminder = ({ recipient }: { readonly recipient: string }): boolean => recipient.startsWith('due-');

/** Milliseconds from the order to send an invitation until the mail server has taken it. */
async function inviteOne(product: Product, sink: Sink): Promise<number> {
  const { bodies } = await drive({ url: product.stack.url, next: eachOnce([product.newDraft()]) }, true);
  const draft = JSON.parse(bodies[0] ?? '') as { id: string; email: string };
  let seen = sink.accepted.length;
  const came = (): boolean => {
    const found = sink.accepted.slice(seen).some(({ recipient }) => recipient === draft.email);
    seen = sink.accepted.length;
    return found;
  };
  const began = performance.now();
  await drive({ url: product.stack.url, next: eachOnce([product.call('POST', `/v1/relationshiprequests/${draft.id}/send`)]) });
  await until('An invitation', () => Promise.resolve(came()));
  return performance.now() - began;
}

/** What the workers hold, in bytes, the most of each; looked at until told to stop. */
class Memory {
  readonly #product: Product;
  readonly #most: number[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(product: Product) {
    this.#product = product;
    this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Of the worker that has held most, so far. */
  get most(): number {
    return Math.max(...this.#most);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const [place, { pid }] of this.#product.stack.workers.entries()) this.#most[place] = Math.max(this.#most[place] ?? 0, memoryOf(pid));
  }
}

interface Storm {
  readonly atStart: number;
  /** When a tenth were ordered. */
  readonly orderedTenth: number;
  readonly afterTenth: number;
  readonly peak: number;
  /** Seconds from the instant at which they were due. */
  readonly orderedS: number;
  readonly sentS: number;
  readonly rest: readonly number[];
  readonly meanwhile: readonly number[];
}

async function storm(product: Product, sink: Sink, count: number, say: Run['say']): Promise<Storm> {
  const rest: number[] = [];
  for (let turn = 0; turn < AT_REST; turn++) rest.push(await inviteOne(product, sink));
  const at = new Date((await now(product)).getTime() + aheadMs(count));
  await addInvited(product, { prefix: 'due-', count, at, located: true });
  await product.ask('analyze incentive, mpn_location');
  const memory = new Memory(product);
  const [atStart, until0] = [memory.most, at.getTime() - Date.now()];
  say(`${count} reminders are due in ${Math.round(until0 / 1000)} s`);
  if (until0 < 0) throw new Error('They took too long to write');
  await wait(until0);
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const meanwhile: number[] = [];
  let going = true;
  let orderedTenth = 0;
  const allOrdered = async (): Promise<boolean> => {
    await wait(LOOK_MS);
    const taken = await product.number('select count(*) as number from incentive_mail where day = 7');
    if (orderedTenth === 0 && taken >= count / 10) orderedTenth = memory.most;
    return taken >= count;
  };
  const ordered = until('Ordered reminders', allOrdered, 1_800_000).then(seconds);
  const inviting = (async () => {
    for (; going; await wait(INVITE_EVERY_MS)) meanwhile.push(await inviteOne(product, sink));
  })();
  const arrived = (): number => sink.accepted.length - rest.length - meanwhile.length;
  try {
    await sink.until(count / 10 + rest.length, QUIET_MS);
    const afterTenth = memory.most;
    // Invitations are among those that arrive: looked at again until the reminders are there.
    for (let tenth = 2; tenth <= 10; tenth++) {
      while (arrived() < (tenth * count) / 10 && (await sink.until(sink.accepted.length + 1, QUIET_MS)));
      say(`${arrived()} sent after ${tenths(seconds())} s; the workers hold ${product.stack.workers.map(({ pid }) => Math.round(memoryOf(pid) / MEGABYTE)).join(' and ')} MB, at most ${Math.round(memory.most / MEGABYTE)} MB so far`);
    }
    const sentS = seconds();
    going = false;
    const orderedS = await ordered;
    await inviting;
    return { atStart, orderedTenth, afterTenth, peak: memory.most, orderedS, sentS, rest, meanwhile };
  } finally {
    going = false;
    memory.stop();
  }
}

/** People who got more than one reminder, and those who got none; by recipient, so that a second one under another Message-ID counts as well. */
async function misses(product: Product, sink: Sink, count: number): Promise<string[]> {
  await until('Rest', async () => (await product.number(`select count(*) as number from delivery where state in ('queued', 'sending', 'deferred')`)) === 0);
  const mails = sink.accepted.filter(isReminder);
  const people = new Set(mails.map(({ recipient }) => recipient)).size;
  const taken = await product.number('select count(*) as number from incentive_mail where day = 7');
  const sent = await product.number(`select count(*) as number from delivery where template = 'incentive_reminder' and state = 'sent'`);
  return [
    ...(people === count ? [] : [`${count - people} people got none`]),
    ...(mails.length === people ? [] : [`${mails.length - people} mails too many`]),
    ...(taken === count && sent === count ? [] : [`the tables say ${taken} ordered, ${sent} sent`]),
  ];
}

export const benchReminders: Benchmark = async (run) => {
  const count = run.full ? 100_000 : 10_000;
  const sink = await startSink(run.delay ?? 0);
  const product = await Product.start({ smtp: sink.url, workers: WORKERS, concurrency: run.concurrency ?? 10, say: run.say });
  try {
    const { atStart, orderedTenth, afterTenth, peak, orderedS, sentS, rest, meanwhile } = await storm(product, sink, count, run.say);
    const wrong = await misses(product, sink, count);
    const times = `all ordered after ${tenths(orderedS)} s (${Math.round(count / orderedS)} a second), all sent after ${tenths(sentS)} s (${Math.round(count / sentS)} a second)`;
    const each = { id: 'P17', says: 'each once', met: () => wrong.length === 0 };
    run.tell(once({ name: 'reminders', variant: `${count} reminders due at once, ${WORKERS} workers: mails that arrived, against those due`, unit: 'mails', goal: each, detail: () => [times, ...wrong].join('; ') }, sink.accepted.filter(isReminder).length, count, true));
    const flat = { id: 'P17', says: `≤ ${FLAT}x`, met: ({ ratio }: { ratio: number }) => ratio <= FLAT };
    run.tell(once({ name: 'reminders', variant: 'most memory of a worker over all of them, against the first tenth sent', unit: 'MB', goal: flat, detail: () => `at the start ${Math.round(atStart / MEGABYTE)} MB, when a tenth were ordered ${Math.round(orderedTenth / MEGABYTE)} MB` }, peak / MEGABYTE, afterTenth / MEGABYTE));
    const soon = { id: 'P17', says: `none over ${MOST_WAIT_MS} ms`, met: () => Math.max(...meanwhile) <= MOST_WAIT_MS };
    run.tell(once({ name: 'reminders', variant: `an invitation sent meanwhile, of ${meanwhile.length} the slowest, against the median of ${rest.length} at rest`, unit: 'ms', goal: soon, detail: () => `median meanwhile ${Math.round(median(meanwhile))} ms` }, Math.max(...meanwhile), median(rest)));
  } finally {
    await product.stop();
    sink.stop();
  }
};
