import { defineReasons } from '@tandem/platform-contract';

/** Why enrollment says no (codes from 711000). */
export const ENROLLMENT_REASONS = defineReasons({
  ENROLLMENT_LOCKED: { rule: 'ENR-15', code: 711001, kind: 'conflict', says: 'The enrollment cannot be changed where it stands.', fix: 'Wait for the decision; while the contact is asked, the contact can be changed.' },
  REGISTRATION_ID_REQUIRED: { rule: 'ENR-11', code: 711002, kind: 'invalid', says: 'Companies of this country need a registration id.', fix: "Enter the id of the company, as its register writes it; never a person's." },
  CONTACT_NOT_CONFIRMED: { rule: 'VER-09', code: 711003, kind: 'conflict', says: 'The primary contact has not confirmed its address yet.', fix: 'Wait for the contact, or send the mail again.' },
  DECIDED_ALREADY: { rule: 'VER-09', code: 711004, kind: 'conflict', says: 'Somebody has decided already.', fix: 'Reload the enrollment; `decidedBy` says who and when.' },
  DECISION_REASON_REQUIRED: { rule: 'VER-09', code: 711005, kind: 'invalid', says: 'This decision needs a reason.', fix: 'Write what is wrong, or which papers are needed.' },
  NOT_QUALIFIED: { rule: 'AGR-02', code: 711006, kind: 'conflict', says: 'The company is not approved yet.', fix: 'Wait for the decision of the review.' },
});
