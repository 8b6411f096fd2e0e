import type { SettingsPage } from '@tandem/platform-admin';

/** Webhooks among the pages of the settings. */
export const webhooksSettings: readonly SettingsPage[] = [{ path: 'settings/webhooks', label: 'webhooks.menu', action: 'webhook.manage', order: 60 }];
