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
    if (!account || account.status !== 'active') return fail('MPN_NOT_FOUND', { mpnId });
    const country = application.legalBusinessProfile.address?.country ?? '';
    if (account.type !== 'location') return fail('MPN_NOT_LOCATION', { mpnId });
    return account.country === country ? pass({ mpnId, country }) : fail('MPN_COUNTRY_MISMATCH', { mpnId, country: account.country, company: country });
  },
};
