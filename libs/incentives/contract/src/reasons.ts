import { defineReasons } from '@tandem/platform-contract';

/** Why incentives say no (codes from 715000). */
export const INCENTIVE_REASONS = defineReasons({
  INCENTIVE_LOCKED: { rule: 'SM-12', code: 715001, kind: 'conflict', says: 'The incentive cannot be changed where it stands.', fix: 'Reload it and look at its state.' },
  NOT_INVITED: { rule: 'SM-12', code: 715002, kind: 'conflict', says: 'The invitation has not gone out yet.', fix: 'Wait for it; `blocked` says what keeps it, and associating an MPN location with an address lets it go.' },
  PROFILES_MISSING: { rule: 'INC-08', code: 715003, kind: 'invalid', says: 'Payout and tax profile are needed before the enrollment is submitted.', fix: 'Save both with PUT …/profiles first.' },
  PAYOUT_ACCOUNT_REQUIRED: { rule: 'INC-08', code: 715004, kind: 'invalid', says: 'A payout profile names an account.', fix: 'Send `iban`, or `accountNumber` together with `bic`.' },
  IBAN_INVALID: { rule: 'INC-08', code: 715005, kind: 'invalid', says: 'This is no valid IBAN.', fix: 'Copy it from the bank statement; its check digits find typing errors.' },
  BIC_INVALID: { rule: 'INC-08', code: 715006, kind: 'invalid', says: 'This is no valid BIC.', fix: 'Send the 8 or 11 characters that the bank names.' },
  TAX_ID_INVALID: { rule: 'INC-08', code: 715007, kind: 'invalid', says: 'This is no tax number.', fix: 'Send 4 to 20 letters and digits; dots, dashes, slashes and spaces are ignored.' },
  NOT_SUBMITTED: { rule: 'SM-12', code: 715008, kind: 'conflict', says: 'The enrollment has not been submitted, so there is nothing to verify.', fix: 'Reload it and look at its state.' },
  VERIFICATION_NOTE_REQUIRED: { rule: 'INC-08', code: 715009, kind: 'invalid', says: 'A problem needs a note.', fix: 'Write what is wrong; the partner reads it.' },
  INCENTIVE_MAIL_UNDER_WAY: { rule: 'EML-07', code: 715010, kind: 'conflict', says: 'A mail about this incentive is on its way.', fix: 'Wait until it has arrived or come back; Deliveries shows it.' },
  INCENTIVE_MAIL_RECENT: { rule: 'EML-07', code: 715011, kind: 'limited', says: 'This invitation has just been mailed.', fix: 'Wait for the time that Retry-After names; at most once an hour.' },
  MAIL_BLOCKED: { rule: 'INC-03', code: 715012, kind: 'conflict', says: 'No mail can go out; `blocked` says why.', fix: 'Associate an MPN location whose e-mail address takes mails.' },
});
