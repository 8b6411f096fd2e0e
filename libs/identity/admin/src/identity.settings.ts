import type { SettingsPage } from '@tandem/platform-admin';

/** Identity's pages of the settings. */
export const identitySettings: readonly SettingsPage[] = [
  { path: 'settings/api-clients', label: 'apiClients.title', action: 'api-client.read', order: 50 },
  { path: 'settings/profile', label: 'profile.menu', action: 'profile.read', when: (session) => !session.holds('operator'), order: 10 },
  { path: 'settings/locations', label: 'profile.locations.menu', action: 'mpn-location.read', when: (session) => !session.holds('customer'), order: 11 },
  { path: 'settings/users', label: 'users.menu', action: 'partner-user.list', key: 'u', order: 20 },
  { path: 'settings/activity', label: 'activity.title', action: 'audit.read', order: 80 },
];
