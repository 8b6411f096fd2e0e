import type { EnrollmentSummary } from '@tandem/enrollment-contract';

/** Parts of the queue, the most urgent first. */
export const GROUPS = ['overdue', 'today', 'next', 'paused', 'others'] as const;
export type GroupName = (typeof GROUPS)[number];

/** Some rows of the queue under one heading. */
export interface QueueGroup {
  readonly name: GroupName;
  readonly rows: readonly EnrollmentSummary[];
}

/** Business days of a country until the last day that counts. */
type LeftUntil = (until: string, country?: string) => number;

function groupOf({ state, stuck, expectedUntil, country }: EnrollmentSummary, leftUntil: LeftUntil): GroupName {
  if (state === 'action_required') return 'paused';
  if (state !== 'in_review') return 'others';
  if (stuck) return 'overdue';
  return expectedUntil !== undefined && leftUntil(expectedUntil, country) <= 0 ? 'today' : 'next';
}

/** The queue by urgency; the order within a group stays, groups without rows are left out. */
export function groupsOf(rows: readonly EnrollmentSummary[], leftUntil: LeftUntil): QueueGroup[] {
  return GROUPS.map((name) => ({ name, rows: rows.filter((row) => groupOf(row, leftUntil) === name) })).filter((group) => group.rows.length > 0);
}
