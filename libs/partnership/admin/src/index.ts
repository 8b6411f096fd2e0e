import type { Wording } from '@tandem/platform-admin';

export { partnershipMenu, partnershipOverview } from './partnership.menu';
export { partnershipPlaces } from './partnership-places';
export { partnershipPalette, partnershipSearches } from './partnership.palette';
export { partnershipRoutes } from './partnership.routes';

/** The words of partnerships: pages, drawer, refusals. */
export const partnershipWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
