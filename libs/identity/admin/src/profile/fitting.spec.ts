import { describe, expect, it } from '@jest/globals';
import { unfitting } from './fitting';

const LOCATION = { associated: false, status: 'active', type: 'location', country: 'FR' } as const;

describe('a location that the program account can stand on', () => {
  it('MPN-01 to MPN-03: is an active one, no global account, in the country of the organisation', () => {
    expect(unfitting(LOCATION, 'FR')).toBeNull();
    expect(unfitting({ ...LOCATION, status: 'inactive' }, 'FR')).toBe('inactive');
    expect(unfitting({ ...LOCATION, type: 'global' }, 'FR')).toBe('global');
    expect(unfitting(LOCATION, 'BE')).toBe('elsewhere');
    expect(unfitting({ ...LOCATION, associated: true }, 'FR')).toBe('associated');
  });
});
