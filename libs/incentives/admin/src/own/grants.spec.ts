import { describe, expect, it } from '@jest/globals';
import { administers, appointed } from './grants';

describe('appointing an incentive admin', () => {
  it('INC-05: what the person holds stays', () => {
    expect(appointed([{ role: 'global_admin' }, { role: 'incentive_user', locations: ['1'] }], '2')).toEqual([{ role: 'global_admin' }, { role: 'incentive_user', locations: ['1'] }, { role: 'incentive_admin', locations: ['2'] }]);
  });

  it('ROL-08: whoever administers another location administers this one too', () => {
    expect(appointed([{ role: 'incentive_admin', locations: ['1'] }], '2')).toEqual([{ role: 'incentive_admin', locations: ['1', '2'] }]);
    expect(appointed([{ role: 'incentive_admin', locations: ['2'] }], '2')).toEqual([{ role: 'incentive_admin', locations: ['2'] }]);
  });

  it('ROL-08: counts at its locations alone', () => {
    expect(administers([{ role: 'incentive_admin', locations: ['1'] }], '2')).toBe(false);
    expect(administers([{ role: 'global_admin' }], '1')).toBe(false);
    expect(administers([{ role: 'incentive_admin', locations: ['1', '2'] }], '2')).toBe(true);
  });
});
