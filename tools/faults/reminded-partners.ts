// The partners with incentives of a random run: made all the time, some of whom answer; and what mails they are due in the end.
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from './fault.ts';
import type { Finding } from './fault.ts';
import type { Filed, FiledIncentive, Filing } from './filed-incentives.ts';
import { deliveryOf } from './judge.ts';
import { judgeReminders, mailsDueOf } from './judge-reminders.ts';
import type { Jump, Reminded } from './judge-reminders.ts';
import { Partner } from './partner.ts';
import { numbers } from './plan.ts';
import type { Tandem } from './product.ts';
import type { Accepted } from './sink.ts';

const EVERY_MS = 3000;
const SETTLE_MS = 120_000;
/** Long enough that whoever declines has an answer before a slot comes, also when the api is away meanwhile. */
const DECLINE_S = 25;

/** Groups that take turns; their size is drawn. */
const GROUPS: readonly Omit<Filing, 'count'>[] = [
  { kind: 'invited', days: [7], inSeconds: 1 },
  { kind: 'new', days: [7, 14, 21], inSeconds: 0 },
  { kind: 'invited', days: [7, 14, 21], inSeconds: 2 },
  { kind: 'submitted', days: [7], inSeconds: 0 },
  { kind: 'passed', days: [7], inSeconds: 0 },
  { kind: 'early', days: [7], inSeconds: 0 },
];
const DECLINING: Omit<Filing, 'count'> = { kind: 'invited', days: [7], inSeconds: DECLINE_S };

interface Row {
  readonly id: string;
  readonly started: Date;
  readonly ends: Date;
  readonly invited: Date | null;
  readonly declined: Date | null;
  readonly now: Date;
}

export class RemindedPartners {
  readonly #subject: Tandem;
  readonly #next: () => number;
  readonly #made = new Map<string, Filed & { readonly kind: FiledIncentive; readonly days: readonly number[] }>();
  readonly #answers = new Set<Promise<void>>();
  readonly #refused: string[] = [];
  readonly #jumps: Jump[] = [];
  #paused = false;
  #busy: Promise<void> = Promise.resolve();

  constructor(subject: Tandem, seed: number) {
    this.#subject = subject;
    this.#next = numbers(seed + 1);
  }

  /** Makes partners until then. */
  async makeUntil(end: number): Promise<void> {
    for (let turn = 0; Date.now() < end; turn++, await wait(EVERY_MS)) {
      if (this.#paused) continue;
      const group = turn % 4 === 3 ? DECLINING : GROUPS[Math.floor(this.#next() * GROUPS.length)];
      const size = this.#next();
      if (group) await (this.#busy = this.#file(group, size));
    }
    await Promise.all(this.#answers);
  }

  /** Moves the clock on when everything that was due has come to its end, so that what follows is known: a slot that still waits would be passed over as well. */
  async jump(days: number): Promise<void> {
    this.#paused = true;
    await this.#busy;
    await Promise.all(this.#answers);
    // Those who declined in time have their slot before them.
    await eventually('Reminders before the jump', () => this.#isQuiet(), SETTLE_MS);
    const from = await this.#now();
    await this.#subject.jump(days);
    this.#jumps.push({ from, to: await this.#now() });
    await eventually('Reminders after the jump', () => this.#isQuiet(), SETTLE_MS);
    this.#paused = false;
  }

  /** How many mails each is due until now, by address. */
  async due(): Promise<ReadonlyMap<string, number>> {
    const { people, now } = await this.#people();
    return mailsDueOf(people, this.#jumps, now);
  }

  async inspect(accepted: readonly Accepted[]): Promise<Finding[]> {
    const unknown = await this.#subject.ask<{ recipient: string }>(`select recipient from delivery where subject_type = 'incentive' and state = 'uncertain' and id::text <> all($1::text[])`, [accepted.map(deliveryOf)]);
    const { people } = await this.#people();
    const declined = people.filter(({ declinedAt }) => declinedAt !== null).length;
    return [...judgeReminders(await this.due(), accepted, unknown), { says: `those who decline before they are reminded may: ${declined} did${this.#refused.map((why) => `; ${why}`).join('')}`, holds: declined > 0 && this.#refused.length === 0 }];
  }

  async #file(group: Omit<Filing, 'count'>, size: number): Promise<void> {
    const count = group === DECLINING ? 2 : 5 + Math.floor(size * 20);
    const filed = await this.#subject.file({ ...group, count });
    for (const one of filed) this.#made.set(one.id, { ...one, kind: group.kind, days: group.days });
    if (group !== DECLINING) return;
    for (const { id, admin } of filed) {
      const answered = new Partner(this.#subject.stack.url, admin)
        .decline(id)
        .catch((error: unknown) => void this.#refused.push(String(error)))
        .finally(() => this.#answers.delete(answered));
      this.#answers.add(answered);
    }
  }

  async #isQuiet(): Promise<boolean> {
    const [row] = await this.#subject.ask<{ busy: string }>(
      `select (select count(*) from incentive where next_at <= business_now()) + (select count(*) from delivery where subject_type = 'incentive' and state in ('queued', 'sending', 'deferred'))
        + (select count(*) from job where queue = 'incentive-reminder' and state in ('pending', 'dispatched', 'running')) as busy`,
    );
    return Number(row?.busy) === 0;
  }

  async #now(): Promise<number> {
    const [row] = await this.#subject.ask<{ now: Date }>('select business_now() as now');
    return row?.now.getTime() ?? NaN;
  }

  async #people(): Promise<{ readonly people: Reminded[]; readonly now: number }> {
    const rows = await this.#subject.ask<Row>('select id, started_at as started, enroll_due_at as ends, invited_at as invited, declined_at as declined, business_now() as now from incentive where id = any($1::uuid[])', [[...this.#made.keys()]]);
    const people = rows.flatMap(({ id, started, ends, invited, declined }) => {
      const made = this.#made.get(id);
      return made ? [{ ...made, startedAt: started.getTime(), enrollDueAt: ends.getTime(), invitedAt: invited?.getTime() ?? null, declinedAt: declined?.getTime() ?? null }] : [];
    });
    return { people, now: rows[0]?.now.getTime() ?? NaN };
  }
}
