const DAY = 86_400_000;

/** The calendar day of an instant in a zone, as a whole number of days. */
function dayIn(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
  return Date.parse(`${parts}T00:00:00Z`) / DAY;
}

/** What makes a day (ISO date) other than its weekday says: a public holiday is `free`, a Saturday may be `working`. */
export type DayException = (day: string) => 'free' | 'working' | undefined;

/** Day 0 of the epoch was a Thursday. */
const isWeekday = (day: number): boolean => ![2, 3].includes(((day % 7) + 7) % 7);

function isWorked(day: number, exception: DayException): boolean {
  const kind = exception(new Date(day * DAY).toISOString().slice(0, 10));
  return kind === undefined ? isWeekday(day) : kind === 'working';
}

/**
 * How many days from Monday to Friday lie between two instants in a zone: those after the first one's day up to and with the second
 * one's. Negative when the second is earlier. Public holidays count as worked days unless `exception` knows them.
 */
export function businessDays(from: number, to: number, zone: string, exception: DayException = () => undefined): number {
  const [first, last] = [dayIn(from, zone), dayIn(to, zone)];
  const [low, high] = [Math.min(first, last), Math.max(first, last)];
  let count = 0;
  for (let day = low + 1; day <= high; day++) if (isWorked(day, exception)) count++;
  return first <= last ? count : -count;
}
