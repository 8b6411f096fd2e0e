import { INCENTIVE_PROGRAM_DATA } from './incentive-program.data';
import type { IncentiveProgram } from './incentive-program.data';

const DAY = 86_400_000;

/** When mails go out, in days after T0 (TIM-05, TIM-08). */
export interface IncentiveSchedule {
  /** 0 to 30. */
  readonly inviteDelayDays: number;
  /** Each from 1 to 30, ascending. */
  readonly reminderDays: readonly number[];
}

/** Instants that follow from T0. */
export interface IncentivePlan {
  readonly inviteAt: Date;
  readonly inviteDueAt: Date;
  readonly enrollDueAt: Date;
}

/** The slot of the invitation itself; reminders have the number of their day. */
export const INVITATION_DAY = 0;

/** The day on which the operator is alerted of an invitation that has not gone out (TIM-07). */
export const ALERT_DAY = 25;

/** The instant of a day after T0: days have 24 hours, whatever clocks on walls do (TIM-05). */
export const onDay = (startedAt: Date, day: number): Date => new Date(startedAt.getTime() + day * DAY);

/** What a schedule makes of T0. `notBefore`: the invitation waits until then, but never beyond its due date. */
export function planIncentive(program: IncentiveProgram, startedAt: Date, { inviteDelayDays }: IncentiveSchedule, notBefore = startedAt): IncentivePlan {
  const { inviteWithinDays, enrollWithinDays } = INCENTIVE_PROGRAM_DATA[program];
  const inviteDueAt = onDay(startedAt, inviteWithinDays);
  const wanted = Math.max(onDay(startedAt, inviteDelayDays).getTime(), notBefore.getTime());
  return { inviteAt: new Date(Math.min(wanted, inviteDueAt.getTime())), inviteDueAt, enrollDueAt: onDay(startedAt, enrollWithinDays) };
}

/** What reminders depend on. */
export interface Reminded {
  readonly state: string;
  readonly startedAt: Date;
  readonly enrollDueAt: Date;
  readonly invitedAt: Date | null;
  readonly reminderDays: readonly number[];
  /** The newest day that was used or passed over. */
  readonly remindedDay: number | null;
}

/** A slot of the schedule. */
export interface ReminderSlot {
  readonly day: number;
  readonly at: Date;
}

/** The slots that lie between the invitation and the end of the window; others are void (INC-11, TIM-08). */
export function validSlots({ startedAt, invitedAt, enrollDueAt, reminderDays }: Omit<Reminded, 'state' | 'remindedDay'>): ReminderSlot[] {
  if (invitedAt === null) return [];
  return reminderDays.map((day) => ({ day, at: onDay(startedAt, day) })).filter(({ at }) => at > invitedAt && at <= enrollDueAt);
}

/** The reminders that are still before an incentive, also those that are overdue: none unless it was invited and nobody has answered (INC-11). */
export const openSlots = (row: Reminded): ReminderSlot[] => (row.state === 'invited' ? validSlots(row).filter(({ day }) => day > (row.remindedDay ?? 0)) : []);

/** The newest slot that is due, if the window is open: several that were missed are made good by one mail (TIM-08). */
export const dueSlot = (row: Reminded, now: Date): ReminderSlot | undefined => (now > row.enrollDueAt ? undefined : openSlots(row).filter(({ at }) => at <= now).at(-1));

/** What the next look of the sweep depends on. */
export interface Watched extends Reminded {
  readonly inviteAt: Date;
  readonly inviteDueAt: Date;
  readonly underWay: boolean;
  readonly retryAt: Date | null;
  readonly alertedAt: Date | null;
  readonly overdueAt: Date | null;
  readonly termEndsAt: Date | null;
  readonly endedAt: Date | null;
}

/** When the sweep has to look at an incentive next: at a mail that is due, at each thing to note of a late invitation, at the end of a term; null when never again by itself. */
export function nextLook(row: Watched): Date | null {
  const { state, inviteAt, inviteDueAt, underWay, retryAt, alertedAt, overdueAt, startedAt, termEndsAt, endedAt } = row;
  const free = (at: Date): Date => (retryAt !== null && retryAt > at ? retryAt : at);
  const [slot] = openSlots(row);
  const due = state === 'invitation_due';
  const instants = [
    ...(due && !underWay ? [free(inviteAt)] : []),
    ...(due && alertedAt === null ? [onDay(startedAt, ALERT_DAY)] : []),
    ...(due && overdueAt === null ? [inviteDueAt] : []),
    ...(slot ? [free(slot.at)] : []),
    ...(termEndsAt !== null && endedAt === null ? [termEndsAt] : []),
  ];
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())));
}
