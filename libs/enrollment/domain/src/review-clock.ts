import { businessDaysBetween, endOfBusinessDay, startOfBusinessDay } from '@tandem/platform-kernel';
import type { BusinessCalendar } from '@tandem/platform-kernel';

/** The business day with which a new application may expect a decision, and the last one for any (VER-04). */
const FIRST_DAY = 3;
const LAST_DAY = 5;

/** The clock of a review: it runs from `since`, unless it is paused; business days that had ended before a pause are kept in `counted`. */
export interface ReviewClock {
  readonly since: Date;
  /** Business days that had ended when it was last paused. */
  readonly counted: number;
  readonly paused: boolean;
}

/** When a decision is expected; `until` is the first instant that is too late. */
export interface ReviewWindow {
  readonly from: Date;
  readonly until: Date;
}

/** A clock that begins to run: with the contact's confirmation, or with the submission of a transition (TIM-02). */
export const startClock = (now: Date): ReviewClock => ({ since: now, counted: 0, paused: false });

/** Stops while papers are awaited (TIM-03); a stopped one stays as it is. */
export const pauseClock = (clock: ReviewClock, now: Date, calendar: BusinessCalendar): ReviewClock =>
  clock.paused ? clock : { since: clock.since, counted: clock.counted + businessDaysBetween(clock.since, now, calendar), paused: true };

/** Goes on with what is left; at least one business day is, so that nobody is late the moment they get the papers. */
export const resumeClock = (clock: ReviewClock, now: Date): ReviewClock => (clock.paused ? { since: now, counted: Math.min(clock.counted, LAST_DAY - 1), paused: false } : clock);

/**
 * When a decision is expected (TIM-02); undefined while the clock is paused.
 * @param path of a transition it is expected at once, at most by the end of business day 5.
 */
export function reviewWindow({ since, counted, paused }: ReviewClock, path: 'application' | 'transition', calendar: BusinessCalendar): ReviewWindow | undefined {
  if (paused) return undefined;
  const first = FIRST_DAY - counted;
  return {
    from: path === 'transition' || first < 1 ? since : startOfBusinessDay(since, first, calendar),
    until: endOfBusinessDay(since, LAST_DAY - counted, calendar),
  };
}
