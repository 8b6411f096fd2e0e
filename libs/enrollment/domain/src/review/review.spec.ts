import { describe, expect, it } from '@jest/globals';
import type { Application } from '../application';
import type { CheckId, Facts } from './check';
import { approvedByItself, findingsOn, setByHand } from './review';
import type { KeptFinding } from './review';

const application: Application = {
  legalBusinessProfile: {
    companyName: 'Boréal Services SARL',
    address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001', country: 'FR' },
    primaryContact: { firstName: 'Paul', lastName: 'Blanc', email: 'paul@boreal.example' },
  },
  supportProfile: { email: 'help@boreal.example', telephone: '+33 1 23 45 67 89' },
};
const facts: Facts = { application, contactConfirmedAt: new Date('2026-03-06T10:00:00Z'), tenantDomain: 'boreal.example', resembling: [], supportMail: 'unknown', mpn: null };

/** The facts with another legal profile. */
const saying = (changes: Application['legalBusinessProfile'], more: Partial<Facts> = {}): Facts => ({ ...facts, application: { ...application, legalBusinessProfile: { ...application.legalBusinessProfile, ...changes } }, ...more });
const found = (given: Facts, id: CheckId) => {
  const { result, reason } = findingsOn(given, []).find((finding) => finding.id === id) as KeptFinding;
  return [result, reason];
};
const at = (address: Partial<NonNullable<Application['legalBusinessProfile']['address']>>) => ({ address: { ...application.legalBusinessProfile.address, ...address } });

