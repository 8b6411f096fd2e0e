import { inject } from '@angular/core';
import { listPartnerUsers } from '@tandem/identity-contract';
import { ApiClient, Words } from '@tandem/platform-admin';
import type { FoundRecord, PaletteEntry, RecordSearch } from '@tandem/platform-admin';
import { nameOfUser } from './user-looks';

/** What can be done about users from the palette. */
export const usersPalette: readonly PaletteEntry[] = [{ id: 'users:add', label: 'users.palette.add', icon: 'user-plus', action: 'partner-user.create', does: '/settings/users?add=user' }];

/** People of the own organisation, by name or address. */
function people(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, words] = [inject(ApiClient), inject(Words)];
  return async (search) => {
    const { items } = await api.call(listPartnerUsers, { query: { search, size: 5 } });
    return items.map((row) => ({
      ...{ id: row.id, name: nameOfUser(row) || row.email, detail: row.roles.map(({ role }) => words.t(`roles.${role}`)).join(', ') },
      path: `/settings/users?q=${encodeURIComponent(search)}&open=${row.id}`,
    }));
  };
}

/** The records of identity that the palette finds. */
export const usersSearches: readonly RecordSearch[] = [{ label: 'users.title', icon: 'users', action: 'partner-user.list', make: people }];
