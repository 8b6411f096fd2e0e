import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tandem/platform-kernel';
import { PartnerProfile } from './partner-profile';
import type { ProfileContents, ProfileKind } from './profile-content';
import { isPlaceholderName } from './profile-rules';

const now = new Date('2026-11-20T09:00:00Z');
const later = new Date('2026-11-21T09:00:00Z');
const checks = { country: 'DE', webMail: [] };
const address = { addressLine1: 'Hafenstraße 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const primaryContact = { firstName: 'Jonas', lastName: 'Brandt', email: 'contact@nordwind.example' };
const LEGAL = { companyName: 'Nordwind Distribution GmbH', address, primaryContact };

const open = (kind: ProfileKind) => PartnerProfile.open('0b000000-0000-4000-8000-000000000001', kind, now);
const legal = (more: Partial<ProfileContents['legalbusiness']> = {}): PartnerProfile => {
  const profile = open('legalbusiness');
  profile.change<'legalbusiness'>({ ...LEGAL, ...more }, checks, now);
  return profile;
};
const refusals = (act: () => unknown): string[] => {
  try {
    act();
    return [];
  } catch (error) {
    return (error as DomainError).refusals.map(({ rule, reason, field }) => `${rule} ${reason} ${field}`);
  }
};

describe('a profile', () => {
  it.each([
    ['organization', 'defaultAddress', {}],
    ['legalbusiness', 'address', { ...LEGAL }],
    ['billing', 'address', { ...LEGAL }],
  ] as const)("ORG-06: the address of %s stays in the organisation's country", (kind, field, rest) => {
    const profile = open(kind);
    expect(refusals(() => profile.change({ ...rest, [field]: { ...address, country: 'AT' } }, checks, now))).toEqual([`ORG-06 COUNTRY_FIXED ${field}.country`]);
    expect(profile.content).toEqual({});
  });

  it('ENR-08: the primary contact has no web-mail address, also not one that the operator added', () => {
    const contact = (email: string) => () => legal({ primaryContact: { ...primaryContact, email } });
    expect(refusals(contact('a@GoogleMail.com'))).toEqual(['ENR-08 WEBMAIL_NOT_ALLOWED primaryContact.email']);
    expect(refusals(contact('a@nordwind.onmicrosoft.com'))).toEqual(['ENR-09 SIGN_IN_DOMAIN_NOT_ALLOWED primaryContact.email']);
    expect(refusals(() => open('legalbusiness').change(LEGAL, { ...checks, webMail: ['nordwind.example'] }, now))).toEqual(['ENR-08 WEBMAIL_NOT_ALLOWED primaryContact.email']);
  });

  it.each(['Test', ' test 1', 'TEST GmbH', 'demo-company', 'Muster AG', 'xxx', 'asdf', 'n/a', '-', 'A'])('ENR-10: the legal name is not a placeholder (%s)', (companyName) => {
    expect(refusals(() => legal({ companyName }))).toEqual(['ENR-10 LEGAL_NAME_REFUSED companyName']);
  });

  it.each(['Testo SE & Co. KGaA', 'Demotec GmbH', 'Stiftung Warentest', 'XXXLutz KG', 'EY', '3M', 'Mustermann Elektro GmbH'])('ENR-10: %s may be a legal name', (name) => {
    expect(isPlaceholderName(name)).toBe(false);
  });

  it('API-01: cannot be saved without what it needs; everything that is wrong is named at once', () => {
    expect(refusals(() => open('support').change({ website: 'https://nordwind.example' }, checks, now))).toEqual(['API-01 FIELD_INVALID email', 'API-01 FIELD_INVALID telephone']);
    const given = { companyName: 'Test', primaryContact: { ...primaryContact, email: 'a@gmx.de' }, address: { ...address, country: 'US' } };
    expect(refusals(() => open('legalbusiness').change(given, checks, now))).toHaveLength(3);
    expect(refusals(() => legal().change<'legalbusiness'>({ companyName: '' }, checks, later))).toEqual(['API-01 FIELD_INVALID companyName']);
  });

  it('keeps what is not given, takes address and contact as wholes, and clears by an empty text', () => {
    const profile = legal({ website: 'https://nordwind.example', registrationNumber: 'HRB 1', address: { ...address, addressLine2: '3rd floor' } });
    const change = profile.change<'legalbusiness'>({ address, website: '' }, checks, later);
    expect(profile.content).toEqual({ ...LEGAL, registrationNumber: 'HRB 1' });
    expect(change).toEqual({ before: { address: { ...address, addressLine2: '3rd floor' }, website: 'https://nordwind.example' }, after: { address } });
  });

  it('is not changed by what it says already, in whatever order its parts come', () => {
    const profile = legal();
    expect(profile.change<'legalbusiness'>({ address: { country: 'DE', city: 'Hamburg', postalCode: '20457', addressLine1: 'Hafenstraße 1', state: undefined }, website: '' }, checks, later)).toBeUndefined();
    expect(profile.changedAt).toBe(now);
  });

  it('ENR-08: a new address of the primary contact is not verified yet; another name of the same person is', () => {
    const profile = legal();
    profile.verifyContact(now);
    profile.change<'legalbusiness'>({ primaryContact: { ...primaryContact, lastName: 'Brandt-Voss', email: 'Contact@nordwind.example' } }, checks, later);
    expect(profile.contactVerifiedAt).toBe(now);
    profile.change<'legalbusiness'>({ primaryContact: { ...primaryContact, email: 'new@nordwind.example' } }, checks, later);
    expect(profile.contactVerifiedAt).toBeNull();
  });
});
