import type { Transitions } from '@tandem/platform-kernel';

/** Where an enrollment stands (SM-1, SM-1b). `offered`: a direct-bill partner may begin the transition. `stuck` is no state but a mark on `in_review`. */
export type EnrollmentState = 'offered' | 'draft' | 'contact_pending' | 'in_review' | 'action_required' | 'qualified' | 'active' | 'rejected' | 'suspended';

/** Which states may follow which. A rejected company may apply again with what was wrong put right. */
export const ENROLLMENT_TRANSITIONS = {
  offered: ['draft'],
  draft: ['contact_pending', 'in_review'],
  contact_pending: ['in_review'],
  in_review: ['qualified', 'action_required', 'rejected'],
  action_required: ['in_review', 'contact_pending', 'rejected'],
  rejected: ['in_review', 'contact_pending'],
  qualified: ['active'],
  active: ['suspended'],
  suspended: ['active'],
} as const satisfies Transitions<EnrollmentState>;

/** In these the form can be edited (ENR-15). */
export const EDITABLE_STATES: readonly EnrollmentState[] = ['draft', 'action_required', 'rejected'];

/** In these an enrollment is on its way: an organisation has one of them at most (ENR-19). */
export const OPEN_STATES: readonly EnrollmentState[] = ['offered', 'draft', 'contact_pending', 'in_review', 'action_required', 'qualified', 'rejected'];
