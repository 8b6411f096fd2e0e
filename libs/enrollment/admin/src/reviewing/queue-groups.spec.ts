import { describe, expect, it } from '@jest/globals';
import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import { groupsOf } from './queue-groups';

const row = (id: string, given: Partial<EnrollmentSummary> = {}): EnrollmentSummary =>
  ({ id, state: 'in_review', stuck: false, expectedUntil: `2026-03-${id}T00:00:00.000Z`, checks: [], attributes: { objectType: 'EnrollmentSummary' }, ...given }) as unknown as EnrollmentSummary;
/** As many days as the number of the row says. */
const left = (until: string): number => Number(until.slice(8, 10)) - 10;

describe('the queue of the desk', () => {
  it('SCR-31: what is overdue comes first, then what is due today, then what comes next', () => {
    const groups = groupsOf([row('08', { stuck: true }), row('10'), row('11'), row('12')], left);
    expect(groups.map(({ name, rows }) => [name, rows.map(({ id }) => id)])).toEqual([['overdue', ['08']], ['today', ['10']], ['next', ['11', '12']]]);
  });

  it('TIM-03: what waits for papers is late for nobody', () => {
    expect(groupsOf([row('08', { state: 'action_required' }), row('09', { state: 'rejected' })], left).map(({ name }) => name)).toEqual(['paused', 'others']);
  });

  it('has no heading over nothing', () => {
    expect(groupsOf([], left)).toEqual([]);
  });
});
