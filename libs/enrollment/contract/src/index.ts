export { confirmContact, ContactVerificationView, getContactVerification } from './contact-verifications.contract';
export {
  businessDayEntered,
  businessDayRemoved,
  checkSet,
  contactConfirmed,
  contactMailed,
  enrollmentActivated,
  enrollmentApproved,
  enrollmentAssigned,
  enrollmentChecked,
  enrollmentCorrected,
  enrollmentRejected,
  enrollmentResumed,
  enrollmentStarted,
  enrollmentStuck,
  enrollmentSubmitted,
  enrollmentSuspended,
  informationRequested,
  offboardingMarked,
  offboardingUnmarked,
} from './enrollment.events';
export { CheckId, CHECKS, CheckView, ENROLLMENT_STATES, EnrollmentState, EnrollmentSummary, EnrollmentView, IssueView } from './enrollment.view';
export { ApplicationInput, changeEnrollment, enrollmentTimeline, getEnrollment, listCountries, listEnrollments, resendContactMail, startEnrollment, submitEnrollment } from './enrollments.contract';
export { ENROLLMENT_REASONS } from './reasons';
export { assignEnrollment, decideEnrollment, DECISION_LIMIT, DECISIONS, rerunChecks, setCheck } from './review.contract';
export type { DecisionName } from './review.contract';
export { BusinessDayView, enterBusinessDay, listBusinessDays, removeBusinessDay } from './business-days.contract';
export { listOffboardings, markOffboarding, markOffboardings, OFFBOARDING_REASON_LIMIT, OffboardingView } from './offboarding.contract';
