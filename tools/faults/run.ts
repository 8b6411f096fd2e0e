// The frame of every fault: starts its subject, orders mails while it strikes, waits for rest, judges.
import { setTimeout as wait } from 'node:timers/promises';
import { isDone } from './fault.ts';
import type { Common, Fault, Finding, Stage } from './fault.ts';
import { judge } from './judge.ts';
import type { Verdict } from './judge.ts';
import { startNaive } from './naive.ts';
import { startProduct } from './product.ts';
import { startSink } from './sink.ts';
import type { Sink } from './sink.ts';
import { NotStruck } from './subject.ts';
import type { Rest, Subject } from './subject.ts';

const ORDERS = 200;
const RECEIPT_MS = 200;
const WORKERS = 2;
const AT_ONCE = 8;
const MOST_AHEAD = 1_000;
const AHEAD_MS = 50;
const PATIENCE_MS = 180_000;
const QUIET_MS = 3_000;

export interface Setting {
  readonly name: string;
  readonly fault: Fault;
  /** Runs the reference that must fail instead of the product. */
  readonly naive: boolean;
  readonly note: (text: string) => void;
  /** Gets what the stack says. */
  readonly say: (text: string) => void;
}

/** Orders so many mails, or for so long, a few at a time; never far ahead of those that have arrived. */
async function orderAll(subject: Subject, sink: Sink, { orders = { count: ORDERS }, bulk = 1, recipient = (number) => `reseller${number}@partner${number}.example` }: Fault, accepted: (count: number) => void): Promise<void> {
  const end = Date.now() + ('forMs' in orders ? orders.forMs : Infinity);
  let number = 0;
  const more = (): boolean => ('count' in orders ? number < orders.count : Date.now() < end);
  const next = async (): Promise<void> => {
    while (more()) {
      if (number - sink.accepted.length > MOST_AHEAD) await wait(AHEAD_MS);
      else {
        const recipients = Array.from({ length: bulk }, () => recipient(++number));
        await subject.order(recipients);
        accepted(recipients.length);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Waits until nothing is left to do and no mail has come for a while; returns what is left. */
async function settle(subject: Subject, sink: Sink, note: (text: string) => void): Promise<Rest> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const before = sink.accepted.length;
    await wait(QUIET_MS);
    // Recurring work passes through the queue every second; one look without it is enough.
    for (let look = 0; look < 20; look++, await wait(25)) {
      const rest = await subject.rest();
      if (isDone(rest) && sink.accepted.length === before) return rest;
    }
  }
  note('Not everything came to rest in time');
  return subject.rest();
}

/** Strikes as far as it can; a fault that could not strike is a finding, not an error. */
async function strikeOn<Of extends Subject>(fault: { strike(stage: Stage<Of>): Promise<readonly Finding[] | void> }, stage: Stage<Of>): Promise<readonly Finding[]> {
  try {
    return (await fault.strike(stage)) ?? [];
  } catch (error) {
    if (!(error instanceof NotStruck)) throw error;
    stage.sink.release();
    return [{ says: `the fault strikes: ${error.message}`, holds: false }];
  }
}

async function play<Of extends Subject>(subject: Of, sink: Sink, fault: Fault & Common<Of>, { name, note }: Setting): Promise<Verdict> {
  let ordered = 0;
  const stage: Stage<Of> = { subject, sink, note, ordered: () => ordered };
  const [struck] = await Promise.all([strikeOn(fault, stage), orderAll(subject, sink, fault, (count) => void (ordered += count))]);
  note(`${ordered} orders accepted; waiting until nothing is left to do`);
  const rest = await settle(subject, sink, note);
  const [due, aside] = [await fault.due?.(stage), await fault.aside?.(stage)];
  const findings = [...struck, ...((await fault.inspect?.(stage)) ?? [])];
  const also = (fault.also ?? 0) + [...(due ?? new Map<string, number>()).values()].reduce((sum, mails) => sum + mails, 0);
  return judge({ name, ordered: ordered + also, committed: await subject.committed(), accepted: sink.accepted, rest, allowed: fault.allowed(subject.concurrency), findings, ...(due ? { due } : {}), ...(aside ? { aside } : {}), ...(fault.seed === undefined ? {} : { seed: fault.seed }) });
}

/** Runs a fault and judges. @throws Error when something else goes wrong than what is tested. */
export async function run(setting: Setting): Promise<Verdict> {
  const { fault, naive, note, say } = setting;
  const sink = await startSink(fault.receiptMs ?? RECEIPT_MS);
  try {
    const workers = fault.workers ?? WORKERS;
    note(naive ? 'Starting the naive reference …' : `Starting a private Tandem with ${workers} workers …`);
    if (fault.on === 'any') {
      const subject = naive ? await startNaive(sink, workers) : await startProduct(sink, workers, say);
      return await play<Subject>(subject, sink, fault, setting).finally(() => subject.stop());
    }
    const subject = await startProduct(sink, workers, say);
    return await play(subject, sink, fault, setting).finally(() => subject.stop());
  } finally {
    sink.stop();
  }
}
