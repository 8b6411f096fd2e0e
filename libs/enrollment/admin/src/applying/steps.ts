import type { EnrollmentState, EnrollmentView } from '@tandem/enrollment-contract';

/** The way into the program, as it is shown (R2). */
export const STEPS = ['email', 'checks', 'decision', 'agreement', 'ready'] as const;
export type Step = (typeof STEPS)[number];

/** Where a step stands: over, the present one, not reached, or what stopped it. */
export type StepState = 'done' | 'now' | 'ahead' | 'stopped';

/** How many steps lie behind somebody in each state. */
const BEHIND: Readonly<Record<EnrollmentState, number>> = { offered: 0, draft: 0, contact_pending: 0, in_review: 1, action_required: 2, rejected: 2, qualified: 3, active: 5, suspended: 5 };

/** Every step with where it stands. */
export function stepsOf({ state, checks }: Pick<EnrollmentView, 'state' | 'checks'>): { readonly step: Step; readonly state: StepState }[] {
  // Checks have run and some are open: then a person decides.
  const behind = state === 'in_review' && checks.length > 0 ? 2 : BEHIND[state];
  const stopped = state === 'rejected' || state === 'action_required';
  return STEPS.map((step, index) => ({ step, state: index < behind ? 'done' : index > behind ? 'ahead' : stopped ? 'stopped' : 'now' }));
}
