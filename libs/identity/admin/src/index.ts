import type { Wording } from '@tandem/platform-admin';

export { identityMenu } from './identity.menu';
export { identityRoutes } from './identity.routes';
export { identitySettings } from './identity.settings';
export { provideIdentity } from './provide-identity';
/** The words of the page about permissions, and the name of every action. */
export const permissionsWording: Wording = { de: () => import('./permissions/i18n/de.json'), en: () => import('./permissions/i18n/en.json') };

/** The words of a person's own security. */
export const accountWording: Wording = { de: () => import('./account/i18n/de.json'), en: () => import('./account/i18n/en.json') };
/** The words of identity: its refusals, and what every page of it says. */
export const identityWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
/** The words of the activity log. */
export const activityWording: Wording = { de: () => import('./activity/i18n/de.json'), en: () => import('./activity/i18n/en.json') };
