import type { SettingsPage } from '@tandem/platform-admin';

/** Identity's pages of the settings. */
export const identitySettings: readonly SettingsPage[] = [{ path: 'settings/activity', label: 'activity.title', action: 'audit.read', order: 80 }];
