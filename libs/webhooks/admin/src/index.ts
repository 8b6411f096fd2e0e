import type { Wording } from '@tandem/platform-admin';

export { webhooksRoutes } from './webhooks.routes';
export { webhooksSettings } from './webhooks.settings';
/** The words of webhooks: their refusals, and what their page says. */
export const webhooksWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
