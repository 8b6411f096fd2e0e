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
  enrollmentDiscarded,
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
export { ApplicationInput, changeEnrollment, discardEnrollment, enrollmentTimeline, getEnrollment, listCountries, listEnrollments, resendContactMail, startEnrollment, submitEnrollment } from './enrollments.contract';
export { ENROLLMENT_REASONS } from './reasons';
export { assignEnrollment, decideEnrollment, DECISION_LIMIT, DECISIONS, rerunChecks, setCheck } from './review.contract';
export type { DecisionName } from './review.contract';
export { BusinessDayView, enterBusinessDay, listBusinessCalendars, listBusinessDays, removeBusinessDay } from './business-days.contract';
export { listOffboardings, markOffboarding, markOffboardings, OFFBOARDING_REASON_LIMIT, OffboardingView } from './offboarding.contract';
export { agreementBlocks } from './agreements/agreement-text';
export type { AgreementBlock } from './agreements/agreement-text';
export {
  Agreement,
  AGREEMENT_LANGUAGES,
  AGREEMENT_STATES,
  AGREEMENT_TEXT_LIMIT,
  AGREEMENT_TITLE_LIMIT,
  AGREEMENT_TYPES,
  AgreementChange,
  AgreementComparison,
  AgreementSignature,
  AgreementTemplate,
  AgreementTemplateSummary,
} from './agreements/agreement.view';
export type { AgreementLanguage, AgreementState, AgreementType } from './agreements/agreement.view';
export { agreementImported, agreementPublished, agreementSigned } from './agreement.events';
export { AgreementDraft, agreementTemplateTimeline, compareAgreement, diffAgreementTemplate, getAgreementTemplate, listAgreementTemplates, publishAgreement } from './agreements/agreement-templates.contract';
export { MOST_ROWS } from './by-file';
export { importSignatures, SIGNATURE_EVIDENCE_LIMIT, SIGNER_LIMIT } from './agreements/signature-imports.contract';
export type { GivenSignature } from './agreements/signature-imports.contract';
export { downloadAgreement, getAgreementDocument, getAgreementStatus, getSignature, listAgreements, listSignatures, listSignaturesOfAgreement, signAgreement, signatureTimeline } from './agreements/agreements.contract';
