import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import type { Look } from '@tandem/platform-admin';

const SOON_MS = 2 * 86_400_000;

/** How urgent a decision is: late, due within two days, or neither; never by colour alone. */
export function lookOfDue({ stuck, expectedUntil }: Pick<EnrollmentSummary, 'stuck' | 'expectedUntil'>, now: number): Look {
  if (stuck) return { tone: 'bad', icon: 'circle-alert', word: 'reviews.due.late' };
  if (expectedUntil !== undefined && Date.parse(expectedUntil) - now <= SOON_MS) return { tone: 'warn', icon: 'calendar-clock', word: 'reviews.due.soon' };
  return { tone: 'ok', icon: 'hourglass', word: 'reviews.due.time' };
}

/** How many checks pass, and how many a person has to look at. */
export const countChecks = ({ checks }: Pick<EnrollmentSummary, 'checks'>): { readonly passed: number; readonly open: number } => {
  const passed = checks.filter(({ result }) => result === 'pass').length;
  return { passed, open: checks.length - passed };
};
