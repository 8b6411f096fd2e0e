import { defineEvent } from '@tandem/platform-contract';
import type { AuditedAs, OperationStatus } from '@tandem/platform-contract';
import * as z from 'zod';
import { IncentiveProgram, IncentiveSchedule } from './incentive.view';

const about = z.object({ incentiveId: z.uuid(), program: IncentiveProgram, mpnId: z.string().optional() });
const as = (operationType: string, status?: OperationStatus): AuditedAs => ({ resourceType: 'incentive', operationType: `${operationType}_incentive`, ...(status ? { status } : {}) });

/** The program became active: the clock runs (T0). */
export const incentiveStarted = defineEvent({ name: 'incentive.started', data: about, audit: as('create') });

/** The invitation has gone out. */
export const incentiveInvited = defineEvent({ name: 'incentive.invited', data: about, audit: as('send') });

/** No mail can go out, for the reason that is named. */
export const incentiveBlocked = defineEvent({ name: 'incentive.blocked', data: about.extend({ reason: z.string() }), audit: as('send', 'failed') });

/** Day 25 has come and the invitation has not gone out: somebody of the operator has to look (TIM-07). */
export const incentiveEndangered = defineEvent({ name: 'incentive.endangered', data: about.extend({ reason: z.string().optional() }), audit: as('alert', 'progress') });

/** Day 30 has come and the invitation has not gone out (TIM-07). */
export const incentiveOverdue = defineEvent({ name: 'incentive.overdue', data: about.extend({ reason: z.string().optional() }), audit: as('alert', 'failed') });

/** A reminder was ordered; `day` says for which slot. */
export const incentiveReminded = defineEvent({ name: 'incentive.reminded', data: about.extend({ day: z.number().int() }), audit: as('remind') });

/** Somebody had the invitation mailed once more. */
export const incentiveResent = defineEvent({ name: 'incentive.resent', data: about, audit: as('resend') });

/** Payout or tax profile were saved; what they hold is nobody else's business. */
export const incentiveProfilesSaved = defineEvent({ name: 'incentive.profiles-saved', data: about.extend({ saved: z.array(z.enum(['payout', 'tax'])) }), audit: as('update') });

/** The incentive admin submitted the enrollment. */
export const incentiveSubmitted = defineEvent({ name: 'incentive.submitted', data: about, audit: as('accept', 'progress') });

/** The incentive admin declined. */
export const incentiveDeclined = defineEvent({ name: 'incentive.declined', data: about, audit: as('decline', 'decline') });

/** The operator found both profiles right: the partner is enrolled. */
export const incentiveEnrolled = defineEvent({ name: 'incentive.enrolled', data: about, audit: as('verify') });

/** The operator found a problem: the partner has to act. */
export const incentiveActionRequired = defineEvent({ name: 'incentive.action-required', data: about, audit: as('verify', 'failed') });

/** The term has ended and another one has begun; `until` is its last day (INC-09). */
export const incentiveRolledOver = defineEvent({ name: 'incentive.rolled-over', data: about.extend({ until: z.iso.date() }), audit: as('renew') });

/** The term has ended, and the program is not held any more (INC-09). */
export const incentiveEnded = defineEvent({ name: 'incentive.ended', data: about, audit: as('end') });

/** The operator set another schedule for a program. */
export const incentiveScheduleChanged = defineEvent({
  name: 'incentive.schedule-changed',
  data: z.object({ program: IncentiveProgram, schedule: IncentiveSchedule }),
  audit: { resourceType: 'incentive_program', operationType: 'update_incentive_program' },
});
