import type { Wording } from '@tandem/platform-admin';

/** The words of enrollment: pages and refusals. */
export const enrollmentWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };

export { agreementsMenu, agreementsOverview, agreementsPlaces, agreementsSettings } from './agreements/agreements.menu';
export { agreementsRoutes } from './agreements/agreements.routes';

/** The words of agreements. */
export const agreementsWording: Wording = { de: () => import('./agreements/i18n/de.json'), en: () => import('./agreements/i18n/en.json') };
