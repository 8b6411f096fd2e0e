import type { Wording } from '@tandem/platform-admin';

export { identityMenu } from './identity.menu';
export { identityRoutes } from './identity.routes';
export { identitySettings } from './identity.settings';
export { PROFILE_ADDITIONS } from './profile/profile-addition';
export type { ProfileAddition } from './profile/profile-addition';
export { usersPalette, usersSearches } from './users/users.palette';
export { provideIdentity } from './provide-identity';
/** The words of a person's own security. */
export const accountWording: Wording = { de: () => import('./account/i18n/de.json'), en: () => import('./account/i18n/en.json') };
/** The words of the page about permissions, and the name of every action. */
export const permissionsWording: Wording = { de: () => import('./permissions/i18n/de.json'), en: () => import('./permissions/i18n/en.json') };
/** The words of identity: its refusals, and what every page of it says. */
export const identityWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
/** The words of the users' page. */
export const usersWording: Wording = { de: () => import('./users/i18n/de.json'), en: () => import('./users/i18n/en.json') };
/** The words of the activity log. */
export const activityWording: Wording = { de: () => import('./activity/i18n/de.json'), en: () => import('./activity/i18n/en.json') };
/** The words of API clients. */
export const apiClientsWording: Wording = { de: () => import('./api-clients/i18n/de.json'), en: () => import('./api-clients/i18n/en.json') };
/** The words of organisations, for the operator. */
export const organisationsWording: Wording = { de: () => import('./organisations/i18n/de.json'), en: () => import('./organisations/i18n/en.json') };
/** The words of profiles and locations. */
export const profileWording: Wording = { de: () => import('./profile/i18n/de.json'), en: () => import('./profile/i18n/en.json') };
