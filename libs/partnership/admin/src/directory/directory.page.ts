import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listIndirectProviders, PROVIDER_SERVICES } from '@tandem/partnership-contract';
import type { IndirectProvider, ProviderService } from '@tandem/partnership-contract';
import { ApiClient, Cell, FilterBar, Icon, ListSource, ListUrl, LiveUpdates, NoPermission, Pill, Session, Skeleton, Table, Unreadable, Words } from '@tandem/platform-admin';
import type { Column, Filter } from '@tandem/platform-admin';
import { EntryDrawer } from './entry.drawer';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'partnership.columns.name' },
  { id: 'status', label: 'partnership.columns.status' },
  { id: 'country', label: 'partnership.columns.country' },
  { id: 'services', label: 'partnership.directory.services' },
];
const isService = (value: string): value is ProviderService => PROVIDER_SERVICES.some((service) => service === value);

/** The provider directory as the operator keeps it (SCR-31): every entry, also those that are not listed; made and changed in a drawer. */
@Component({
  selector: 'td-directory-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, EntryDrawer, FilterBar, Icon, NoPermission, Pill, Skeleton, Table, Unreadable],
  providers: [ListUrl],
  templateUrl: './directory.page.html',
})
export class DirectoryPage {
  protected readonly words = inject(Words);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly refusal = inject(Session).refusal('directory.edit');
  protected readonly columns = COLUMNS;
  protected readonly making = signal(false);
  protected readonly nameOf = (row: IndirectProvider): string => row.name;
  protected readonly hidden = (row: IndirectProvider): boolean => !row.listed;
  protected readonly filters = computed((): Filter[] => [
    { id: 'services', label: this.words.t('partnership.directory.services'), options: PROVIDER_SERVICES.map((value) => ({ value, label: this.words.t(`partnership.services.${value}`) })) },
  ]);
  protected readonly question = computed(
    () => {
      const { search, filters } = this.url.state();
      return { name: search || undefined, services: (filters['services'] ?? []).filter(isService) };
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly list = new ListSource<IndirectProvider, ReturnType<typeof this.question>>(this.question, (query, continuation) => this.api.call(listIndirectProviders, { query, continuation }));
  protected readonly open = computed(() => this.list.rows().find((row) => row.id === this.url.state().open));

  constructor() {
    if (!this.refusal) inject(LiveUpdates).refetch(['directory_entry'], () => this.read());
  }

  protected servicesOf(row: IndirectProvider): string {
    return row.services.map((service) => this.words.t(`partnership.services.${service}`)).join(', ');
  }

  protected read(): void {
    void this.list.refresh();
  }

  protected shut(): void {
    this.making.set(false);
    this.url.patch({ open: null });
  }

  protected done(): void {
    this.shut();
    this.read();
  }
}
