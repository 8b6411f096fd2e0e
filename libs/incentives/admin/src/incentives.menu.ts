import { computed, inject } from '@angular/core';
import type { MenuEntry, OverviewPart, RecordPlace, Session } from '@tandem/platform-admin';
import { IncentivesOverview } from './overview/incentives-overview';
import { IncentivesWaiting } from './overview/incentives-waiting';
import { IncentivesOperatorOverview } from './overview/operator-overview';
import { isUrgent } from './own/attention';
import { OwnIncentives } from './own/own-incentives';

/** Whose organisation holds a program with an incentive (INC-04). */
const takesPart = (session: Session): boolean => session.holds('indirect_reseller') || session.holds('direct_bill');

/** Incentives of the own organisation that need somebody; hot when one is urgent. */
function ownWaiting() {
  const own = inject(OwnIncentives);
  return computed(() => ({ count: own.waiting().length, hot: own.waiting().some(({ attention }) => isUrgent(attention)) }));
}

/** What waits for the operator; hot when an invitation cannot go out or is late. */
function allWaiting() {
  const waiting = inject(IncentivesWaiting);
  return computed(() => {
    const { submitted, blocked, overdue } = waiting.now();
    return { count: submitted + blocked, hot: blocked > 0 || overdue > 0 };
  });
}

/** The menu entries of incentives (SCR-28). */
export const incentivesMenu: readonly MenuEntry[] = [
  { path: 'incentives', label: 'incentives.title', icon: 'badge-percent', action: 'incentive.read', when: takesPart, key: 'i', order: 15, count: ownWaiting },
  { path: 'incentive-invitations', label: 'incentives.title', icon: 'badge-percent', action: 'incentive.operate', key: 'i', order: 15, count: allWaiting },
];

/** What incentives say on the overview. */
export const incentivesOverview: readonly OverviewPart[] = [
  { component: IncentivesOverview, order: 6, when: (session) => session.may('incentive.read') && takesPart(session) },
  { component: IncentivesOperatorOverview, order: 30, when: (session) => session.may('incentive.operate') },
];

/** Where an incentive is shown: to operators in their list, to a partner on its page. */
export const incentivesPlaces: readonly RecordPlace[] = [
  { type: 'incentive', action: 'incentive.operate', path: '/incentive-invitations', query: (id) => ({ q: id, open: id }) },
  { type: 'incentive', action: 'incentive.read', path: '/incentives', query: () => ({}) },
  { type: 'incentive_program', action: 'incentive.operate', path: '/incentive-invitations', query: () => ({}) },
];
