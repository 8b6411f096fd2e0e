import type { Incentive } from './incentive';
import { INVITATION_DAY } from './incentive-plan';

/** What became of a mail. */
export type MailOutcome = 'sent' | 'failed' | 'bounced' | 'uncertain' | 'cancelled';

/** A mail that cannot go out is tried again after a day, in milliseconds. */
export const RETRY_MS = 86_400_000;

type Mailed = Pick<Incentive, 'state' | 'deliveryDay'>;
type Changes = Partial<Pick<Incentive, 'state' | 'invitedAt' | 'blocked' | 'retryAt' | 'underWay' | 'remindedDay'>>;

/** What follows from the outcome of an incentive's newest mail; undefined: nothing, as of a repetition, which belongs to no day. */
export function changesAfter({ state, deliveryDay }: Mailed, outcome: MailOutcome, now: Date): Changes | undefined {
  const refused = { blocked: 'ADDRESS_REFUSED', retryAt: new Date(now.getTime() + RETRY_MS) } as const;
  const came = outcome === 'failed' || outcome === 'bounced';
  if (state === 'invitation_due' && deliveryDay === INVITATION_DAY) {
    if (outcome === 'sent') return { state: 'invited', invitedAt: now, blocked: null, retryAt: null, underWay: false };
    if (outcome === 'uncertain') return { blocked: 'UNCERTAIN' };
    return { underWay: false, ...(came ? refused : {}) };
  }
  if (state !== 'invited' || deliveryDay === null) return undefined;
  // What came back after it was out has not arrived: it is due again.
  if (deliveryDay === INVITATION_DAY) return outcome === 'bounced' ? { state: 'invitation_due', invitedAt: null, ...refused } : undefined;
  // The day of a reminder that was taken back is free again; that of one that came back stays used, and the next one follows.
  if (outcome === 'cancelled') return { remindedDay: deliveryDay - 1 };
  return came ? { blocked: 'ADDRESS_REFUSED' } : undefined;
}
