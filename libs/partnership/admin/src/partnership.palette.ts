import { inject } from '@angular/core';
import { listIndirectProviders, listIndirectResellers, listRelationships } from '@tandem/partnership-contract';
import { ApiClient, Browser, When, Words } from '@tandem/platform-admin';
import type { FoundRecord, PaletteEntry, RecordSearch } from '@tandem/platform-admin';
import { isRequest, lookOf } from './resellers/reseller-row';

const FEW = 5;
const opened = (page: string, text: string, id: string): string => `/${page}?q=${encodeURIComponent(text)}&open=${id}`;

/** What partnerships can do from the palette. */
export const partnershipPalette: readonly PaletteEntry[] = [
  { id: 'partnership:request', label: 'partnership.palette.request', icon: 'plus', action: 'partnership.request', does: '/indirect-resellers?draft=new' },
  { id: 'partnership:import', label: 'partnership.palette.import', icon: 'file-text', action: 'partnership.request', does: '/indirect-resellers?import=new' },
  { id: 'partnership:waiting', label: 'partnership.palette.waiting', icon: 'hourglass', action: 'partnership.request', does: '/indirect-resellers?view=waiting' },
  { id: 'partnership:expiring', label: 'partnership.palette.expiring', icon: 'calendar-clock', action: 'partnership.request', does: '/indirect-resellers?view=expiring' },
  { id: 'partnership:problems', label: 'partnership.palette.problems', icon: 'mail-x', action: 'partnership.request', does: '/indirect-resellers?view=problems' },
  {
    id: 'partnership:directory',
    label: 'partnership.palette.directory',
    icon: 'external-link',
    does: () => {
      const browser = inject(Browser);
      return () => browser.go('/providers');
    },
  },
];

/** Partners and requests of a provider, by name or address. */
function resellers(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, words] = [inject(ApiClient), inject(Words)];
  return async (q) => {
    const { items } = await api.call(listIndirectResellers, { query: { q, size: FEW } });
    return items.map((row) => ({
      id: row.id,
      name: isRequest(row) ? (row.email ?? words.t('partnership.noAddress')) : row.name,
      detail: isRequest(row) ? words.t(lookOf(row).word) : words.country(row.country),
      path: opened('indirect-resellers', q, row.id),
    }));
  };
}

/** Providers whom a reseller has authorized, by name. */
function providers(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, when] = [inject(ApiClient), inject(When)];
  return async (text) => {
    const filter = JSON.stringify({ Field: 'Name', Value: text, Operator: 'substring' });
    const { items } = await api.call(listRelationships, { query: { relationship_type: 'is_indirect_reseller_of', filter, size: FEW } });
    return items.map((row) => ({ id: row.id, name: row.name, detail: when.date(row.since), path: `/indirect-providers?open=${row.id}` }));
  };
}

/** Entries of the provider directory, by name, for who keeps it. */
function entries(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, words] = [inject(ApiClient), inject(Words)];
  return async (name) => {
    const { items } = await api.call(listIndirectProviders, { query: { name, size: FEW } });
    return items.map((row) => ({ id: row.id, name: row.name, detail: words.country(row.location), path: opened('provider-directory', name, row.id) }));
  };
}

/** The records of partnerships that the palette finds. */
export const partnershipSearches: readonly RecordSearch[] = [
  { label: 'partnership.resellers', icon: 'handshake', action: 'partnership.request', make: resellers },
  { label: 'partnership.providers', icon: 'truck', action: 'partnership.providers', when: (session) => session.holds('indirect_reseller'), make: providers },
  { label: 'partnership.directory.title', icon: 'building', action: 'directory.edit', make: entries },
];
