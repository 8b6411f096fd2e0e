import type { BusinessCalendar } from '@tandem/platform-kernel';
import type { EnrollmentState } from './enrollment-state';
import type { CheckRemark } from './enrollment.schema';

/** What an operator decides about an enrollment in review. */
export type Decision = 'approve' | 'reject' | 'request_info';

/** Where each decision leads. */
export const DECIDED = { approve: 'qualified', reject: 'rejected', request_info: 'action_required' } as const satisfies Record<Decision, EnrollmentState>;

/** Who decides: a person of the operator, or the rule when every check passed. */
export type DecidedBy = { readonly role: 'operator'; readonly userId: string | null } | { readonly role: 'rule' };

/** What a person says with a decision: in one, and of single checks. */
export interface Said {
  readonly reason?: string | undefined;
  readonly checks?: readonly CheckRemark[] | undefined;
}

/** The moment at which something happens, and the calendar by which a decision on it is awaited. */
export interface ReviewTime {
  readonly now: Date;
  readonly calendar: BusinessCalendar;
}
