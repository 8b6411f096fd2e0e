// Which mails about incentives there had to be, from what was made and how the clock went, without a look at what the product noted of them.
import type { Finding } from './fault.ts';
import type { FiledIncentive } from './filed-incentives.ts';
import type { Accepted } from './sink.ts';

const DAY_MS = 86_400_000;

/** A jump of the clock, in milliseconds of business time. */
export interface Jump {
  readonly from: number;
  readonly to: number;
}

/** A partner with an incentive at the end of a run. */
export interface Reminded {
  readonly email: string;
  readonly kind: FiledIncentive;
  readonly days: readonly number[];
  readonly startedAt: number;
  readonly enrollDueAt: number;
  /** When the invitation was noted to have gone out. */
  readonly invitedAt: number | null;
  /** When it declined. */
  readonly declinedAt: number | null;
}

/** What is known of a mail about one that did not arrive. */
export interface Unknown {
  readonly recipient: string;
}

/**
 * How many mails somebody is to get until an instant: one for an invitation, one for each slot between it and the end of the window. Slots that one jump of the
 * clock passes are made good by the newest of them; after an answer comes none.
 */
export function mailsDue({ kind, days, startedAt, enrollDueAt, invitedAt, declinedAt }: Reminded, jumps: readonly Jump[], now: number): number {
  if (kind === 'submitted' || kind === 'passed') return 0;
  const invitation = kind === 'new' ? 1 : 0;
  if (invitedAt === null) return invitation;
  const end = Math.min(enrollDueAt, now, (declinedAt ?? Infinity) - 1);
  const slots = days.map((day) => startedAt + day * DAY_MS).filter((at) => at > invitedAt && at <= end);
  const over = jumps.filter(({ from, to }) => slots.some((at) => at > from && at <= to));
  // Behind the end of the window nobody is reminded: a jump beyond it voids what it passes.
  const jumped = over.filter(({ to }) => to <= enrollDueAt).length;
  const walked = slots.filter((at) => !jumps.some(({ from, to }) => at > from && at <= to)).length;
  return invitation + walked + jumped;
}

/** How many mails each of them is to get, by address. */
export const mailsDueOf = (people: readonly Reminded[], jumps: readonly Jump[], now: number): ReadonlyMap<string, number> => new Map(people.map((person) => [person.email, mailsDue(person, jumps, now)]));

/** Everybody has exactly the mails that were due; those of which nobody knows may be missing. */
export function judgeReminders(due: ReadonlyMap<string, number>, accepted: readonly Accepted[], unknown: readonly Unknown[]): Finding[] {
  const got = new Map<string, number>();
  for (const { recipient } of accepted) if (due.has(recipient)) got.set(recipient, (got.get(recipient) ?? 0) + 1);
  const doubts = new Map<string, number>();
  for (const { recipient } of unknown) doubts.set(recipient, (doubts.get(recipient) ?? 0) + 1);
  const people = [...due].map(([email, mails]) => ({ email, mails, got: got.get(email) ?? 0, doubts: doubts.get(email) ?? 0 }));
  const wanted = people.reduce((sum, { mails }) => sum + mails, 0);
  const lost = people.filter((one) => one.got + one.doubts < one.mails);
  const twice = people.filter((one) => one.mails > 0 && one.got > one.mails);
  const unasked = people.filter((one) => one.mails === 0 && one.got > 0);
  const named = (some: readonly { email: string }[]): string => (some.length === 0 ? '0' : `${some.length} (${some.slice(0, 3).map(({ email }) => email).join(', ')})`);
  return [
    { says: `each of ${wanted} mails about incentives that were due arrives: people who miss one ${named(lost)}`, holds: lost.length === 0 && people.length > 0 },
    { says: `no day is mailed twice: people with too many ${named(twice)}`, holds: twice.length === 0 },
    { says: `nobody is written to who enrolls, declined or is beyond the window: ${named(unasked)}`, holds: unasked.length === 0 },
  ];
}
