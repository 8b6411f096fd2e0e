import type { Wording } from '@tandem/platform-admin';

export { provideIdentity } from './provide-identity';
/** The words of identity: its refusals. */
export const identityWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };
