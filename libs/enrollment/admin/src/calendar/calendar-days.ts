import type { BusinessDayView } from '@tandem/enrollment-contract';

/** A day of the calendar as a row of its table. */
export interface CalendarDay extends BusinessDayView {
  /** Its date: there is one row a day. */
  readonly id: string;
}

export const rowsOf = (days: readonly BusinessDayView[]): CalendarDay[] => days.map((day) => ({ ...day, id: day.day }));

/** An instant of a date (`2026-05-01`) that is written as the same date in the viewer's zone. */
export const noonOf = (day: string): string => new Date(`${day}T12:00`).toISOString();

/** Saturday or Sunday, which do not count by their place in the week. */
export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay());

/** Whether it counts as it would anyway: a public holiday on a Sunday moves nothing. */
export const movesNothing = ({ day, kind }: Pick<BusinessDayView, 'day' | 'kind'>): boolean => isWeekend(day) === (kind === 'free');

/** What is proposed for a day that somebody opens: the other thing for a public holiday, else what was entered. */
export const proposedKind = (day: BusinessDayView | null): BusinessDayView['kind'] => (day?.source === 'holiday' ? 'working' : (day?.kind ?? 'free'));

/** The years that can be looked at: last year for what was due, the next ones for what will be; and the one that is looked at. */
export function yearsAround(present: number, chosen: number): number[] {
  const near = Array.from({ length: 5 }, (_, index) => present - 1 + index);
  return [...new Set([...near, chosen])].sort((one, other) => one - other);
}
