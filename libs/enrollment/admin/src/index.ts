import type { Wording } from '@tandem/platform-admin';

export { enrollmentMenu, enrollmentOverview } from './enrollment.menu';
export { enrollmentRoutes } from './enrollment.routes';
export { reviewsPlaces } from './reviewing/reviews-places';

/** The words of enrollment: refusals, the own enrollment, the operator's desk. */
export const enrollmentWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
export const applyingWording: Wording = { de: () => import('./applying/i18n/de.json'), en: () => import('./applying/i18n/en.json') };
export const reviewingWording: Wording = { de: () => import('./reviewing/i18n/de.json'), en: () => import('./reviewing/i18n/en.json') };

export { agreementsMenu, agreementsOverview, agreementsPlaces, agreementsSettings } from './agreements/agreements.menu';
export { agreementsRoutes } from './agreements/agreements.routes';

/** The words of agreements. */
export const agreementsWording: Wording = { de: () => import('./agreements/i18n/de.json'), en: () => import('./agreements/i18n/en.json') };
