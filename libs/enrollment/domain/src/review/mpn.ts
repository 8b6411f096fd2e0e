import { refusalOfLocation } from '@tandem/identity-domain';
import { fail, pass } from './check';
import type { Check } from './check';

/** The MPN account that was named is one that the company can be associated with (MPN-01 to MPN-03); the step may be postponed (ENR-16). */
export const mpn: Check = {
  id: 'mpn',
  version: 1,
  reads: ({ application, mpn: account }) => [application.mpnId, account?.type, account?.status, account?.country, application.legalBusinessProfile.address?.country],
  run: ({ application, mpn: account }) => {
    const { mpnId } = application;
    if (mpnId === undefined) return pass();
    const country = application.legalBusinessProfile.address?.country ?? '';
    if (!account) return fail('MPN_NOT_FOUND', { mpnId, country });
    const refusal = refusalOfLocation(account, country);
    return refusal ? fail(refusal.reason, { mpnId, country, found: account.country }) : pass({ mpnId, country });
  },
};
