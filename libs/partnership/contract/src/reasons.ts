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
});
