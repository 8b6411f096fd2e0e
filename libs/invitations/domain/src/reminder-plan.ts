import { stateAt } from './invitation-state';
import type { InvitationFields } from './invitation.schema';

const DAY = 86_400_000;

/** Days after sending at which the first reminder is due, and before the end of the link at which the last one is (INV-12). */
export const REMINDER_DAYS = { afterSending: 3, beforeExpiry: 2 } as const;

/** The occasions on which an unanswered invitation is reminded of, each at most once per generation of its link, in this order. */
export const REMINDER_SLOTS = ['day_3', 'before_expiry'] as const;
export type ReminderSlot = (typeof REMINDER_SLOTS)[number];

/** One reminder and when it is due. */
export interface PlannedReminder {
  readonly slot: ReminderSlot;
  readonly at: Date;
}

/**
 * When an invitation that was mailed at `sent` and ends at `expires` (null: never) is reminded of (INV-12): three days after sending and two
 * days before the end. A slot that lies before the sending is void; so is the first one when it is not before the last one.
 */
export function reminderPlan(sent: Date, expires: Date | null): PlannedReminder[] {
  const first = { slot: 'day_3', at: new Date(sent.getTime() + REMINDER_DAYS.afterSending * DAY) } as const;
  if (expires === null) return [first];
  const last = { slot: 'before_expiry', at: new Date(expires.getTime() - REMINDER_DAYS.beforeExpiry * DAY) } as const;
  return [...(first.at < last.at ? [first] : []), ...(last.at > sent ? [last] : [])];
}

/** What reminders depend on. */
type Reminded = Pick<InvitationFields, 'state' | 'remind' | 'expiryHeld' | 'mailedAt' | 'expiresAt' | 'remindedSlot'>;

/** The reminders that an invitation still has before it, also those that are overdue: none unless its mail is out, unanswered, and nothing holds it up. */
export function openReminders({ state, remind, expiryHeld, mailedAt, expiresAt, remindedSlot }: Reminded): PlannedReminder[] {
  if (state !== 'sent' || !remind || expiryHeld || mailedAt === null) return [];
  const taken = remindedSlot === null ? -1 : REMINDER_SLOTS.indexOf(remindedSlot);
  return reminderPlan(mailedAt, expiresAt).filter(({ slot }) => REMINDER_SLOTS.indexOf(slot) > taken);
}

/** The newest slot that is due. */
export const dueReminder = (invitation: Reminded, now: Date): ReminderSlot | undefined => openReminders(invitation).filter(({ at }) => at <= now).at(-1)?.slot;

/** Whether a reminder that was ordered is still to be sent: nothing has happened to the invitation since (INV-12). */
export const awaitsReminder = (invitation: Reminded & Pick<InvitationFields, 'reminderId' | 'email'>, { id, recipient }: { readonly id: string; readonly recipient: string }, now: Date): boolean =>
  invitation.reminderId === id && invitation.email === recipient && invitation.remind && !invitation.expiryHeld && stateAt(invitation, now) === 'sent';
