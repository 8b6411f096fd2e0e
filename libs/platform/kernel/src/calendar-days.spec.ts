import { describe, expect, it } from '@jest/globals';
import { calendarDaysBetween } from './calendar-days';

const between = (from: string, until: string, zone: string): number => calendarDaysBetween(new Date(from), new Date(until), zone);

describe('calendar days between two instants', () => {
  it('TIM-08: are counted where the organisation is, not in UTC', () => {
    expect(between('2026-11-20T23:30:00Z', '2026-12-09T08:03:00Z', 'UTC')).toBe(19);
    expect(between('2026-11-20T23:30:00Z', '2026-12-09T08:03:00Z', 'Europe/Zurich')).toBe(18);
    expect(between('2026-11-20T23:30:00Z', '2026-12-09T02:03:00Z', 'America/New_York')).toBe(18);
  });

  it('TIM-14: of 23 or 25 hours are one day each', () => {
    expect(between('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 'Europe/Berlin')).toBe(2);
    expect(between('2026-10-24T22:30:00Z', '2026-10-25T22:45:00Z', 'Europe/Berlin')).toBe(0);
  });

  it('are 0 on the same day and negative afterwards', () => {
    expect(between('2026-12-09T00:00:00Z', '2026-12-09T23:59:59Z', 'UTC')).toBe(0);
    expect(between('2026-12-10T00:00:00Z', '2026-12-09T23:59:59Z', 'UTC')).toBe(-1);
  });
});
