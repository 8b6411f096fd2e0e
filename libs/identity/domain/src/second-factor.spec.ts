import { describe, expect, it } from '@jest/globals';
import { SecondFactor } from './second-factor';

const now = new Date('2026-11-20T09:00:00Z');
const begun = () => SecondFactor.begin({ userId: 'u', organisationId: 'o', secret: 'first', now });

describe('a second factor', () => {
  it('ROL-12: does not count before its first code was right', () => {
    const factor = begun();
    expect(() => factor.confirm(undefined, now)).toThrow('CODE_REFUSED (ROL-12)');
    expect(factor.isActive()).toBe(false);
    factor.confirm(100, now);
    expect([factor.isActive(), factor.confirmedAt]).toEqual([true, now]);
  });

  it('ROL-12: takes the code of a time step once, and none from before', () => {
    const factor = begun();
    factor.confirm(100, now);
    expect([factor.take(100), factor.take(99), factor.take(undefined)]).toEqual([false, false, false]);
    expect([factor.take(101), factor.take(101), factor.take(102)]).toEqual([true, false, true]);
  });

  it('ROL-12: is not replaced or confirmed anew while it counts', () => {
    const factor = begun();
    factor.beginAnew('second', now);
    factor.confirm(100, now);
    expect(() => factor.beginAnew('third', now)).toThrow('SECOND_FACTOR_ACTIVE (ROL-12)');
    expect(() => factor.confirm(101, now)).toThrow('SECOND_FACTOR_ACTIVE (ROL-12)');
    expect(factor.secret).toBe('second');
  });
});
