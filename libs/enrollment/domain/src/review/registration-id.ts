import { REGISTRATION_ID_FORMS, REGISTRATION_ID_REQUIRED } from '../registration-id.data';
import { pass, unclear } from './check';
import type { Check } from './check';

/** Written as registers write it; signs that only group it are left out. */
export const plainRegistrationId = (given: string): string => given.toUpperCase().replaceAll(/[\s./-]/g, '');

/** The registration id looks as the country writes it (ENR-11); where a country has no one way, there is nothing to compare. */
export const registrationId: Check = {
  id: 'registration_id',
  version: 1,
  reads: ({ application: { legalBusinessProfile: profile } }) => [profile.registrationNumber, profile.address?.country],
  run: ({ application: { legalBusinessProfile: profile } }) => {
    const country = profile.address?.country ?? '';
    const given = profile.registrationNumber?.trim() ?? '';
    if (given === '') return REGISTRATION_ID_REQUIRED.has(country) ? unclear('REGISTRATION_ID_MISSING', { country }) : pass({ country });
    const form = REGISTRATION_ID_FORMS[country];
    return form === undefined || form.test(plainRegistrationId(given)) ? pass({ country, registrationId: given }) : unclear('REGISTRATION_ID_FORM', { country, registrationId: given });
  },
};
