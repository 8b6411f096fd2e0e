/** How the database writes an instant in UTC; zeros at the end of the fraction are left out. */
const WRITTEN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/;

/**
 * An instant as it goes out: ISO 8601 in UTC, to the millisecond. What the database wrote in UTC is rewritten and not read as a date: a page of a
 * list has some hundred of them, and that is the dearest part of it.
 * @param at of a column of type `timestamptz(3)`, as `query` gives it, or a date.
 */
export function instantOf(at: string | Date): string {
  const written = typeof at === 'string' ? WRITTEN.exec(at) : null;
  return written ? `${written[1]}T${written[2]}.${(written[3] ?? '').padEnd(3, '0')}Z` : new Date(at).toISOString();
}
