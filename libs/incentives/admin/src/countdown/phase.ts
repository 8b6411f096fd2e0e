import type { IncentiveSummary } from '@tandem/incentives-contract';
import type { Tone } from '@tandem/platform-admin';

/** Up to so many days left it is time (console, 4.6 C). */
const SOON = 14;
/** Up to so many it is urgent. */
const LAST = 3;

/** Where an incentive stands for whoever looks at it: its state, and in the window how much of it is left. */
export type Phase = 'due' | 'blocked' | 'overdue' | 'open' | 'soon' | 'last' | 'passed' | 'submitted' | 'action_required' | 'enrolled' | 'ended' | 'declined';

type Dated = Pick<IncentiveSummary, 'state' | 'overdue' | 'blocked' | 'daysLeft' | 'enrollDueAt' | 'endedAt'>;

/** @param now milliseconds on the business clock. */
export function phaseOf({ state, overdue, blocked, daysLeft, enrollDueAt, endedAt }: Dated, now: number): Phase {
  if (state === 'enrolled' && endedAt !== undefined) return 'ended';
  if (state === 'invitation_due') return overdue ? 'overdue' : blocked ? 'blocked' : 'due';
  if (state !== 'invited') return state;
  if (daysLeft < 0 || now > Date.parse(enrollDueAt)) return 'passed';
  return daysLeft <= LAST ? 'last' : daysLeft <= SOON ? 'soon' : 'open';
}

const TONES: Readonly<Partial<Record<Phase, Tone>>> = { blocked: 'warn', overdue: 'bad', soon: 'warn', last: 'bad', action_required: 'warn', enrolled: 'ok' };

/** How loud a phase is said; the words for it stand beside. */
export const toneOf = (phase: Phase): Tone => TONES[phase] ?? '';

/** Whether the window still runs or is still to come, so that its days can be drawn. */
export const hasWindow = (phase: Phase): boolean => ['due', 'blocked', 'overdue', 'open', 'soon', 'last'].includes(phase);

/** Whether an answer is still awaited, so that mails go out. */
export const isAwaited = ({ state }: Pick<IncentiveSummary, 'state'>): boolean => state === 'invitation_due' || state === 'invited';

/** Whether a mail about an incentive that still waits for an answer cannot go out, or came back. */
export const inTrouble = ({ state, blocked, lastDelivery }: Pick<IncentiveSummary, 'state' | 'blocked' | 'lastDelivery'>): boolean =>
  isAwaited({ state }) && (blocked !== undefined || lastDelivery?.state === 'failed' || lastDelivery?.state === 'bounced');

/** The address of the newest mail, when it is another one than mails go to now: another location was linked since, or none goes out any more. */
export function sentElsewhere({ state, email, lastDelivery }: Pick<IncentiveSummary, 'state' | 'email' | 'lastDelivery'>): string | undefined {
  const recipient = lastDelivery?.recipient;
  return isAwaited({ state }) && recipient?.toLowerCase() === email?.toLowerCase() ? undefined : recipient;
}