describe('the review of a company', () => {
  it('VER-03: approves by itself when every check passes, with evidence', () => {
    const findings = findingsOn(facts, []);
    expect(findings.map(({ id, result }) => [id, result])).toEqual(['email_ownership', 'company_domain', 'business_data', 'registration_id', 'duplicate', 'mpn'].map((id) => [id, 'pass']));
    expect(approvedByItself(findings)).toBe(true);
    expect(findings[1]?.evidence).toEqual({ contact: 'boreal.example', workAccount: 'boreal.example' });
  });

  it.each<[string, Facts, CheckId, string, string]>([
    ['VER-01: an address that nobody confirmed', { ...facts, contactConfirmedAt: null }, 'email_ownership', 'unclear', 'CONTACT_NOT_CONFIRMED'],
    ["VER-03: a contact at somebody else's domain", saying({ primaryContact: { email: 'paul@elsewhere.example' } }), 'company_domain', 'unclear', 'DOMAIN_NOT_THE_COMPANYS'],
    ['VER-03: a contact at a domain that only ends alike', saying({ primaryContact: { email: 'paul@notboreal.example' } }), 'company_domain', 'unclear', 'DOMAIN_NOT_THE_COMPANYS'],
    ['ENR-10: a name that is a placeholder', saying({ companyName: 'Test GmbH' }), 'business_data', 'unclear', 'NAME_NOT_PLAUSIBLE'],
    ['ENR-10: a name that is an abbreviation', saying({ companyName: 'BSA' }), 'business_data', 'unclear', 'NAME_ABBREVIATED'],
    ['VER-03: no address of a contact at all', saying({ primaryContact: {} }), 'company_domain', 'unclear', 'DOMAIN_NOT_THE_COMPANYS'],
    ['VER-03: an address without a street', saying(at({ addressLine1: '' })), 'business_data', 'unclear', 'ADDRESS_INCOMPLETE'],
    ['VER-03: an address without a country', saying(at({ country: '' })), 'business_data', 'unclear', 'ADDRESS_INCOMPLETE'],
    ['VER-03: an address without a city', saying(at({ city: '' })), 'business_data', 'unclear', 'ADDRESS_INCOMPLETE'],
    ['VER-03: an American address without a state', saying(at({ country: 'US', postalCode: '12345' })), 'business_data', 'unclear', 'ADDRESS_INCOMPLETE'],
    ['VER-03: a postal code of another country', saying(at({ postalCode: 'SW1A 1AA' })), 'business_data', 'unclear', 'POSTAL_CODE_FORM'],
    ['ENR-11: no registration id where one is asked for', saying(at({ country: 'HU', postalCode: '1051' })), 'registration_id', 'unclear', 'REGISTRATION_ID_MISSING'],
    ['ENR-11: a registration id that the country does not write so', saying({ registrationNumber: 'HRB 1234' }), 'registration_id', 'unclear', 'REGISTRATION_ID_FORM'],
    ['VER-03: another organisation of this registration id', { ...facts, resembling: [{ organisationId: 'x', name: 'Boréal', domain: 'b.example', by: 'registration_number' }] }, 'duplicate', 'unclear', 'SAME_REGISTRATION_ID'],
    ['VER-03: another organisation of this name', { ...facts, resembling: [{ organisationId: 'x', name: 'Boréal', domain: 'b.example', by: 'name_and_postal_code' }] }, 'duplicate', 'unclear', 'SAME_NAME'],
    ['MPN-03: an MPN ID that does not exist', { ...facts, application: { ...application, mpnId: '1' }, mpn: undefined }, 'mpn', 'fail', 'MPN_NOT_FOUND'],
    ['MPN-03: an MPN account that is closed', { ...facts, application: { ...application, mpnId: '1' }, mpn: { mpnId: '1', type: 'location', status: 'inactive', country: 'FR' } }, 'mpn', 'fail', 'MPN_NOT_FOUND'],
    ['MPN-01: the global MPN account', { ...facts, application: { ...application, mpnId: '1' }, mpn: { mpnId: '1', type: 'global', status: 'active', country: 'FR' } }, 'mpn', 'fail', 'MPN_NOT_LOCATION'],
    ['MPN-02: a location in another country', { ...facts, application: { ...application, mpnId: '1' }, mpn: { mpnId: '1', type: 'location', status: 'active', country: 'GB' } }, 'mpn', 'fail', 'MPN_COUNTRY_MISMATCH'],
  ])('%s is for a person to decide', (_, given, id, result, reason) => {
    expect(found(given, id)).toEqual([result, reason]);
    expect(approvedByItself(findingsOn(given, []))).toBe(false);
  });

  it.each<[string, Facts, CheckId]>([
    ['VER-03: a contact at a sub-domain, in capitals', saying({ primaryContact: { email: 'Paul@Mail.BOREAL.example' } }), 'company_domain'],
    ['VER-03: a contact at a domain beyond ASCII, however it is written', saying({ primaryContact: { email: 'paul@boréal.example' } }, { tenantDomain: 'xn--boral-dsa.example' }), 'company_domain'],
    ["VER-03: a contact at the domain of the company's website", saying({ primaryContact: { email: 'paul@boreal-services.example' }, website: 'https://www.boreal-services.example/fr' }), 'company_domain'],
    ['ENR-11: a German register number, as people write it', saying({ registrationNumber: 'Amtsgericht Köln HRB 1234-B', ...at({ country: 'DE', postalCode: '50667' }) }), 'registration_id'],
    ['ENR-11: a country whose ids have no one form', saying({ registrationNumber: 'whatever', ...at({ country: 'JP', state: 'Tokyo', postalCode: '100-0001' }) }), 'registration_id'],
    ['VER-03: a postal code in small letters', saying(at({ country: 'GB', city: 'London', postalCode: ' sw1a 1aa ' })), 'business_data'],
    ['MPN-02: a location of the same country', { ...facts, application: { ...application, mpnId: '1' }, mpn: { mpnId: '1', type: 'location', status: 'active', country: 'FR' } }, 'mpn'],
  ])('%s passes', (_, given, id) => {
    expect(found(given, id)).toEqual(['pass', null]);
  });

  it('VER-06: looks again only at what has changed', () => {
    const kept = findingsOn(facts, []).map((finding) => ({ ...finding, evidence: { kept: 'yes' } }));
    const again = findingsOn(saying({ companyName: 'Boréal Conseil SARL' }), kept);
    expect(again.filter(({ evidence }) => evidence['kept'] === undefined).map(({ id }) => id)).toEqual(['business_data']);
    expect(findingsOn(facts, kept)).toEqual(kept);
    expect(findingsOn(facts, kept, ['mpn']).filter(({ evidence }) => evidence['kept'] === undefined).map(({ id }) => id)).toEqual(['mpn']);
  });

  const account = { mpnId: '1', type: 'location', status: 'active', country: 'FR' } as const;
  const named: Facts = { ...facts, application: { ...application, mpnId: '1' }, mpn: account };

  it.each<[CheckId, string, Facts, Facts]>([
    ['email_ownership', 'another address', facts, saying({ primaryContact: { email: 'pia@boreal.example' } })],
    ['email_ownership', 'another confirmation', facts, { ...facts, contactConfirmedAt: new Date('2026-03-07T10:00:00Z') }],
    ['company_domain', 'another domain of the contact', facts, saying({ primaryContact: { email: 'paul@elsewhere.example' } })],
    ['company_domain', 'another domain of the work account', facts, { ...facts, tenantDomain: 'other.example' }],
    ['company_domain', 'another website', facts, saying({ website: 'https://boreal-services.example' })],
    ['business_data', 'another name', facts, saying({ companyName: 'Boréal Conseil SARL' })],
    ['business_data', 'another address', facts, saying(at({ postalCode: '69002' }))],
    ['registration_id', 'another registration id', facts, saying({ registrationNumber: '123456789' })],
    ['registration_id', 'another country', facts, saying(at({ country: 'DE' }))],
    ['duplicate', 'another organisation like it', facts, { ...facts, resembling: [{ organisationId: 'x', name: 'Boréal', domain: 'b.example', by: 'name_and_postal_code' }] }],
    ['mpn', 'another MPN ID', named, { ...facts, application: { ...application, mpnId: '2' }, mpn: { ...account, mpnId: '2' } }],
    ['mpn', 'an account that is gone', named, { ...named, mpn: undefined }],
    ['mpn', 'a closed account', named, { ...named, mpn: { ...account, status: 'inactive' } }],
    ['mpn', 'an account of another kind', named, { ...named, mpn: { ...account, type: 'global' } }],
    ['mpn', 'an account in another country', named, { ...named, mpn: { ...account, country: 'GB' } }],
    ['mpn', 'another country of the company', named, { ...saying(at({ country: 'GB' })), application: { ...saying(at({ country: 'GB' })).application, mpnId: '1' }, mpn: account }],
  ])('ENR-18: %s is looked at again for %s', (id, _, before, now) => {
    const kept = findingsOn(before, []).map((finding) => ({ ...finding, evidence: { kept: 'yes' } }));
    expect(findingsOn(now, kept).find((finding) => finding.id === id)?.evidence['kept']).toBeUndefined();
  });

  it('VER-09: a person sets one check alone, with what it rests on', () => {
    const kept = findingsOn(facts, []);
    const set = setByHand(facts, kept, 'business_data', { result: 'fail', evidence: 'The register knows nobody of this name.' });
    expect(set.filter(({ byHand }) => byHand)).toMatchObject([{ id: 'business_data', result: 'fail', reason: 'SET_BY_HAND', evidence: { note: 'The register knows nobody of this name.' } }]);
    expect(set.filter(({ id }) => id !== 'business_data')).toEqual(kept.filter(({ id }) => id !== 'business_data'));
    const passed = setByHand(facts, set, 'business_data', { result: 'pass', evidence: 'It does.' });
    expect(passed.find(({ byHand }) => byHand)).toMatchObject({ result: 'pass', reason: null });
    // Where a person set one, a person decides.
    expect(approvedByItself(passed)).toBe(false);
  });

  it('VER-03: is not over before every check has run', () => {
    expect([approvedByItself([]), approvedByItself(findingsOn(facts, []).slice(1))]).toEqual([false, false]);
  });

  it('VER-06: keeps what a person set by hand as long as it is about the same, and not when it is about something else', () => {
    const foreign = saying({ primaryContact: { email: 'paul@elsewhere.example' } });
    const kept = findingsOn(foreign, []).map((finding) => (finding.id === 'company_domain' ? { ...finding, result: 'pass' as const, reason: null, evidence: { paper: 'contract' }, byHand: true, version: 0 } : finding));
    const all = (given: Facts) => findingsOn(given, kept).every(({ result }) => result === 'pass');
    expect([all(foreign), all(saying({ primaryContact: { email: 'paul@third.example' } }))]).toEqual([true, false]);
    // Where a person set one, a person decides.
    expect(approvedByItself(findingsOn(foreign, kept))).toBe(false);
  });

  it('VER-06: looks again when a check has come to judge otherwise', () => {
    const kept = findingsOn(facts, []).map((finding) => ({ ...finding, version: 0, result: 'unclear' as const }));
    expect(approvedByItself(findingsOn(facts, kept))).toBe(true);
  });
});
