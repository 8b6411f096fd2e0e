import { describe, expect, it } from '@jest/globals';
import type { BusinessCalendar } from '@tandem/platform-kernel';
import { pauseClock, resumeClock, reviewWindow, startClock } from './review-clock';

const calendar: BusinessCalendar = { zone: 'UTC', exception: () => undefined };
const at = (text: string) => new Date(text);
const friday = at('2026-03-06T10:00:00Z');

describe('the clock of a review', () => {
  it('VER-04, TIM-02: expects a decision from business day 3 to the end of business day 5, of a transition at once', () => {
    const until = at('2026-03-14T00:00:00Z');
    expect(reviewWindow(startClock(friday), 'application', calendar)).toEqual({ from: at('2026-03-11T00:00:00Z'), until });
    expect(reviewWindow(startClock(friday), 'transition', calendar)).toEqual({ from: friday, until });
  });

  it('TIM-03: stands while papers are awaited, and goes on with the days that are left', () => {
    const paused = pauseClock(startClock(friday), at('2026-03-11T15:00:00Z'), calendar);
    expect(paused).toEqual({ since: friday, counted: 2, paused: true });
    expect(reviewWindow(paused, 'application', calendar)).toBeUndefined();
    expect(pauseClock(paused, at('2026-04-01T00:00:00Z'), calendar)).toBe(paused);
    const resumed = resumeClock(paused, at('2026-03-20T09:00:00Z'));
    expect(reviewWindow(resumed, 'application', calendar)).toEqual({ from: at('2026-03-23T00:00:00Z'), until: at('2026-03-26T00:00:00Z') });
    expect(resumeClock(resumed, at('2026-03-21T09:00:00Z'))).toBe(resumed);
  });

  it('TIM-03: leaves at least one business day after a pause', () => {
    const late = pauseClock(startClock(friday), at('2026-05-01T00:00:00Z'), calendar);
    const resumed = resumeClock(late, at('2026-05-04T09:00:00Z'));
    expect(reviewWindow(resumed, 'application', calendar)).toEqual({ from: at('2026-05-04T09:00:00Z'), until: at('2026-05-06T00:00:00Z') });
  });
});
