import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tandem/platform-kernel';
import { MpnLocation } from './mpn-location';

const now = new Date('2026-11-20T09:00:00Z');
const address = { addressLine1: 'Hafenstraße 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const contact = { firstName: 'Jonas', lastName: 'Brandt', email: 'hamburg@nordwind.example', phoneNumber: '4012345678' };
const add = (given: { address?: object; contact?: object } = {}, webMail: readonly string[] = []) =>
  MpnLocation.add({ organisationId: '0b000000-0000-4000-8000-000000000001', mpnId: '7000001', name: 'Hamburg', address: { ...address, ...given.address }, contact: { ...contact, ...given.contact }, now }, webMail);
const refusals = (given: Parameters<typeof add>[0], webMail?: readonly string[]): string[] => {
  try {
    add(given, webMail);
    return [];
  } catch (error) {
    return (error as DomainError).refusals.map(({ rule, reason, field }) => `${rule} ${reason} ${field}`);
  }
};

describe('a location that is added', () => {
  it('ENR-08: has no contact at a web-mail provider, also one that the operator added', () => {
    expect(refusals({ contact: { email: 'hamburg@gmail.com' } })).toEqual(['ENR-08 WEBMAIL_NOT_ALLOWED contact.email']);
    expect(refusals({ contact: { email: 'hamburg@hausmail.de' } }, ['hausmail.de'])).toEqual(['ENR-08 WEBMAIL_NOT_ALLOWED contact.email']);
  });

  it.each(['+494012345678', '040 123456', '040/123', '12345678901', '', undefined])('ENR-10: has a telephone number as dialled within the country, not %s', (phoneNumber) => {
    expect(refusals({ contact: { phoneNumber } })).toEqual(['ENR-10 LOCAL_PHONE_REQUIRED contact.phoneNumber']);
  });

  it('GEO-03: lies in a country of a trading region', () => {
    expect(refusals({ address: { country: 'KP' } })).toEqual(['GEO-03 COUNTRY_UNSUPPORTED address.country']);
  });

  it('API-01: names everything that is wrong at once', () => {
    expect(refusals({ address: { country: 'KP' }, contact: { email: 'a@fabrikam.onmicrosoft.com', phoneNumber: '+49' } })).toEqual([
      'GEO-03 COUNTRY_UNSUPPORTED address.country',
      'ENR-09 SIGN_IN_DOMAIN_NOT_ALLOWED contact.email',
      'ENR-10 LOCAL_PHONE_REQUIRED contact.phoneNumber',
    ]);
  });

  it('MPN-06: is of type location, active, and may lie in another country', () => {
    expect(add({ address: { country: 'AT' } })).toMatchObject({ type: 'location', country: 'AT', status: 'active', email: contact.email, contact, mpnId: '7000001' });
  });
});
