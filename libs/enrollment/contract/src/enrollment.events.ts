import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

const path = z.enum(['application', 'transition']);
const data = z.object({ enrollmentId: z.uuid(), path });
const as = (operationType: string) => ({ resourceType: 'partner_enrollment', operationType });

/** A form was begun, or an offer taken up. */
export const enrollmentStarted = defineEvent({ name: 'enrollment.started', data, audit: as('create_partner_enrollment') });
/** A draft was dropped. */
export const enrollmentDiscarded = defineEvent({ name: 'enrollment.discarded', data, audit: as('delete_partner_enrollment') });
/** The contact was put right while it was asked, or what was wrong after a decision. */
export const enrollmentCorrected = defineEvent({ name: 'enrollment.corrected', data, audit: as('update_partner_enrollment') });
/** The form was submitted, for the first time or again. */
export const enrollmentSubmitted = defineEvent({ name: 'enrollment.submitted', data, audit: as('submit_partner_enrollment') });
/** The primary contact was mailed again, at the same address or at another one. */
export const contactMailed = defineEvent({ name: 'enrollment.contact-mailed', data, audit: as('resend_contact_verification') });
/** The primary contact confirmed sign-up and address; nobody was signed in. */
export const contactConfirmed = defineEvent({ name: 'enrollment.contact-confirmed', data, audit: as('confirm_contact_verification') });
/** The checks have run, and a person has to look. */
export const enrollmentChecked = defineEvent({ name: 'enrollment.checked', data, audit: as('check_partner_enrollment') });
/** A person set the result of a check. */
export const checkSet = defineEvent({ name: 'enrollment.check-set', data: data.extend({ check: z.string(), evidence: z.string() }), audit: as('check_partner_enrollment') });
/** Who looks at it is another one. */
export const enrollmentAssigned = defineEvent({ name: 'enrollment.assigned', data, audit: as('assign_partner_enrollment') });
/** The company is approved: by a person, or because every check passed. */
export const enrollmentApproved = defineEvent({ name: 'enrollment.approved', data, audit: as('approve_partner_enrollment') });
/** The company is rejected. */
export const enrollmentRejected = defineEvent({ name: 'enrollment.rejected', data, audit: { ...as('reject_partner_enrollment'), status: 'decline' } });
/** Papers are awaited; the clock stands still. */
export const informationRequested = defineEvent({ name: 'enrollment.information-requested', data, audit: as('request_partner_enrollment_information') });
/** The decision is late (TIM-03). */
export const enrollmentStuck = defineEvent({ name: 'enrollment.stuck', data, audit: { ...as('delay_partner_enrollment'), status: 'progress' } });
/** The agreement is signed and the program active; what later contexts begin with (AGR-03). */
export const enrollmentActivated = defineEvent({
  name: 'enrollment.activated',
  data: data.extend({ organisationId: z.uuid() }),
  audit: as('activate_partner_enrollment'),
});
/** The operator halted the account of an active one, or lifted that (ORG-10). */
export const enrollmentSuspended = defineEvent({ name: 'enrollment.suspended', data, audit: as('suspend_partner_enrollment') });
export const enrollmentResumed = defineEvent({ name: 'enrollment.resumed', data, audit: as('resume_partner_enrollment') });

const partner = z.object({ organisationId: z.uuid() });
const marked = (operationType: string) => ({ resourceType: 'partner_offboarding', operationType });

/** The operator marked a direct-bill partner for offboarding, or says another reason why: it may become a reseller (TRN-01). Nobody is mailed. */
export const offboardingMarked = defineEvent({ name: 'enrollment.offboarding-marked', data: partner, audit: marked('mark_partner_offboarding') });
/** The operator took the mark back. */
export const offboardingUnmarked = defineEvent({ name: 'enrollment.offboarding-unmarked', data: partner, audit: marked('unmark_partner_offboarding') });

const day = z.object({ country: z.string(), day: z.string() });

/** The operator entered a day that counts otherwise than the calendar says, or took it back (TIM-01). */
export const businessDayEntered = defineEvent({ name: 'enrollment.business-day-entered', data: day, audit: { resourceType: 'business_day', operationType: 'update_business_day' } });
export const businessDayRemoved = defineEvent({ name: 'enrollment.business-day-removed', data: day, audit: { resourceType: 'business_day', operationType: 'delete_business_day' } });
