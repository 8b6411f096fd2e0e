import type { Wording } from './words';

/** The words of the foundation: shell, lists, roles, programs, and refusals of the request itself. */
export const platformWording: Wording = { de: () => import('./de.json'), en: () => import('./en.json') };
