import { describe, expect, it } from '@jest/globals';
import { businessDays } from './business-days';

const at = (text: string): number => Date.parse(text);

describe('days from Monday to Friday', () => {
  // 20 November 2026 is a Friday.
  it.each([
    ['2026-11-20T09:00:00Z', '2026-11-20T18:00:00Z', 0, 'the same day'],
    ['2026-11-20T09:00:00Z', '2026-11-22T09:00:00Z', 0, 'the weekend'],
    ['2026-11-20T09:00:00Z', '2026-11-23T09:00:00Z', 1, 'over the weekend'],
    ['2026-11-20T09:00:00Z', '2026-11-26T16:00:00Z', 4, 'to Thursday'],
    ['2026-11-21T09:00:00Z', '2026-11-27T09:00:00Z', 5, 'a whole week from Saturday'],
    ['2026-11-26T16:00:00Z', '2026-11-20T09:00:00Z', -4, 'backwards'],
    ['2026-12-24T09:00:00Z', '2026-12-28T09:00:00Z', 2, 'a public holiday counts'],
  ])('%s to %s: %d, %s', (from, to, days) => expect(businessDays(at(from), at(to), 'Europe/Berlin')).toBe(days));

  it('TIM-01: a day that is free or working against its weekday counts as it is', () => {
    const [christmas, catchingUp] = ['2026-12-25', '2026-12-27'];
    const exception = (day: string) => (day === christmas ? 'free' : day === catchingUp ? 'working' : undefined);
    expect(businessDays(at('2026-12-24T09:00:00Z'), at('2026-12-26T09:00:00Z'), 'Europe/Berlin', exception)).toBe(0);
    expect(businessDays(at('2026-12-24T09:00:00Z'), at('2026-12-28T09:00:00Z'), 'Europe/Berlin', exception)).toBe(2);
  });

  it("are days of the viewer's zone, also where the clock changes", () => {
    expect(businessDays(at('2026-11-22T22:00:00Z'), at('2026-11-22T23:30:00Z'), 'Europe/Berlin')).toBe(1);
    expect(businessDays(at('2026-11-22T22:00:00Z'), at('2026-11-22T23:30:00Z'), 'UTC')).toBe(0);
    expect(businessDays(at('2026-10-23T10:00:00Z'), at('2026-10-26T10:00:00Z'), 'Europe/Berlin')).toBe(1);
  });
});
