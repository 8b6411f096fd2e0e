import type { MenuEntry } from '@tandem/platform-admin';

/** Entries that belong to no context. */
export const menu: readonly MenuEntry[] = [{ path: '', label: 'overview.menu', icon: 'layout-list', key: 'h', order: 0 }];
