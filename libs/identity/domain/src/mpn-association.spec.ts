import { describe, expect, it } from '@jest/globals';
import { MpnAssociation } from './mpn-association';
import { MpnLocation } from './mpn-location';
import type { MpnType } from './mpn-location';
import { Organisation } from './organisation';

const now = new Date('2026-11-20T09:00:00Z');
const later = new Date('2026-12-20T09:00:00Z');
const organisation = Organisation.register({ name: 'Lagune Services SARL', domain: 'lagune.example', country: 'FR', now });
const location = (mpnId: string, country: string, type: MpnType = 'location') =>
  MpnLocation.open({ organisationId: organisation.id, mpnId, type, name: 'Lagune', country, now });
const associate = (found: MpnLocation | undefined, current?: MpnAssociation, holder?: MpnAssociation, at = now) =>
  MpnAssociation.associate({ organisation, location: found, current, holder, now: at });

describe('the association with an MPN location', () => {
  it('MPN-01: is never with the global account', () => {
    expect(() => associate(location('6320000', 'FR', 'global'))).toThrow('MPN_NOT_LOCATION (MPN-01)');
  });

  it('MPN-02: is with a location of the same country; the same region is not enough', () => {
    expect(() => associate(location('6320002', 'GB'))).toThrow('MPN_COUNTRY_MISMATCH (MPN-02)');
  });

  it('MPN-03: is with a location that exists and is active', () => {
    const closed = location('6320001', 'FR');
    closed.close();
    expect(() => associate(closed)).toThrow('MPN_NOT_FOUND (MPN-03)');
    expect(() => associate(undefined)).toThrow('MPN_NOT_FOUND (MPN-03)');
  });

  it('MPN-04: is with a location that nobody else is associated with', () => {
    const holder = associate(location('6320001', 'FR'));
    expect(() => associate(location('6320001', 'FR'), undefined, holder)).toThrow('MPN_IN_USE (MPN-04)');
  });

  it('MPN-08: leaves the former one as history', () => {
    const first = associate(location('6320001', 'FR'));
    const second = associate(location('6320005', 'FR'), first, undefined, later);
    expect([first.until, second.until]).toEqual([later, null]);
  });
});
