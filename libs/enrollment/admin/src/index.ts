import type { Wording } from '@tandem/platform-admin';

/** The words of enrollment: pages and refusals. */
export const enrollmentWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
