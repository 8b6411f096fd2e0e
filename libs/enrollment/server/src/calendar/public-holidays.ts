import Holidays from 'date-holidays';

const DAY_MS = 86_400_000;

/** A public holiday: ISO date, and what it is called in the country. */
export interface Holiday {
  readonly day: string;
  readonly name: string;
}

const known = new Map<string, readonly Holiday[]>();
const days = new Map<string, ReadonlySet<string>>();

/** A holiday by its days: most have one, some several. */
function daysOf({ date, start, end, name }: { readonly date: string; readonly start: Date; readonly end: Date; readonly name: string }): Holiday[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: count }, (_, index) => ({ day: new Date(first + index * DAY_MS).toISOString().slice(0, 10), name }));
}

/** The national public holidays of a country and year; none where they are not known. Regional ones do not count (decision 32). */
export function holidaysOf(country: string, year: number): readonly Holiday[] {
  const key = `${country} ${year}`;
  const found = known.get(key) ?? new Holidays(country).getHolidays(year).filter(({ type }) => type === 'public').flatMap(daysOf);
  known.set(key, found);
  return found;
}

/** Their dates, to look up. */
export function publicHolidays(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const found = days.get(key) ?? new Set(holidaysOf(country, year).map(({ day }) => day));
  days.set(key, found);
  return found;
}
