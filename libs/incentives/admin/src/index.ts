import type { Wording } from '@tandem/platform-admin';

export { incentivesMenu, incentivesOverview, incentivesPlaces } from './incentives.menu';
export { incentivesSearches } from './incentives.palette';
export { incentivesRoutes } from './incentives.routes';

/** The words of incentives: what every page of them says, the overview, events and refusals. */
export const incentivesWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
/** The words of a partner's own incentives. */
export const ownIncentivesWording: Wording = { de: () => import('./own/i18n/de.json'), en: () => import('./own/i18n/en.json') };
/** The words of the operator's list. */
export const incentivesWatchWording: Wording = { de: () => import('./watching/i18n/de.json'), en: () => import('./watching/i18n/en.json') };
