import type { MenuEntry, OverviewPart, RecordPlace, SettingsPage } from '@tandem/platform-admin';
import { AgreementOverview } from './agreement-overview';

/** The menu entry of agreements: where the operator publishes them. */
export const agreementsMenu: readonly MenuEntry[] = [{ path: 'agreements', label: 'agreements.title', icon: 'scroll-text', action: 'agreement.publish', key: 'a', order: 15 }];

/** The page of agreements in a partner's settings (SCR-10). */
export const agreementsSettings: readonly SettingsPage[] = [{ path: 'settings/agreements', label: 'agreements.title', action: 'agreement.status', when: (session) => !session.holds('customer'), order: 15 }];

/** What agreements say on a partner's overview. */
export const agreementsOverview: readonly OverviewPart[] = [{ component: AgreementOverview, order: 5, when: (session) => session.may('agreement.status') && !session.holds('customer') }];

/** Where versions and signatures are shown. */
export const agreementsPlaces: readonly RecordPlace[] = [
  { type: 'agreement_template', action: 'agreement.publish', path: '/agreements', query: (id) => ({ open: id }) },
  { type: 'agreement_signature', action: 'agreement.status', path: '/settings/agreements', query: () => ({}) },
];
