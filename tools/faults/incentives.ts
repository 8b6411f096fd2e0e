// Reminders of incentives under faults: each is mailed once, whatever is forgotten, jumped over or asked for thrice. No invitations are ordered meanwhile.
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from './fault.ts';
import type { Fault, Finding, Stage } from './fault.ts';
import { Tandem } from './product.ts';

/** Days of the schedule that follow T0, and how far it is from T0 to the first of them. */
const DAYS = [7, 14, 21, 28];
const FROM_T0_S = 7 * 86_400;

/** That each partner's mail was taken for one day, and for which. */
async function taken({ subject }: Stage, day: number, count: number): Promise<Finding[]> {
  if (!(subject instanceof Tandem)) return [];
  const rows = await subject.ask<{ day: number; number: string }>('select day, count(*) as number from incentive_mail group by day');
  return [{ says: `each of ${count} was reminded for day ${day}: ${rows.map((row) => `${row.number} for ${row.day}`).join(', ')}`, holds: rows.length === 1 && rows[0]?.day === day && Number(rows[0].number) === count }];
}

const WAVE = 300;
const BACKLOG = 50;

/** Redis is emptied with reminders in it, and again before the next ones fall due: the schedule is gone with it. */
export const incentiveFlushRedis: Fault = {
  on: 'any',
  orders: { count: 0 },
  also: 2 * WAVE,
  receiptMs: 20,
  async strike({ subject, sink, note }) {
    sink.hold();
    await subject.remind({ count: WAVE, days: [7], inSeconds: 0 });
    await eventually(`${BACKLOG} jobs in Redis`, async () => (await subject.waiting()) >= BACKLOG);
    note(`FLUSHALL with ${await subject.waiting()} of ${WAVE} reminders in Redis`);
    await subject.flush();
    sink.release();
    await subject.remind({ count: WAVE, days: [7], inSeconds: 4 });
    await wait(2000);
    note(`FLUSHALL before ${WAVE} more are due, ${sink.accepted.length} mails arrived`);
    await subject.flush();
    await wait(4000);
  },
  inspect: (stage) => taken(stage, 7, 2 * WAVE),
  allowed: () => ({ uncertain: 0 }),
};

const JUMPED = 300;

/** The clock jumps 22 days over three slots: one reminder follows, that of the newest. */
export const incentiveClockJump: Fault = {
  on: 'any',
  orders: { count: 0 },
  also: JUMPED,
  receiptMs: 20,
  async strike({ subject, sink, note }) {
    await subject.remind({ count: JUMPED, days: DAYS, inSeconds: FROM_T0_S });
    await wait(2000);
    note(`${sink.accepted.length} mails before the clock jumps by 22 days`);
    await subject.jump(22);
    await eventually('Reminders', () => sink.accepted.length > 0);
  },
  inspect: (stage) => taken(stage, 21, JUMPED),
  allowed: () => ({ uncertain: 0 }),
};

const SCHEDULERS = 3;
const WAVES = 5;
const EACH = 100;
const UPSERT_MS = 50;

/** Three workers sweep at the same moments, the schedule is put 20 times a second, and a worker dies while reminders go out. */
export const incentiveThreeSchedulers: Fault = {
  on: 'any',
  workers: SCHEDULERS,
  orders: { count: 0 },
  also: WAVES * EACH,
  receiptMs: 20,
  async strike({ subject, sink, note }) {
    let upserts = 0;
    let going = true;
    const upserting = (async () => {
      for (; going; await wait(UPSERT_MS), upserts++) await Promise.all([subject.reschedule(), subject.sweep(SCHEDULERS)]);
    })();
    try {
      for (let wave = 1; wave <= WAVES; wave++) {
        await subject.remind({ count: EACH, days: [7], inSeconds: 1 });
        if (wave === 2) await subject.killWorker('before_data');
        await wait(2500);
        note(`${sink.accepted.length} of ${wave * EACH} reminders arrived, the schedule was put ${upserts} times`);
      }
    } finally {
      going = false;
      await upserting;
    }
    return [{ says: `the schedule is put again and again: ${upserts} times`, holds: upserts > 100 }];
  },
  inspect: (stage) => taken(stage, 7, WAVES * EACH),
  allowed: (concurrency) => ({ uncertain: concurrency }),
};
