import Holidays from 'date-holidays';

const DAY_MS = 86_400_000;

const known = new Map<string, ReadonlySet<string>>();

/** A holiday by its days: most have one, some several. */
function daysOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10));
}

/** The national public holidays of a country and year as ISO dates; none where they are not known. Regional ones do not count (decision 32). */
export function publicHolidays(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const found = known.get(key) ?? new Set(new Holidays(country).getHolidays(year).filter(({ type }) => type === 'public').flatMap(daysOf));
  known.set(key, found);
  return found;
}
