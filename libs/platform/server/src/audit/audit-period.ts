import { AUDIT_DAYS, MOST_AUDIT_DAYS } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import { lenientDate } from './lenient-date';
import type { LenientDate } from './lenient-date';

const DAY = 86_400_000;

/** Half-open: `from` counts, `until` does not. */
export interface AuditPeriod {
  readonly from: Date;
  readonly until?: Date;
}

function read(field: 'startDate' | 'endDate', text: string | undefined): LenientDate | undefined {
  if (!text) return undefined;
  const found = lenientDate(text);
  if (!found) throw new DomainError({ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field, details: { detail: 'Expected a date such as 2026-11-01 or 11/1/2026 12:00:00 AM.' } });
  return found;
}

/**
 * The period that is asked for. Without a start it has 30 days; a day that is named as its end counts whole.
 * @throws DomainError FIELD_INVALID for what is no date, AUDIT_TOO_OLD when it begins more than 90 days ago, PERIOD_REVERSED when it ends before it begins.
 */
export function auditPeriod({ startDate, endDate }: { readonly startDate?: string | undefined; readonly endDate?: string | undefined }, now: Date): AuditPeriod {
  const start = read('startDate', startDate);
  const end = read('endDate', endDate);
  const until = end && new Date(end.at.getTime() + (end.wholeDay ? DAY : 0));
  const oldest = Math.floor(now.getTime() / DAY - MOST_AUDIT_DAYS) * DAY;
  const from = start?.at ?? new Date(Math.max(Math.min(until?.getTime() ?? Infinity, now.getTime()) - AUDIT_DAYS * DAY, oldest));
  if (from.getTime() < oldest) throw new DomainError({ rule: 'AUD-02', reason: 'AUDIT_TOO_OLD', kind: 'invalid', field: 'startDate' });
  if (until && until <= from) throw new DomainError({ rule: 'AUD-02', reason: 'PERIOD_REVERSED', kind: 'invalid', field: 'endDate' });
  return { from, ...(until ? { until } : {}) };
}
