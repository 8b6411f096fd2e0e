import { isPlaceholderName } from '@tandem/identity-domain';
import { POSTAL_CODES, STATE_REQUIRED } from '../address.data';
import { mailDomainOf } from '../application';
import { pass, unclear } from './check';
import type { Check } from './check';

/** Too short to be more than initials, and nothing that says what kind of company it is. */
const ABBREVIATED = /^[\p{Lu}\d&.]{1,4}$/u;

/** The legal data are complete and look like a company's, and its customers can write to it (ENR-10, VER-03). */
export const businessData: Check = {
  id: 'business_data',
  version: 1,
  reads: ({ application: { legalBusinessProfile: profile, supportProfile }, supportMail }) => [profile.companyName, profile.address, ...(supportMail === 'no' ? [mailDomainOf(supportProfile.email)] : [])],
  run: ({ application: { legalBusinessProfile: profile, supportProfile }, supportMail }) => {
    const name = profile.companyName?.trim() ?? '';
    const { addressLine1 = '', city = '', state = '', postalCode = '', country = '' } = profile.address ?? {};
    if (isPlaceholderName(name)) return unclear('NAME_NOT_PLAUSIBLE', { name });
    if (ABBREVIATED.test(name)) return unclear('NAME_ABBREVIATED', { name });
    if (addressLine1 === '' || city === '' || country === '' || (STATE_REQUIRED.has(country) && state === '')) return unclear('ADDRESS_INCOMPLETE', { country });
    const form = POSTAL_CODES[country];
    if (form !== undefined && !form.test(postalCode.trim().toUpperCase())) return unclear('POSTAL_CODE_FORM', { country, postalCode });
    return supportMail === 'no' ? unclear('SUPPORT_WITHOUT_MAIL', { support: mailDomainOf(supportProfile.email) }) : pass({ name, country });
  },
};
