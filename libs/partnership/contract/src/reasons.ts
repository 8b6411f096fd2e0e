import { defineReasons } from '@tandem/platform-contract';

/** Why a partnership cannot be made or changed. Own numbers begin at 712101; others are those of the API this one follows. */
export const PARTNERSHIP_REASONS = defineReasons({
  NOT_ENROLLED: { rule: 'PRT-03', code: 712101, kind: 'conflict', says: 'Your organisation is not an active indirect reseller yet.', fix: 'Enroll in the indirect reseller program; the invitation waits for you.' },
  AGREEMENT_REQUIRED: { rule: 'AGR-03', code: 900124, kind: 'conflict', says: 'Your organisation has not accepted the partner agreement yet.', fix: 'Accept the agreement on the overview; the invitation waits for you.' },
  REGION_MISMATCH: { rule: 'PRT-04', code: 2201, kind: 'invalid', says: 'Provider and reseller are in different regions.', fix: 'Choose a provider of your own region.' },
  PROVIDER_INACTIVE: { rule: 'PRT-01', code: 712102, kind: 'conflict', says: 'The inviting organisation is not an active indirect provider.', fix: 'Ask the provider.' },
  NO_PARTNERSHIP: { rule: 'PRT-01', code: 712103, kind: 'forbidden', says: 'There is no active partnership between the two organisations.', fix: 'The provider requests a partnership and the reseller authorizes it.' },
  RELATIONSHIP_SIDE: { rule: 'PRT-07', code: 1002, kind: 'forbidden', says: 'Your organisation is not on this side of a partnership.', fix: 'Providers ask for IsIndirectCloudSolutionProviderOf, resellers for IsIndirectResellerOf.' },
  PARTNERSHIP_EXISTS: { rule: 'PRT-15', code: 712104, kind: 'conflict', says: 'The partnership was established by another invitation at this moment.', fix: 'Nothing is left to do; repeat the request to see it.' },
  ENTRY_MAINTAINED: { rule: 'DIR-02', code: 712105, kind: 'forbidden', says: 'Entries of the provider directory are kept by the operator.', fix: 'Contact your representative at the operator; they change it for you.' },
  ENTRY_EXISTS: { rule: 'DIR-01', code: 712106, kind: 'conflict', says: 'This provider has an entry in the directory already.', fix: 'Change the entry that is there.' },
  COUNTRY_OUTSIDE_REGION: { rule: 'GEO-04', code: 712107, kind: 'invalid', says: "A country lies outside of the provider's trading region.", fix: 'Name countries of its own region only.' },
  IMPORT_UNREADABLE: { rule: 'IMP-01', code: 712201, kind: 'invalid', says: 'The file cannot be read as CSV.', fix: 'Save it as CSV with one header row; quotation marks around a value have to be closed.' },
  IMPORT_EMPTY: { rule: 'IMP-01', code: 712202, kind: 'invalid', says: 'The file holds no rows.', fix: 'Send a file with at least one address.' },
  IMPORT_TOO_LONG: { rule: 'IMP-02', code: 712203, kind: 'invalid', says: 'The file holds more rows than one import takes.', fix: 'Split it into files of at most 5,000 rows.' },
  IMPORT_COLUMN_UNKNOWN: { rule: 'IMP-03', code: 712204, kind: 'invalid', says: 'The file has no such column.', fix: 'Name a column as it stands in `columns`.' },
  IMPORT_STARTED: { rule: 'SM-13', code: 712205, kind: 'conflict', says: 'The import has been started already.', fix: 'Send the file again to read it in another way.' },
  IMPORT_STATE: { rule: 'SM-13', code: 712206, kind: 'conflict', says: 'The import is not in a state in which this can be done.', fix: 'Read it again and look at its state.' },
  IMPORT_NOTHING_NEW: { rule: 'IMP-04', code: 712207, kind: 'conflict', says: 'No row of the file is new, so there is nothing to send.', fix: 'Correct the invalid rows and send the file again.' },
  LANGUAGE_UNKNOWN: { rule: 'IMP-05', code: 712208, kind: 'invalid', says: 'Requests are written in German or English only.', fix: 'Write de or en, or leave the language empty.' },
  NAME_INVALID: { rule: 'IMP-05', code: 712209, kind: 'invalid', says: 'The name is too long or holds a link.', fix: 'Shorten it to 120 characters, without an address of a page.' },
  ADDRESS_REPEATED: { rule: 'IMP-06', code: 712210, kind: 'conflict', says: 'The same address stands in an earlier row.', fix: 'Nothing has to be done: one request goes to it.' },
  PARTNER_ALREADY: { rule: 'PRT-15', code: 712211, kind: 'conflict', says: 'This reseller is your partner already.', fix: 'Nothing has to be done.' },
  ASKED_ALREADY: { rule: 'IMP-07', code: 712212, kind: 'conflict', says: 'This address has a request of yours that is open or was declined.', fix: 'Resend that request if it is needed.' },
});
