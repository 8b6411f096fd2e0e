import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { listRelationships } from '@tandem/partnership-contract';
import type { PartnerRelationship } from '@tandem/partnership-contract';
import { ApiClient, Cell, Icon, ListSource, ListUrl, LiveUpdates, NoPermission, Pill, Session, Skeleton, Status, Table, Unreadable, Views, When, Words } from '@tandem/platform-admin';
import type { Column, Look, View } from '@tandem/platform-admin';
import { ProviderPanel } from './provider.panel';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'partnership.columns.name' },
  { id: 'status', label: 'partnership.columns.status' },
  { id: 'country', label: 'partnership.columns.country' },
  { id: 'mpn', label: 'partnership.columns.mpn', minor: true },
  { id: 'admin', label: 'partnership.columns.admin' },
  { id: 'since', label: 'partnership.columns.sinceOnly', numeric: true },
];
const LOOKS: Record<PartnerRelationship['state'], Look> = {
  Active: { tone: 'ok', icon: 'circle-check', word: 'partnership.states.active' },
  Terminated: { tone: '', icon: 'ban', word: 'partnership.states.removed' },
};
const VIEWS: readonly View[] = [
  { id: 'all', label: 'partnership.providerViews.active' },
  { id: 'ended', label: 'partnership.providerViews.ended' },
];

/** Indirect providers (SCR-15): whom the reseller has authorized, and what they may do in its account. */
@Component({
  selector: 'td-providers-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, Icon, NoPermission, Pill, ProviderPanel, Skeleton, Status, Table, Unreadable, Views],
  providers: [ListUrl],
  templateUrl: './providers.page.html',
})
export class ProvidersPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly columns = COLUMNS;
  protected readonly views = VIEWS;
  protected readonly refusal = inject(Session).refusal('partnership.providers');
  protected readonly question = computed(() => ({ relationship_type: 'is_indirect_reseller_of', state: this.url.state().view === 'ended' ? 'terminated' : 'active' }) as const);
  protected readonly list = new ListSource<PartnerRelationship, ReturnType<typeof this.question>>(this.question, (query, continuation) => this.api.call(listRelationships, { query, continuation }));
  protected readonly open = computed(() => this.list.rows().find((row) => row.id === this.url.state().open));
  protected readonly index = computed(() => this.list.rows().findIndex((row) => row.id === this.url.state().open));
  protected readonly nameOf = (row: PartnerRelationship): string => row.name;
  protected readonly ended = (row: PartnerRelationship): boolean => row.state === 'Terminated';

  constructor() {
    if (!this.refusal) inject(LiveUpdates).refetch(['partnership', 'organisation'], () => this.read());
  }

  protected look(row: PartnerRelationship): Look {
    return LOOKS[row.state];
  }

  protected read(): void {
    void this.list.refresh();
  }

  protected go(by: 1 | -1): void {
    const next = this.list.rows()[this.index() + by];
    if (next) this.url.patch({ open: next.id });
  }
}
