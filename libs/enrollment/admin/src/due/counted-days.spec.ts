import { describe, expect, it } from '@jest/globals';
import { daysOf, firstDay, lastDay } from './counted-days';

describe('days on which a decision is expected', () => {
  it('TIM-03: the last day that counts is the one that ends with the deadline, not the one after it', () => {
    expect(lastDay('2026-03-14T00:00:00.000Z')).toBe('2026-03-13T12:00:00.000Z');
    // Midnight in Berlin.
    expect(lastDay('2026-03-13T23:00:00.000Z').slice(0, 10)).toBe('2026-03-13');
  });

  it('TIM-02: the first one is counted from a midnight, or from the moment at which a transition was submitted', () => {
    expect(firstDay({ expectedFrom: '2026-03-11T23:00:00.000Z', expectedUntil: '2026-03-13T23:00:00.000Z' })?.slice(0, 10)).toBe('2026-03-12');
    expect(firstDay({ expectedFrom: '2026-03-06T22:13:14.159Z', expectedUntil: '2026-03-14T00:00:00.000Z' })).toBe('2026-03-06T22:13:14.159Z');
    expect(firstDay({})).toBeUndefined();
  });

  it('are drawn from the beginning to the last, with weekends that do not count', () => {
    const days = daysOf('2026-03-06T10:00:00.000Z', '2026-03-14T00:00:00.000Z', Date.parse('2026-03-10T08:00:00.000Z'));
    expect(days.map(({ at }) => at.slice(8, 10))).toEqual(['06', '07', '08', '09', '10', '11', '12', '13']);
    expect(days.filter(({ off }) => off).map(({ at }) => at.slice(8, 10))).toEqual(['07', '08']);
    expect(days.map(({ is }) => is)).toEqual(['past', 'past', 'past', 'past', 'now', 'ahead', 'ahead', 'ahead']);
  });

  it('TIM-01: are drawn as the calendar of the country has them', () => {
    const exception = (day: string) => ({ '2026-03-09': 'free', '2026-03-14': 'working' } as const)[day];
    const days = daysOf('2026-03-06T10:00:00.000Z', '2026-03-17T00:00:00.000Z', 0, exception);
    expect(days.filter(({ off }) => off).map(({ at }) => at.slice(8, 10))).toEqual(['07', '08', '09', '15']);
  });

  it('are at most the last ten', () => {
    expect(daysOf('2026-03-01T10:00:00.000Z', '2026-03-21T00:00:00.000Z', 0)).toHaveLength(10);
  });
});
