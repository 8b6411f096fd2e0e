import { settingsOf } from '@tandem/platform-admin';
import type { MenuEntry } from '@tandem/platform-admin';

/** Entries that belong to no context. */
export const menu: readonly MenuEntry[] = [
  { path: '', label: 'overview.menu', icon: 'layout-list', key: 'h', order: 0 },
  { path: 'settings', label: 'settings.menu', icon: 'settings', when: () => settingsOf().length > 0, key: 's', order: 90 },
];
