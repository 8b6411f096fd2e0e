import { organisationResumed, organisationSuspended } from '@tandem/identity-contract';
import { defineJob, defineSchedule } from '@tandem/platform-server';
import type { JobDefinition, ScheduleDefinition } from '@tandem/platform-server';
import { announceJobs } from '@tandem/webhooks-server';
import * as z from 'zod';
import { agreementWebhooks } from './agreements/agreement.webhooks';
import { enrollmentWebhooks } from './enrollment.webhooks';

/** Mails the primary contact the link by which it confirms (EML-01). */
export const askContact = defineJob({ name: 'enrollment.ask-contact', queue: 'notification', kind: 'delivery' });

/** Mails the primary contact what became of the enrollment (EML-02, EML-03, EML-09, EML-11). */
export const tellContact = defineJob({ name: 'enrollment.tell-contact', queue: 'notification', kind: 'delivery' });

/** Why a review runs: the form was submitted past the contact, the contact confirmed, or a person wants it to run again. */
export const REVIEW_CAUSES = ['submitted', 'confirmed', 'asked'] as const;
export type ReviewCause = (typeof REVIEW_CAUSES)[number];

/** Runs the checks on a company in review, and decides when all of them pass (VER-03). */
export const reviewEnrollment = defineJob({
  name: 'enrollment.review-enrollment',
  queue: 'enrollment-review',
  kind: 'transactional',
  payload: z.object({ enrollmentId: z.uuid(), because: z.enum(REVIEW_CAUSES), again: z.array(z.string()).optional() }),
});

/** Asks outside whether mail arrives at a company's domain; the review that waits for it goes on then. */
export const askOutside = defineJob({ name: 'enrollment.ask-outside', queue: 'enrollment-review', kind: 'outside', payload: reviewEnrollment.payload.extend({ domain: z.string() }) });

/** Has an active enrollment follow when the operator halts its account, or lifts that (ORG-10). */
export const followHalt = defineJob({ name: 'enrollment.follow-halt', queue: 'enrollment-review', kind: 'transactional', payload: z.object({ organisationId: z.uuid() }), on: [organisationSuspended, organisationResumed] });

/** Says anew when reviews under way in a country are due, after its calendar changed (TIM-01). */
export const recountWindows = defineJob({ name: 'enrollment.recount-windows', queue: 'enrollment-review', kind: 'transactional', payload: z.object({ country: z.string() }) });

/** Marks by date what is decided too late, once each (TIM-03, TIM-14). */
export const sweepLate = defineSchedule({ name: 'enrollment.sweep-late', queue: 'enrollment-review', everyMs: 60_000 });

/** The jobs of enrollment. */
export const enrollmentJobs: readonly JobDefinition[] = [askContact, tellContact, reviewEnrollment, askOutside, followHalt, recountWindows, ...announceJobs([...enrollmentWebhooks, ...agreementWebhooks])];

/** The recurring work of enrollment. */
export const enrollmentSchedules: readonly ScheduleDefinition[] = [sweepLate];
