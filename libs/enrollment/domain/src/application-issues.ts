import { isPlaceholderName, refusalOfCompanyMail } from '@tandem/identity-domain';
import { regionOf } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { POSTAL_CODES, STATE_REQUIRED } from './address.data';
import type { Application } from './application';
import { REGISTRATION_ID_REQUIRED } from './registration-id.data';

const LEGAL = 'legalBusinessProfile';
const REGISTRATION_ID = `${LEGAL}.registrationNumber`;

const missing = (field: string): Refusal =>
  field === REGISTRATION_ID ? { rule: 'ENR-11', reason: 'REGISTRATION_ID_REQUIRED', kind: 'invalid', field } : { rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field, details: { detail: 'required' } };

/** Names of the fields without which nobody can be reviewed, by country (ENR-06, ENR-11), dotted as on the wire. */
export function requiredFields(country: string | undefined): string[] {
  return [
    ...['companyName', 'address.country', 'address.addressLine1', 'address.city'],
    ...(country !== undefined && STATE_REQUIRED.has(country) ? ['address.state'] : []),
    ...(country !== undefined && country in POSTAL_CODES ? ['address.postalCode'] : []),
    ...(country !== undefined && REGISTRATION_ID_REQUIRED.has(country) ? ['registrationNumber'] : []),
    ...['primaryContact.firstName', 'primaryContact.lastName', 'primaryContact.email', 'primaryContact.phoneNumber'],
  ]
    .map((field) => `${LEGAL}.${field}`)
    .concat('supportProfile.email', 'supportProfile.telephone');
}

const valueAt = (application: Application, field: string): unknown => field.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], application);

/**
 * Everything that keeps an application from being submitted; the same list stands beside the form while it is filled in.
 * @param webMail web-mail domains that the operator added.
 */
export function issuesOf(application: Application, webMail: readonly string[] = []): Refusal[] {
  const { companyName = '', address, primaryContact } = application.legalBusinessProfile;
  const country = address?.country?.trim() || undefined;
  const absent = requiredFields(country).filter((field) => String(valueAt(application, field) ?? '').trim() === '');
  const issues: (Refusal | undefined)[] = absent.map(missing);
  if (country !== undefined && regionOf(country) === undefined) issues.push({ rule: 'GEO-03', reason: 'COUNTRY_UNSUPPORTED', kind: 'invalid', field: `${LEGAL}.address.country` });
  if (companyName.trim() !== '' && isPlaceholderName(companyName)) issues.push({ rule: 'ENR-10', reason: 'LEGAL_NAME_REFUSED', kind: 'invalid', field: `${LEGAL}.companyName` });
  if (primaryContact?.email) issues.push(refusalOfCompanyMail(primaryContact.email, `${LEGAL}.primaryContact.email`, webMail));
  return issues.filter((issue) => issue !== undefined);
}
