import { describe, expect, it } from '@jest/globals';
import type { Application } from './application';
import { issuesOf, requiredFields } from './application-issues';

const whole: Application = {
  legalBusinessProfile: {
    companyName: 'Boréal Services SARL',
    address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001', country: 'FR' },
    primaryContact: { firstName: 'Paul', lastName: 'Blanc', email: 'paul@boreal.example', phoneNumber: '+33 1 23 45 67 89' },
  },
  supportProfile: { email: 'help@boreal.example', telephone: '+33 1 23 45 67 89' },
};
const withLegal = (changes: Application['legalBusinessProfile']): Application => ({ ...whole, legalBusinessProfile: { ...whole.legalBusinessProfile, ...changes } });
const without = (field: string): Application => {
  const copy = structuredClone(whole) as unknown as Record<string, unknown>;
  const parts = field.split('.');
  const last = parts.pop() as string;
  (parts.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], copy) as Record<string, unknown>)[last] = ' ';
  return copy as unknown as Application;
};
/** What every company says; the country comes first, since what else is asked for follows from it. */
const EVERYWHERE = [
  ...['companyName', 'address.addressLine1', 'address.city', 'primaryContact.firstName', 'primaryContact.lastName', 'primaryContact.email', 'primaryContact.phoneNumber'].map((field) => `legalBusinessProfile.${field}`),
  ...['supportProfile.email', 'supportProfile.telephone'],
];
const told = (application: Application, webMail?: string[]) => issuesOf(application, webMail).map(({ rule, reason, field }) => [rule, reason, field]);

describe('an application', () => {
  it('ENR-06: can be submitted when it is whole, without an MPN ID (ENR-16), with a contact who is anybody of the company (ENR-07)', () => {
    expect(told(whole)).toEqual([]);
  });

  it.each(EVERYWHERE.concat('legalBusinessProfile.address.postalCode'))('ENR-06: cannot be submitted without %s', (field) => {
    expect(told(without(field))).toEqual([['API-01', 'FIELD_INVALID', field]]);
  });

  it('ENR-06, ENR-11: says beforehand what a country asks for, whether it is filled in or not', () => {
    const more = (country: string): string[] => requiredFields(country).filter((field) => !EVERYWHERE.includes(field));
    expect(requiredFields(undefined).sort()).toEqual(EVERYWHERE.concat('legalBusinessProfile.address.country').sort());
    expect([more('HK'), more('US'), more('HU')]).toEqual([
      ['legalBusinessProfile.address.country'],
      ['country', 'state', 'postalCode'].map((part) => `legalBusinessProfile.address.${part}`),
      ['legalBusinessProfile.address.country', 'legalBusinessProfile.address.postalCode', 'legalBusinessProfile.registrationNumber'],
    ]);
  });

  it('ENR-06: names everything that is missing at once', () => {
    expect(told({ legalBusinessProfile: {}, supportProfile: {} }).map(([, , field]) => field).sort()).toEqual(EVERYWHERE.concat('legalBusinessProfile.address.country').sort());
    expect(told(withLegal({ address: { ...whole.legalBusinessProfile.address, country: ' ' } }))).toEqual([['API-01', 'FIELD_INVALID', 'legalBusinessProfile.address.country']]);
  });

  it('ENR-06: asks for what the country asks for', () => {
    const american = withLegal({ address: { addressLine1: '1 Main St', city: 'Ames', country: 'US' } });
    expect(told(american).map(([, , field]) => field)).toEqual(['legalBusinessProfile.address.state', 'legalBusinessProfile.address.postalCode']);
    expect(told(withLegal({ address: { addressLine1: '1 Queen’s Road', city: 'Hong Kong', country: 'HK' } }))).toEqual([]);
  });

  it.each(['A.B+x@GMAIL.com', 'a@yahoo.co.uk', 'a@me.com', 'a@mail.outlook.de'])('ENR-08: refuses %s as the primary contact', (email) => {
    expect(told(withLegal({ primaryContact: { ...whole.legalBusinessProfile.primaryContact, email } }))).toEqual([['ENR-08', 'WEBMAIL_NOT_ALLOWED', 'legalBusinessProfile.primaryContact.email']]);
  });

  it('ENR-08: refuses what the operator added as well, and nothing that only looks alike', () => {
    const mailing = (email: string) => withLegal({ primaryContact: { ...whole.legalBusinessProfile.primaryContact, email } });
    expect(told(mailing('a@postbote.de'), ['postbote.*'])).toHaveLength(1);
    expect([told(mailing('a@notgmail.com')), told(mailing('a@outlook-partners.com'))]).toEqual([[], []]);
  });

  it('ENR-10: refuses a name that is a placeholder', () => {
    expect(told(withLegal({ companyName: 'Test' }))).toEqual([['ENR-10', 'LEGAL_NAME_REFUSED', 'legalBusinessProfile.companyName']]);
  });

  it('ENR-11: asks for the registration id where the country asks for it', () => {
    const address = (country: string) => ({ address: { addressLine1: 'Fő utca 1', city: 'Budapest', postalCode: '1011', country } });
    expect(told(withLegal(address('HU')))).toEqual([['ENR-11', 'REGISTRATION_ID_REQUIRED', 'legalBusinessProfile.registrationNumber']]);
    expect(told(withLegal({ ...address('HU'), registrationNumber: '01-09-123456' }))).toEqual([]);
    expect(told(withLegal(address('DE')))).toEqual([]);
  });

  it('ENR-12: refuses a country of no region', () => {
    expect(told(withLegal({ address: { addressLine1: '1', city: 'P', country: 'KP' } }))).toEqual([['GEO-03', 'COUNTRY_UNSUPPORTED', 'legalBusinessProfile.address.country']]);
  });
});
