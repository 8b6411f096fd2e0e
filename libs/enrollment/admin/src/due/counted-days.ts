import type { DayException } from '@tandem/platform-admin';

const HOUR = 3_600_000;
const HALF_DAY = 12 * HOUR;
const DAY = 24 * HOUR;

/** What is known of when a decision is expected. */
export interface Window {
  readonly expectedFrom?: string | undefined;
  readonly expectedUntil?: string | undefined;
}

/**
 * An instant of the last day that counts. `expectedUntil` is the midnight after it in the operator's zone; half a day before is the same
 * date wherever it is read, but for the far side of the earth.
 */
export const lastDay = (until: string): string => new Date(Date.parse(until) - HALF_DAY).toISOString();

/** An instant of the first day on which a decision is expected: it begins at a midnight, or it is the moment at which the clock began to run. */
export function firstDay({ expectedFrom, expectedUntil }: Window): string | undefined {
  if (expectedFrom === undefined || expectedUntil === undefined) return expectedFrom;
  const midnight = (Date.parse(expectedUntil) - Date.parse(expectedFrom)) % HOUR === 0;
  return midnight ? new Date(Date.parse(expectedFrom) + HALF_DAY).toISOString() : expectedFrom;
}

/** One day of a ruler. */
export interface RulerDay {
  /** ISO 8601. */
  readonly at: string;
  readonly is: 'past' | 'now' | 'ahead';
  /** It does not count: Saturday, Sunday, or what the calendar of the country says. */
  readonly off: boolean;
}

/** The date in the viewer's zone, as the API writes it. */
const dateOf = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

function isOff(at: number, exception: DayException): boolean {
  const kind = exception(dateOf(at));
  return kind === undefined ? [0, 6].includes(new Date(at).getDay()) : kind === 'free';
}

const noon = (instant: number): number => new Date(instant).setHours(12, 0, 0, 0);

/**
 * The days from when the clock began to run to the last that counts, in the viewer's zone; the last ten of them.
 * @param now milliseconds.
 * @param exception the calendar of the country, where it is known.
 */
export function daysOf(from: string, until: string, now: number, exception: DayException = () => undefined): RulerDay[] {
  const [first, last, today] = [noon(Date.parse(from)), noon(Date.parse(lastDay(until))), noon(now)];
  const days: RulerDay[] = [];
  for (let at = first; at <= last; at = noon(at + DAY)) days.push({ at: new Date(at).toISOString(), is: at < today ? 'past' : at === today ? 'now' : 'ahead', off: isOff(at, exception) });
  return days.slice(-10);
}
