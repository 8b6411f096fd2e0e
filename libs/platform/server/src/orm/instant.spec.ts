import { describe, expect, it } from '@jest/globals';
import { instantOf } from './instant';

describe('instants as they go out', () => {
  it.each([
    ['2026-03-13 23:59:59+00', '2026-03-13T23:59:59.000Z'],
    ['2026-03-13 23:59:59.4+00', '2026-03-13T23:59:59.400Z'],
    ['2026-03-13 23:59:59.041+00', '2026-03-13T23:59:59.041Z'],
    ['2026-03-14 00:59:59.041+01', '2026-03-13T23:59:59.041Z'],
    ['2026-03-13T23:59:59.041Z', '2026-03-13T23:59:59.041Z'],
    [new Date(Date.UTC(2026, 2, 13, 23, 59, 59, 41)), '2026-03-13T23:59:59.041Z'],
  ])('%s is %s', (given, iso) => {
    expect(instantOf(given)).toBe(iso);
  });

  it('refuses what is none', () => {
    expect(() => instantOf('soon')).toThrow(RangeError);
  });
});
