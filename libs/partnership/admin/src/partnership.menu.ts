import { computed, inject } from '@angular/core';
import type { MenuEntry, OverviewPart } from '@tandem/platform-admin';
import { ProviderOverview, ResellerOverview } from './overview-parts';
import { RequestsWaiting } from './requests-waiting';

/** What waits in the requests; hot when one could not be delivered. */
function requestsWaiting() {
  const waiting = inject(RequestsWaiting);
  return computed(() => ({ count: waiting.now().waiting, hot: waiting.now().problems > 0 }));
}

/** The menu entries of partnerships (SCR-00). */
export const partnershipMenu: readonly MenuEntry[] = [
  { path: 'indirect-resellers', label: 'partnership.resellers', icon: 'handshake', action: 'partnership.request', key: 'r', order: 10, count: requestsWaiting },
  { path: 'indirect-providers', label: 'partnership.providers', icon: 'truck', action: 'partnership.providers', when: (session) => session.holds('indirect_reseller'), key: 'p', order: 11 },
  { path: 'directory-entry', label: 'partnership.directory.own', icon: 'building', action: 'directory.own', when: (session) => session.holds('indirect_provider'), key: 'e', order: 12 },
  { path: 'provider-directory', label: 'partnership.directory.title', icon: 'truck', action: 'directory.edit', key: 'e', order: 13 },
  { path: 'takeovers', label: 'partnership.takeover.menu', icon: 'handshake', action: 'partnership.take-over', key: 't', order: 14 },
];

/** What partnerships say on the overview. */
export const partnershipOverview: readonly OverviewPart[] = [
  { component: ProviderOverview, order: 20, when: (session) => session.may('partnership.request') },
  { component: ResellerOverview, order: 21, when: (session) => session.may('partnership.providers') },
];
