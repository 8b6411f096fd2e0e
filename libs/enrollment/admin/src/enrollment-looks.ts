import type { CheckView, EnrollmentState, EnrollmentView } from '@tandem/enrollment-contract';
import type { Look } from '@tandem/platform-admin';

/** Whether the company itself is verified. */
type Verification = EnrollmentView['vettingStatus'];

const STATES: Readonly<Record<EnrollmentState, Look>> = {
  offered: { tone: 'info', icon: 'handshake', word: 'enrollment.states.offered' },
  draft: { tone: '', icon: 'pencil', word: 'enrollment.states.draft' },
  contact_pending: { tone: 'info', icon: 'mail', word: 'enrollment.states.contact_pending' },
  in_review: { tone: 'info', icon: 'hourglass', word: 'enrollment.states.in_review' },
  action_required: { tone: 'warn', icon: 'file-text', word: 'enrollment.states.action_required' },
  qualified: { tone: 'ok', icon: 'circle-check', word: 'enrollment.states.qualified' },
  active: { tone: 'ok', icon: 'circle-check', word: 'enrollment.states.active' },
  rejected: { tone: 'bad', icon: 'circle-x', word: 'enrollment.states.rejected' },
  suspended: { tone: 'bad', icon: 'ban', word: 'enrollment.states.suspended' },
};
const LATE: Look = { tone: 'bad', icon: 'clock-fading', word: 'enrollment.states.late' };

/** How the state of an enrollment looks; a late one stands out. */
export const lookOfEnrollment = ({ state, stuck }: { readonly state: EnrollmentState; readonly stuck: boolean }): Look => (state === 'in_review' && stuck ? LATE : STATES[state]);

const RESULTS: Readonly<Record<CheckView['result'], Look>> = {
  pass: { tone: 'ok', icon: 'circle-check', word: 'enrollment.results.pass' },
  fail: { tone: 'bad', icon: 'circle-x', word: 'enrollment.results.fail' },
  unclear: { tone: 'warn', icon: 'circle-help', word: 'enrollment.results.unclear' },
};
const NOT_RUN: Look = { tone: '', icon: 'circle-dashed', word: 'enrollment.results.none' };

/** How the result of a check looks; undefined: it has not run yet. */
export const lookOfCheck = (check: CheckView | undefined): Look => (check ? RESULTS[check.result] : NOT_RUN);

/** What the program info says of the way into the program (SCR-07): the verification of the company is a line of its own. */
const PROGRAM: Readonly<Record<EnrollmentState, Look>> = {
  ...STATES,
  offered: { tone: '', icon: 'circle-dashed', word: 'enrollment.program.offered' },
  draft: { tone: '', icon: 'circle-dashed', word: 'enrollment.program.draft' },
  contact_pending: { tone: 'info', icon: 'hourglass', word: 'enrollment.program.pending' },
  in_review: { tone: 'info', icon: 'hourglass', word: 'enrollment.program.pending' },
  action_required: { tone: 'warn', icon: 'hourglass', word: 'enrollment.program.pending' },
};

/** How the program looks that somebody is on the way into. */
export const lookOfEnrolling = (state: EnrollmentState): Look => PROGRAM[state];

const VERIFICATIONS: Readonly<Record<Verification, Look>> = {
  none: { tone: '', icon: 'circle-dashed', word: 'enrollment.verification.none' },
  pending: { tone: 'info', icon: 'hourglass', word: 'enrollment.verification.pending' },
  authorized: { tone: 'ok', icon: 'shield-check', word: 'enrollment.verification.authorized' },
  rejected: { tone: 'bad', icon: 'circle-x', word: 'enrollment.verification.rejected' },
};

/** How the verification of a company looks, with the labels of the program info (SCR-07). */
export const lookOfVerification = (status: Verification): Look => VERIFICATIONS[status];
