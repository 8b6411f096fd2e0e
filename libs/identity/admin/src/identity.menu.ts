import type { MenuEntry } from '@tandem/platform-admin';

/** The menu entries of identity (SCR-00). */
export const identityMenu: readonly MenuEntry[] = [{ path: 'organisations', label: 'organisations.title', icon: 'building', action: 'organisation.manage', key: 'o', order: 12 }];
