import type { CheckView, EnrollmentState, EnrollmentView } from '@tandem/enrollment-contract';
import type { Look } from '@tandem/platform-admin';

const STATES: Readonly<Record<EnrollmentState, Look>> = {
  offered: { tone: 'info', icon: 'info', word: 'enrollment.states.offered' },
  draft: { tone: '', icon: 'pencil', word: 'enrollment.states.draft' },
  contact_pending: { tone: 'info', icon: 'mail-question', word: 'enrollment.states.contact_pending' },
  in_review: { tone: 'info', icon: 'hourglass', word: 'enrollment.states.in_review' },
  action_required: { tone: 'warn', icon: 'triangle-alert', word: 'enrollment.states.action_required' },
  qualified: { tone: 'ok', icon: 'circle-check', word: 'enrollment.states.qualified' },
  active: { tone: 'ok', icon: 'circle-check', word: 'enrollment.states.active' },
  rejected: { tone: 'bad', icon: 'circle-x', word: 'enrollment.states.rejected' },
  suspended: { tone: 'warn', icon: 'pause', word: 'enrollment.states.suspended' },
};

/** How the state of an enrollment looks. */
export const lookOfEnrollment = (state: EnrollmentState): Look => STATES[state];

const RESULTS: Readonly<Record<CheckView['result'], Look>> = {
  pass: { tone: 'ok', icon: 'circle-check', word: 'enrollment.results.pass' },
  unclear: { tone: 'warn', icon: 'circle-help', word: 'enrollment.results.unclear' },
  fail: { tone: 'bad', icon: 'circle-x', word: 'enrollment.results.fail' },
};

/** How the result of a check looks. */
export const lookOfCheck = ({ result }: Pick<CheckView, 'result'>): Look => RESULTS[result];

/** The way from form to program; `done` is how many steps are behind, counted from the left. */
export const WAY = ['form', 'contact', 'checks', 'decision', 'agreement'] as const;

const DONE: Readonly<Record<EnrollmentState, number>> = { offered: 0, draft: 0, contact_pending: 1, in_review: 2, action_required: 3, rejected: 3, qualified: 4, active: 5, suspended: 5 };

export const stepsDone = ({ state, checks }: Pick<EnrollmentView, 'state' | 'checks'>): number => (state === 'in_review' && checks.length > 0 ? 3 : DONE[state]);
