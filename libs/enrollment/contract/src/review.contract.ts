import { anyCase, endpoint, etagField } from '@tandem/platform-contract';
import * as z from 'zod';
import { CheckId, EnrollmentView } from './enrollment.view';

const tag = 'Enrollment';
const action = 'enrollment.review';
const one = '/v1/enrollments/:id';
const params = z.object({ id: z.uuid() });

/** Most characters of what is said with a decision, or written down with a check. */
export const DECISION_LIMIT = 2000;

export const DECISIONS = ['approve', 'reject', 'request_info'] as const;
export type DecisionName = (typeof DECISIONS)[number];

export const decideEnrollment = endpoint({
  method: 'POST',
  path: `${one}/decisions`,
  action,
  summary: 'Decides about a company in review. A reason is mandatory but for approving; whoever applied reads it (VER-09).',
  tag,
  answers: [409],
  params,
  body: z.object({
    decision: anyCase(DECISIONS),
    reason: z.string().trim().max(DECISION_LIMIT).optional(),
    /** What is to be said of single checks; it is mailed together with the reason. */
    checks: z.array(z.object({ id: CheckId, reason: z.string().trim().min(1).max(DECISION_LIMIT) })).max(6).optional(),
    ...etagField,
  }),
  response: EnrollmentView,
});

export const assignEnrollment = endpoint({
  method: 'PUT',
  path: `${one}/assignee`,
  action,
  summary: 'Says who of the operator looks at a company; without `userId` nobody does.',
  tag,
  answers: [409],
  params,
  body: z.object({ userId: z.uuid().optional(), ...etagField }),
  response: EnrollmentView,
});

export const setCheck = endpoint({
  method: 'PUT',
  path: `${one}/checks/:check`,
  action,
  summary: 'Sets the result of a check by hand, with what it rests on. It stands until what the check reads changes.',
  tag,
  answers: [409],
  params: params.extend({ check: CheckId }),
  body: z.object({ result: anyCase(['pass', 'fail']), evidence: z.string().trim().min(1).max(DECISION_LIMIT), ...etagField }),
  response: EnrollmentView,
});

export const rerunChecks = endpoint({
  method: 'POST',
  path: `${one}/checks/reruns`,
  action,
  summary: 'Has checks run again, those that were set by hand too: the named ones, or all.',
  tag,
  answers: [409],
  params,
  body: z.object({ checks: z.array(CheckId).max(6).optional() }),
  status: 202,
  response: EnrollmentView,
});
