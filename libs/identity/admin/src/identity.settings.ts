import type { SettingsPage } from '@tandem/platform-admin';

/** Identity's pages of the settings. */
export const identitySettings: readonly SettingsPage[] = [
  { path: 'settings/users', label: 'users.menu', action: 'partner-user.list', key: 'u', order: 20 },
  { path: 'settings/activity', label: 'activity.title', action: 'audit.read', order: 80 },
];
