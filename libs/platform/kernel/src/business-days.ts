import { Temporal } from 'temporal-polyfill';

/** Which days count as business days (TIM-01). */
export interface BusinessCalendar {
  /** IANA zone in which days begin and end, e.g. `Europe/Berlin`. */
  readonly zone: string;
  /** What makes a day (ISO date) other than its place in the week says: a public holiday is `free`, a Saturday may be `working`. */
  exception(day: string): 'free' | 'working' | undefined;
}

/** Nobody waits longer; a calendar in which nothing counts must not be searched for ever. */
const FARTHEST_DAYS = 3_660;

const SATURDAY = 6;

function counts(day: Temporal.PlainDate, calendar: BusinessCalendar): boolean {
  const exception = calendar.exception(day.toString());
  return exception === undefined ? day.dayOfWeek < SATURDAY : exception === 'working';
}

const dayOf = (at: Date, { zone }: BusinessCalendar): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();

const beginning = (day: Temporal.PlainDate, { zone }: BusinessCalendar): Date => new Date(day.toZonedDateTime(zone).epochMilliseconds);

/** Business day `count` (1 or more) after the day of `start`, which itself does not count (TIM-01). */
function businessDay(start: Date, count: number, calendar: BusinessCalendar): Temporal.PlainDate {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`Business days are counted from 1 on, not ${count}`);
  let day = dayOf(start, calendar);
  let found = 0;
  for (let gone = 0; gone < FARTHEST_DAYS; gone++) {
    day = day.add({ days: 1 });
    if (counts(day, calendar) && ++found === count) return day;
  }
  throw new RangeError(`There are no ${count} business days within ten years of ${start.toISOString()}`);
}

/** The instant at which business day `count` after `start` begins (TIM-02). @throws RangeError when the calendar has too few. */
export const startOfBusinessDay = (start: Date, count: number, calendar: BusinessCalendar): Date => beginning(businessDay(start, count, calendar), calendar);

/** The first instant after business day `count` after `start`: midnight, which is the first one that is too late (TIM-03). @throws RangeError as above. */
export const endOfBusinessDay = (start: Date, count: number, calendar: BusinessCalendar): Date => beginning(businessDay(start, count, calendar).add({ days: 1 }), calendar);

/** How many business days after `start` have ended at `at`. */
export function businessDaysBetween(start: Date, at: Date, calendar: BusinessCalendar): number {
  const last = dayOf(at, calendar);
  let ended = 0;
  for (let day = dayOf(start, calendar).add({ days: 1 }); Temporal.PlainDate.compare(day, last) < 0; day = day.add({ days: 1 })) if (counts(day, calendar)) ended++;
  return ended;
}
