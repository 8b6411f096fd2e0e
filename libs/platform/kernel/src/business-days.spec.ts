import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessDaysBetween, endOfBusinessDay, startOfBusinessDay } from './business-days';
import type { BusinessCalendar } from './business-days';

const calendar = (zone = 'UTC', exceptions: Readonly<Record<string, 'free' | 'working'>> = {}): BusinessCalendar => ({ zone, exception: (day) => exceptions[day] });
const plain = calendar();
const friday = new Date('2026-03-06T10:00:00Z');

describe('business days', () => {
  it('TIM-01: begin to count on the day after, and skip weekends', () => {
    expect(endOfBusinessDay(friday, 5, plain)).toEqual(new Date('2026-03-14T00:00:00Z'));
    expect(startOfBusinessDay(friday, 3, plain)).toEqual(new Date('2026-03-11T00:00:00Z'));
    expect(startOfBusinessDay(new Date('2026-03-07T08:00:00Z'), 1, plain)).toEqual(new Date('2026-03-09T00:00:00Z'));
  });

  it('TIM-01: skip holidays, and count a Saturday that is made a working day', () => {
    expect(endOfBusinessDay(friday, 5, calendar('UTC', { '2026-03-09': 'free' }))).toEqual(new Date('2026-03-17T00:00:00Z'));
    expect(endOfBusinessDay(friday, 5, calendar('UTC', { '2026-03-07': 'working' }))).toEqual(new Date('2026-03-13T00:00:00Z'));
  });

  it('TIM-01: begin and end in the zone, also where the clock changes or midnight does not exist', () => {
    expect(endOfBusinessDay(new Date('2026-03-23T10:00:00Z'), 5, calendar('Europe/Berlin'))).toEqual(new Date('2026-03-30T22:00:00Z'));
    // 23:30 in London is the next day in Berlin: that one does not count.
    expect(startOfBusinessDay(new Date('2026-03-09T23:30:00Z'), 1, calendar('Europe/Berlin'))).toEqual(new Date('2026-03-10T23:00:00Z'));
    // In Beirut the night of 29 March 2026 goes from 23:59 to 01:00.
    expect(endOfBusinessDay(new Date('2026-03-26T10:00:00Z'), 1, calendar('Asia/Beirut', { '2026-03-28': 'working' }))).toEqual(new Date('2026-03-27T22:00:00Z'));
  });

  it('TIM-03: have not ended one moment before midnight', () => {
    expect(businessDaysBetween(friday, new Date('2026-03-13T23:59:59.999Z'), plain)).toBe(4);
    expect(businessDaysBetween(friday, new Date('2026-03-14T00:00:00Z'), plain)).toBe(5);
    expect([friday, new Date('2026-03-01T00:00:00Z')].map((at) => businessDaysBetween(friday, at, plain))).toEqual([0, 0]);
  });

  it('TIM-01: are refused when there are none', () => {
    const never: BusinessCalendar = { zone: 'UTC', exception: () => 'free' };
    expect(() => startOfBusinessDay(friday, 1, never)).toThrow(RangeError);
    expect(() => startOfBusinessDay(friday, 0, plain)).toThrow(RangeError);
  });

  it('TIM-01: count alike forward and backward, from any instant on and with any holidays', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true });
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Asia/Beirut');
    fc.assert(
      fc.property(day, zone, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 2, max: 9 }), (start, where, count, every) => {
        const holidays: BusinessCalendar = { zone: where, exception: (date) => (Number(date.slice(-2)) % every === 0 ? 'free' : undefined) };
        const end = endOfBusinessDay(start, count, holidays);
        expect(businessDaysBetween(start, end, holidays)).toBe(count);
        expect(businessDaysBetween(start, new Date(end.getTime() - 1), holidays)).toBe(count - 1);
        expect(startOfBusinessDay(start, count, holidays).getTime()).toBeLessThan(end.getTime());
        expect(startOfBusinessDay(start, count, holidays).getTime()).toBeGreaterThan(start.getTime());
      }),
    );
  });
});
