import { defineReasons } from '@tandem/platform-contract';

/** Why enrollment says no (codes from 711000). */
export const ENROLLMENT_REASONS = defineReasons({
  ENROLLMENT_LOCKED: { rule: 'ENR-15', code: 711001, kind: 'conflict', says: 'The enrollment cannot be changed where it stands.', fix: 'Wait for the decision; while the contact is asked, the contact can be changed.' },
  REGISTRATION_ID_REQUIRED: { rule: 'ENR-11', code: 711002, kind: 'invalid', says: 'Companies of this country need a registration id.', fix: "Enter the id of the company, as its register writes it; never a person's." },
  CONTACT_NOT_CONFIRMED: { rule: 'VER-09', code: 711003, kind: 'conflict', says: 'The primary contact has not confirmed its address yet.', fix: 'Wait for the contact, or send the mail again.' },
  DECIDED_ALREADY: { rule: 'VER-09', code: 711004, kind: 'conflict', says: 'Somebody has decided already.', fix: 'Reload the enrollment; `decidedBy` says who and when.' },
  DECISION_REASON_REQUIRED: { rule: 'VER-09', code: 711005, kind: 'invalid', says: 'This decision needs a reason.', fix: 'Write what is wrong, or which papers are needed.' },
  NOT_QUALIFIED: { rule: 'AGR-02', code: 711006, kind: 'conflict', says: 'The company is not approved yet.', fix: 'Wait for the decision of the review.' },
  CONTACT_MAIL_LIMITED: { rule: 'VER-08', code: 711007, kind: 'limited', says: 'The primary contact has been mailed often enough for now.', fix: 'Wait for the time that Retry-After names; at most every minute, and five times in 24 hours.' },
  CONTACT_LINK_UNKNOWN: { rule: 'SEC-02', code: 711008, kind: 'missing', says: 'This link is not one of ours.', fix: 'Open the newest mail and use the whole link.' },
  CONTACT_LINK_ENDED: { rule: 'SEC-02', code: 711009, kind: 'gone', says: 'This link was used, replaced, or has expired.', fix: 'Ask your colleague who signed the company up to send the mail again.' },
  ENROLLMENT_OPEN: { rule: 'ENR-19', code: 711010, kind: 'conflict', says: 'An enrollment of this organisation is under way already.', fix: 'Go on with that one; GET /v1/enrollments lists it.' },
  OFFBOARDING_REASON_REQUIRED: { rule: 'TRN-01', code: 711011, kind: 'invalid', says: 'A partner is marked with a reason only.', fix: 'Write why it may become a reseller; the partner reads it.' },
  NOT_ELIGIBLE: { rule: 'TRN-01', code: 711012, kind: 'forbidden', says: 'The transition is not offered to this organisation.', fix: 'Ask the operator; only partners that it marked for offboarding can become resellers.' },
  ACKNOWLEDGEMENT_REQUIRED: { rule: 'TRN-04', code: 711013, kind: 'invalid', says: 'Becoming a reseller cannot be taken back.', fix: 'Send `acknowledgedIrreversible: true`, once that is understood.' },
  NOT_IN_REVIEW: { rule: 'VER-09', code: 711014, kind: 'conflict', says: 'The enrollment is not in review.', fix: 'Reload it and look at its state.' },
  CONTACT_NOT_ASKED: { rule: 'VER-08', code: 711015, kind: 'conflict', says: 'The primary contact is not asked at the moment.', fix: 'Reload the enrollment and look at its state.' },
  MPN_NOT_CURRENT: { rule: 'MPN-09', code: 711016, kind: 'conflict', says: 'The MPN location that your account stands on is not active any more.', fix: 'Associate an active location first.' },
  NOT_DIRECT_BILL: { rule: 'TRN-01', code: 711017, kind: 'conflict', says: 'Only active direct-bill partners are marked for offboarding.', fix: 'Choose a partner that holds the direct-bill program.' },
  TRANSITION_SUBMITTED: { rule: 'TRN-01', code: 711018, kind: 'conflict', says: 'The partner has submitted its transition.', fix: 'Decide it in the review; the mark cannot be taken back any more.' },
});
