import { defineEntity, p } from '@mikro-orm/core';
import type { Application } from './application';
import type { EnrollmentState } from './enrollment-state';
import type { CheckId } from './review/check';
import type { KeptFinding } from './review/review';

/** A newcomer applies; a direct-bill partner changes over on its own tenant. */
export type EnrollmentPath = 'application' | 'transition';

/** What was said of one check with a decision. */
export interface CheckRemark {
  readonly id: CheckId;
  readonly reason: string;
}

/** How an enrollment is stored. Of its mails and links there are rows of their own. */
export const EnrollmentSchema = defineEntity({
  name: 'Enrollment',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    path: p.text().$type<EnrollmentPath>(),
    state: p.text().$type<EnrollmentState>(),
    application: p.json<Application>(),
    /** The Global admin who began it, or submitted what an API client began; becomes Admin agent with the activation (ROL-04). */
    startedBy: p.uuid().strictNullable(),
    startedAt: p.datetime(3),
    submittedAt: p.datetime(3).strictNullable(),
    /** When the address of the present primary contact was confirmed. */
    contactConfirmedAt: p.datetime(3).strictNullable(),
    /** When a decision is expected; the second one is the first instant that is too late (TIM-02). Null while none is. */
    expectedFrom: p.datetime(3).strictNullable(),
    expectedUntil: p.datetime(3).strictNullable(),
    /** The clock of the review (TIM-02, TIM-03). */
    clockSince: p.datetime(3).strictNullable(),
    clockCounted: p.integer(),
    clockPaused: p.boolean(),
    findings: p.json<readonly KeptFinding[]>(),
    /** The checks have run in this round, and whoever applied has been told. */
    roundTold: p.boolean(),
    /** Since when the decision is late; null again with the decision (TIM-03). */
    stuckSince: p.datetime(3).strictNullable(),
    /** The operator's person who looks at it. */
    assigneeId: p.uuid().strictNullable(),
    /** Role of whoever decided last, `rule` when every check passed, and what was said. */
    decidedAt: p.datetime(3).strictNullable(),
    decidedByRole: p.text().strictNullable(),
    decidedBy: p.uuid().strictNullable(),
    decisionReason: p.text().strictNullable(),
    decisionChecks: p.json<readonly CheckRemark[]>(),
    activatedAt: p.datetime(3).strictNullable(),
    version: p.integer().version(),
  },
});
