import { defineEntity, p } from '@mikro-orm/core';
import type { IncentiveProgram } from './incentive-program.data';
import type { PayoutProfile, TaxProfile } from './incentive-profiles';
import type { Block, IncentiveState } from './incentive-state';

/** What the operator found of the profiles. */
export interface Verification {
  readonly payout: 'verified' | 'problem';
  readonly tax: 'verified' | 'problem';
  readonly note?: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Columns of an incentive; `Incentive` gives them their rules. */
export const IncentiveSchema = defineEntity({
  name: 'Incentive',
  tableName: 'incentive',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    program: p.text().$type<IncentiveProgram>(),
    /** MPN ID that it counts for, from the submission on; before, it is the location that is associated. */
    mpnId: p.text().strictNullable(),
    state: p.text().$type<IncentiveState>(),
    /** T0: when the program became active. */
    startedAt: p.datetime(3),
    inviteAt: p.datetime(3),
    inviteDueAt: p.datetime(3),
    enrollDueAt: p.datetime(3),
    /** The days it began with; a schedule that is changed later counts for others. */
    reminderDays: p.json<readonly number[]>(),
    invitedAt: p.datetime(3).strictNullable(),
    blocked: p.text().$type<Block>().strictNullable(),
    /** When a blocked mail is tried again. */
    retryAt: p.datetime(3).strictNullable(),
    /** When the operator was alerted, and when it was noted that the invitation is late (TIM-07). */
    alertedAt: p.datetime(3).strictNullable(),
    overdueAt: p.datetime(3).strictNullable(),
    /** The newest reminder slot that was used or passed over. */
    remindedDay: p.integer().strictNullable(),
    /** The newest mail, for which day (0: the invitation), when it was ordered, and whether its outcome is still open. */
    deliveryId: p.uuid().strictNullable(),
    deliveryDay: p.integer().strictNullable(),
    mailedAt: p.datetime(3).strictNullable(),
    underWay: p.boolean().default(false),
    /** When the sweep has to look at it next; null: never again by itself. */
    nextAt: p.datetime(3).strictNullable(),
    payout: p.json<PayoutProfile>().strictNullable(),
    tax: p.json<TaxProfile>().strictNullable(),
    verification: p.json<Verification>().strictNullable(),
    submittedAt: p.datetime(3).strictNullable(),
    submittedBy: p.uuid().strictNullable(),
    enrolledAt: p.datetime(3).strictNullable(),
    /** The first instant after the term that it counts for, once enrolled; and when it was not continued (INC-09). */
    termEndsAt: p.datetime(3).strictNullable(),
    endedAt: p.datetime(3).strictNullable(),
    declinedAt: p.datetime(3).strictNullable(),
    version: p.integer().version(),
  },
});
