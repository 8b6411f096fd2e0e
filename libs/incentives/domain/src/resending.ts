import { DomainError } from '@tandem/platform-kernel';
import type { Incentive } from './incentive';
import { INVITATION_DAY } from './incentive-plan';
import { refuseState } from './incentive-state';

/** Between two mails that somebody orders, in milliseconds. */
const PAUSE = 3_600_000;

type Mailed = Pick<Incentive, 'state' | 'underWay' | 'mailedAt' | 'blocked'>;

/**
 * Whether the invitation may be mailed once more; one that has not gone out counts as the invitation itself.
 * @returns the day for which it is ordered; undefined for a repetition, which belongs to none.
 * @throws DomainError INCENTIVE_LOCKED (SM-12), INCENTIVE_MAIL_UNDER_WAY, INCENTIVE_MAIL_RECENT with `retryAfter` in seconds (EML-07).
 */
export function requireResendable({ state, underWay, mailedAt, blocked }: Mailed, now: Date): number | undefined {
  if (state !== 'invitation_due' && state !== 'invited') refuseState('INCENTIVE_LOCKED', state);
  if (underWay) throw new DomainError({ rule: 'EML-07', reason: 'INCENTIVE_MAIL_UNDER_WAY', kind: 'conflict', details: { state } });
  // What came back may be sent at once: the address is another one by now.
  const wait = mailedAt === null || blocked !== null ? 0 : mailedAt.getTime() + PAUSE - now.getTime();
  if (wait > 0) throw new DomainError({ rule: 'EML-07', reason: 'INCENTIVE_MAIL_RECENT', kind: 'limited', details: { retryAfter: Math.ceil(wait / 1000) } });
  return state === 'invitation_due' ? INVITATION_DAY : undefined;
}
