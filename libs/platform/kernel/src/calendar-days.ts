import { Temporal } from 'temporal-polyfill';

const dateOf = (at: Date, zone: string): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();

/** How many calendar days lie between two instants where a zone (IANA) is kept: 0 on the same day, negative backwards; days on which clocks change count as one. */
export const calendarDaysBetween = (from: Date, until: Date, zone: string): number => dateOf(from, zone).until(dateOf(until, zone), { largestUnit: 'day' }).days;
