// F11 to F15: a mail server that refuses some for good and some once, takes some without a receipt, is slow, and is gone for a while.
import { setTimeout as wait } from 'node:timers/promises';
import { arrived } from './fault.ts';
import type { Fault, Finding } from './fault.ts';

const ORDERS = 200;
const AWAY_MS = 10_000;
const SLOW_MS = 2_000;
const SLOW_FOR_MS = 8_000;
const RECEIPT_MS = 100;
const EACH = 20;

/** Every tenth address is unknown, every tenth greylisted, every twentieth gives no receipt. */
function recipient(number: number): string {
  const [tenth, twentieth] = [number % 10, number % EACH];
  const name = tenth === 3 ? 'unknown' : tenth === 5 ? 'grey' : twentieth === 7 ? 'silent' : 'reseller';
  return `${name}${number}@partner${number}.example`;
}

interface Row {
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
}

const KINDS = [
  { name: 'unknown', state: 'failed', attempts: 1, says: 'F12: refused for good is failed after one attempt' },
  { name: 'grey', state: 'sent', attempts: 2, says: 'F11: refused once is sent with the second attempt' },
  { name: 'silent', state: 'uncertain', attempts: 1, says: 'F14: taken without a receipt is uncertain' },
  { name: 'reseller', state: 'sent', attempts: 1, says: 'F13, F15: the others are sent with the first attempt' },
] as const;

const named = (name: string) => (address: string): boolean => address.startsWith(name);

export const smtpErrors: Fault = {
  on: 'product',
  orders: { count: ORDERS },
  receiptMs: RECEIPT_MS,
  recipient,
  async strike(stage) {
    const { sink, note } = stage;
    await arrived(stage, 40);
    note(`the mail server is gone for ${AWAY_MS / 1000} s after ${sink.accepted.length} mails`);
    sink.close();
    await wait(AWAY_MS);
    sink.open();
    await arrived(stage, 80);
    note(`each receipt takes ${SLOW_MS / 1000} s for ${SLOW_FOR_MS / 1000} s`);
    sink.delay(SLOW_MS);
    await wait(SLOW_FOR_MS);
    sink.delay(RECEIPT_MS);
  },
  async inspect({ subject, sink }) {
    const rows = await subject.ask<Row>('select recipient, state, attempts from delivery');
    const arrivals = new Set(sink.accepted.map((mail) => mail.recipient));
    const silent = rows.filter((row) => named('silent')(row.recipient));
    const kinds = KINDS.map(({ name, state, attempts, says }) => {
      const own = rows.filter((row) => named(name)(row.recipient));
      // Those that were on their way when the server went: their line broke, which is an attempt, or nobody knows.
      const hit = own.filter((row) => row.state !== state || row.attempts !== attempts);
      const explained = hit.every((row) => row.state === 'uncertain' || (row.state === state && row.attempts === attempts + 1));
      return { hit: hit.length, finding: { says: `${says}: ${own.length - hit.length} of ${own.length}`, holds: explained && hit.length < own.length / 2 } };
    });
    const hit = kinds.reduce((sum, kind) => sum + kind.hit, 0);
    return [
      ...kinds.map(({ finding }) => finding),
      { says: `F13: no more are tried again than were on their way: ${hit}`, holds: hit <= 2 * subject.concurrency },
      { says: 'F14: all without a receipt have arrived', holds: silent.every((row) => arrivals.has(row.recipient)) },
    ] satisfies Finding[];
  },
  allowed: (concurrency) => ({ uncertain: ORDERS / EACH + 2 * concurrency, failing: named('unknown') }),
};
