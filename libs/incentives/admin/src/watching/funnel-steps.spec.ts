import { describe, expect, it } from '@jest/globals';
import { firstDay, stepsOf } from './funnel-steps';

const funnel = (started: number, invited: number, submitted: number, enrolled: number) => stepsOf({ from: '2026-08-31', until: '2026-11-28', started, invited, submitted, enrolled, declined: 0 });

describe('the funnel of incentives', () => {
  it('says each step as a part of those that started', () => {
    expect(funnel(40, 30, 10, 0)).toEqual([
      { step: 'started', count: 40, length: 100, percent: 100 },
      { step: 'invited', count: 30, length: 75, percent: 75 },
      { step: 'submitted', count: 10, length: 25, percent: 25 },
      { step: 'enrolled', count: 0, length: 0, percent: 0 },
    ]);
  });

  it('has no parts when nobody started', () => {
    expect(funnel(0, 0, 0, 0).map(({ length, percent }) => [length, percent])).toEqual(Array.from({ length: 4 }, () => [0, null]));
  });

  it('rounds neither some to none nor most to all', () => {
    expect(funnel(1000, 999, 1, 0).map(({ percent }) => percent)).toEqual([100, 99, 1, 0]);
  });

  it('looks back so many UTC days, today included, over the turn of a year too', () => {
    const now = Date.parse('2026-01-10T23:59:00.000Z');
    expect([1, 30, 365].map((days) => firstDay(now, days))).toEqual(['2026-01-10', '2025-12-12', '2025-01-11']);
  });
});
