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
    // Those that were on their way when the server went: their line broke, which is an attempt.
    const onTheirWay = 2 * subject.concurrency;
    const rows = await subject.ask<{ recipient: string; state: string; attempts: number; reason: string | null }>('select recipient, state, attempts, reason from delivery');
    const states = (name: string): string[] => [...new Set(rows.filter((row) => named(name)(row.recipient)).map(({ state, attempts, reason }) => `${state} ${attempts} ${reason ?? ''}`.trim()))].sort();
    const arrivals = new Set(sink.accepted.map((mail) => mail.recipient));
    const silent = rows.filter((row) => named('silent')(row.recipient));
    const others = rows.filter((row) => named('reseller')(row.recipient) && row.attempts > 1);
    const is = (says: string, name: string, expected: string): Finding => ({ says: `${says}: ${states(name).join(', ')}`, holds: states(name).join() === expected });
    return [
      is('F12: refused for good is failed after one attempt', 'unknown', 'failed 1 MAILBOX_UNKNOWN'),
      is('F11: refused once is sent with the second attempt', 'grey', 'sent 2'),
      is('F14: taken without a receipt is uncertain', 'silent', 'uncertain 1 REPLY_MISSING'),
      { says: 'F14: and has arrived once', holds: silent.every((row) => arrivals.has(row.recipient)) },
      { says: `F13, F15: the others are sent, all but ${onTheirWay} with the first attempt: ${others.length} tried again`, holds: others.length <= onTheirWay && states('reseller').every((state) => state.startsWith('sent')) },
    ];
  },
  allowed: () => ({ uncertain: ORDERS / EACH, failing: named('unknown') }),
};
