import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { listRelationships } from '@tandem/partnership-contract';
import type { PartnerRelationship } from '@tandem/partnership-contract';
import { ApiClient, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Pill, Status, When, Words } from '@tandem/platform-admin';
import type { Column, View } from '@tandem/platform-admin';
import { lookOfPartnership } from './look-of-partnership';
import { ProviderPanel } from './provider.panel';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'partnership.columns.name' },
  { id: 'status', label: 'partnership.columns.status' },
  { id: 'country', label: 'partnership.columns.country' },
  { id: 'mpn', label: 'partnership.columns.mpn', minor: true },
  { id: 'admin', label: 'partnership.columns.admin' },
  { id: 'since', label: 'partnership.columns.sinceOnly', numeric: true },
];
const VIEWS: readonly View[] = [
  { id: 'all', label: 'partnership.providerViews.active' },
  { id: 'ended', label: 'partnership.providerViews.ended' },
];

/** Narrows relationships to partners whose name contains this. */
const nameHas = (search: string): string => JSON.stringify({ Field: 'Name', Value: search, Operator: 'substring' });

/** Indirect providers (SCR-15): whom the reseller has authorized, and what they may do in its account. */
@Component({
  selector: 'td-providers-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, EmptySlot, Icon, ListFrame, PanelSlot, Pill, ProviderPanel, Status],
  providers: [ListUrl],
  templateUrl: './providers.page.html',
})
export class ProvidersPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly look = lookOfPartnership;
  protected readonly list = listing({
    page: 'indirect-providers',
    title: 'partnership.providers',
    action: 'partnership.providers',
    columns: COLUMNS,
    views: signal(VIEWS),
    hears: ['partnership', 'organisation'],
    question: ({ view, search }) => ({ relationship_type: 'is_indirect_reseller_of' as const, state: view === 'ended' ? ('terminated' as const) : ('active' as const), filter: search ? nameHas(search) : undefined }),
    read: (query, continuation) => this.api.call(listRelationships, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: (row: PartnerRelationship) => row.name,
    dim: (row) => row.state === 'Terminated',
  });
}
