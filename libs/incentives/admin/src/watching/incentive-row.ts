import type { IncentiveSummary, listIncentiveInvitations } from '@tandem/incentives-contract';
import { INCENTIVE_PROGRAMS, INCENTIVE_STATES } from '@tandem/incentives-contract';
import type { ListState } from '@tandem/platform-admin';
import type { CallOf } from '@tandem/platform-contract';
import { isAwaited } from '../countdown/phase';

type Question = NonNullable<CallOf<typeof listIncentiveInvitations>['query']>;

const DUES = ['blocked', 'overdue', 'unanswered', 'closing'] as const;

/** The tabs of the list: what waits for the operator first. */
export const INCENTIVE_VIEWS = ['all', 'submitted', 'blocked', 'overdue', 'closing', 'unanswered', 'action_required', 'enrolled'] as const;
/** Those whose count needs somebody. */
export const URGENT_VIEWS: ReadonlySet<string> = new Set(['blocked', 'overdue']);

/** What is asked of the API: a tab says more than the chip of the same question. */
export function incentiveQuestion({ view, search, filters: { state = [], program = [], due = [] } }: Pick<ListState, 'view' | 'search' | 'filters'>): Question {
  return {
    search: search || undefined,
    state: INCENTIVE_STATES.find((one) => one === view) ?? INCENTIVE_STATES.find((one) => one === state[0]),
    program: INCENTIVE_PROGRAMS.find((one) => one === program[0]),
    due: DUES.find((one) => one === view) ?? DUES.find((one) => one === due[0]),
  };
}

export const DUE_FILTERS = DUES;

/** Whose invitation can be mailed once more: nobody has answered it (EML-07). */
export const resendable = (rows: readonly IncentiveSummary[]): IncentiveSummary[] => rows.filter(isAwaited);
