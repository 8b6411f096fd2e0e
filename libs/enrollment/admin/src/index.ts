import type { Wording } from '@tandem/platform-admin';

/** The words of enrollment: pages and refusals. */
export const enrollmentWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };

export { Countries } from './countries';
export { enrollmentMenu, enrollmentOverview, enrollmentPlaces, enrollmentProfile } from './enrollment.menu';
export { enrollmentSearches } from './reviewing/enrollments.palette';
export { enrollmentRoutes } from './enrollment.routes';

/** The words of the way into the program: to begin, to fill in, to follow. */
export const applyingWording: Wording = { de: () => import('./applying/i18n/de.json'), en: () => import('./applying/i18n/en.json') };
/** The words of the operator's desk. */
export const reviewingWording: Wording = { de: () => import('./reviewing/i18n/de.json'), en: () => import('./reviewing/i18n/en.json') };
/** The words of the business calendar. */
export const calendarWording: Wording = { de: () => import('./calendar/i18n/de.json'), en: () => import('./calendar/i18n/en.json') };

/** The words of marking for offboarding, and of what is done by file. */
export const offboardingWording: Wording = { de: () => import('./offboarding/i18n/de.json'), en: () => import('./offboarding/i18n/en.json') };
export const byFileWording: Wording = { de: () => import('./by-file/i18n/de.json'), en: () => import('./by-file/i18n/en.json') };

export { agreementsMenu, agreementsOverview, agreementsPlaces, agreementsSettings } from './agreements/agreements.menu';
export { agreementsRoutes } from './agreements/agreements.routes';

/** The words of agreements. */
export const agreementsWording: Wording = { de: () => import('./agreements/i18n/de.json'), en: () => import('./agreements/i18n/en.json') };
