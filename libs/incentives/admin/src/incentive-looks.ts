import type { IncentiveState, IncentiveSummary } from '@tandem/incentives-contract';
import type { Look } from '@tandem/platform-admin';

const STATES: Readonly<Record<IncentiveState, Look>> = {
  invitation_due: { tone: 'info', icon: 'hourglass', word: 'incentives.states.invitation_due' },
  invited: { tone: 'info', icon: 'mail-open', word: 'incentives.states.invited' },
  submitted: { tone: 'info', icon: 'hourglass', word: 'incentives.states.submitted' },
  action_required: { tone: 'warn', icon: 'triangle-alert', word: 'incentives.states.action_required' },
  enrolled: { tone: 'ok', icon: 'circle-check', word: 'incentives.states.enrolled' },
  declined: { tone: '', icon: 'ban', word: 'incentives.states.declined' },
};
const OVERDUE: Look = { tone: 'bad', icon: 'clock-fading', word: 'incentives.states.overdue' };
const BLOCKED: Look = { tone: 'warn', icon: 'mail-x', word: 'incentives.states.blocked' };

const ENDED: Look = { tone: '', icon: 'ban', word: 'incentives.states.ended' };

/** How an incentive looks: an invitation that is late or cannot go out stands out. */
export function lookOfIncentive({ state, overdue, blocked, endedAt }: Pick<IncentiveSummary, 'state' | 'overdue' | 'blocked' | 'endedAt'>): Look {
  if (state === 'enrolled' && endedAt) return ENDED;
  if (state === 'invitation_due' && overdue) return OVERDUE;
  return state === 'invitation_due' && blocked ? BLOCKED : STATES[state];
}

/** The term of an incentive as it is called: "2026/27", a calendar year "2026". */
export function termOf({ from, until }: { readonly from: string; readonly until: string }): string {
  const [begins, ends] = [from.slice(0, 4), until.slice(0, 4)];
  return begins === ends ? begins : `${begins}/${ends.slice(2)}`;
}
