import { DomainError } from '@tandem/platform-kernel';
import type { Transitions } from '@tandem/platform-kernel';

/** Where an incentive stands (SM-12). `overdue` is no state but follows from the clock. */
export type IncentiveState = 'invitation_due' | 'invited' | 'submitted' | 'action_required' | 'enrolled' | 'declined';

/** Which states may follow which. An invitation that came back is due again. */
export const INCENTIVE_TRANSITIONS = {
  invitation_due: ['invited'],
  invited: ['submitted', 'declined', 'invitation_due'],
  submitted: ['enrolled', 'action_required'],
  action_required: ['submitted', 'declined'],
  enrolled: [],
  declined: [],
} as const satisfies Transitions<IncentiveState>;

/** Why no mail can go out. */
export type Block = 'NO_LOCATION' | 'NO_ADDRESS' | 'ADDRESS_REFUSED' | 'UNCERTAIN' | 'ACCOUNT_SUSPENDED' | 'PROGRAM_ENDED';

/** @throws DomainError always: where an incentive stands, this is not possible (SM-12). */
export function refuseState(reason: 'INCENTIVE_LOCKED' | 'NOT_INVITED' | 'NOT_SUBMITTED', state: IncentiveState): never {
  throw new DomainError({ rule: 'SM-12', reason, kind: 'conflict', details: { state } });
}
