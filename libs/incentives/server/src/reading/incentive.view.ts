import type { IncentiveDelivery, IncentiveProgram, IncentiveSummary, SlotView } from '@tandem/incentives-contract';
import { INVITATION_DAY, onDay, openSlots, termAt, validSlots } from '@tandem/incentives-domain';
import { calendarDaysBetween } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import { zoneOf } from '../zone-of';
import type { IncentiveRow, MailRow } from './incentive-rows';

export const instant = <Name extends string>(name: Name, at: Date | null): Partial<Record<Name, string>> => (at === null ? {} : ({ [name]: at.toISOString() } as Record<Name, string>));

/** How a mail stands, as views show it. */
export const deliveryView = ({ id, state, reason, recipient, at }: MailRow): IncentiveDelivery => ({
  ...{ id, state, at: new Date(at).toISOString() },
  ...(reason === null ? {} : { reason }),
  ...(recipient === null ? {} : { recipient }),
  ...(state === 'uncertain' ? { uncertain: true } : {}),
});

/** The term of a program at an instant, by its days. */
export function termView(program: IncentiveProgram, at: Date): { from: string; until: string } {
  const { from, until } = termAt(program, at);
  return { from, until };
}

/** An incentive as it appears in lists. */
export function summaryView(row: IncentiveRow, now: Date): IncentiveSummary {
  const { id, program, organisation, state, mpnId, email, blocked, startedAt, inviteAt, inviteDueAt, enrollDueAt } = row;
  const zone = zoneOf(organisation.country);
  const [next] = now > enrollDueAt ? [] : openSlots(row);
  return {
    ...{ id, program, organisation, state },
    ...(mpnId === null ? {} : { mpnId }),
    ...(email === null ? {} : { email }),
    overdue: state === 'invitation_due' && now >= inviteDueAt,
    ...(blocked === null ? {} : { blocked }),
    ...{ startedAt: startedAt.toISOString(), inviteAt: inviteAt.toISOString(), inviteDueAt: inviteDueAt.toISOString(), enrollDueAt: enrollDueAt.toISOString() },
    ...{ daysLeft: calendarDaysBetween(now, enrollDueAt, zone), zone },
    ...instant('invitedAt', row.invitedAt),
    ...instant('nextReminderAt', next?.at ?? null),
    ...(row.lastMail === null ? {} : { lastDelivery: deliveryView(row.lastMail) }),
    ...instant('submittedAt', row.submittedAt),
    ...instant('enrolledAt', row.enrolledAt),
    ...instant('declinedAt', row.declinedAt),
    ...instant('endedAt', row.endedAt),
    ...resource('Incentive', `/incentiveinvitations/${id}`, row.version),
  };
}

/** The days of an incentive that had or will have a mail, and what became of each (TIM-08). */
export function slotViews(row: IncentiveRow, mails: ReadonlyMap<number, IncentiveDelivery>, now: Date): SlotView[] {
  const zone = zoneOf(row.organisation.country);
  const valid = new Set(validSlots(row).map(({ day }) => day));
  const open = new Set(now > row.enrollDueAt ? [] : openSlots(row).map(({ day }) => day));
  // Before the invitation is out, those after its day are planned.
  const ahead = (at: Date): boolean => row.state === 'invitation_due' && at > (row.inviteAt > now ? row.inviteAt : now) && at <= row.enrollDueAt;
  const stateOf = (day: number, at: Date): SlotView['state'] => {
    if (mails.has(day)) return 'ordered';
    if (day === INVITATION_DAY) return row.state === 'invitation_due' ? 'planned' : 'void';
    if (open.has(day) || ahead(at)) return 'planned';
    return valid.has(day) && day <= (row.remindedDay ?? 0) ? 'passed' : 'void';
  };
  const slots = [{ day: INVITATION_DAY, at: row.inviteAt }, ...row.reminderDays.map((day) => ({ day, at: onDay(row.startedAt, day) }))];
  return slots.map(({ day, at }) => {
    const delivery = mails.get(day);
    return { day, at: at.toISOString(), daysLeft: calendarDaysBetween(at, row.enrollDueAt, zone), state: stateOf(day, at), ...(delivery ? { delivery } : {}) };
  });
}
