import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listIndirectProviders, PROVIDER_SERVICES } from '@tandem/partnership-contract';
import type { IndirectProvider, ProviderService } from '@tandem/partnership-contract';
import { ApiClient, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, Pill, Words } from '@tandem/platform-admin';
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
  imports: [Cell, EmptySlot, EntryDrawer, Icon, ListFrame, Pill],
  providers: [ListUrl],
  templateUrl: './directory.page.html',
})
export class DirectoryPage {
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly making = signal(false);
  private readonly filters = computed((): Filter[] => [
    { id: 'services', label: this.words.t('partnership.directory.services'), options: PROVIDER_SERVICES.map((value) => ({ value, label: this.words.t(`partnership.services.${value}`) })) },
  ]);
  protected readonly list = listing({
    page: 'provider-directory',
    title: 'partnership.directory.title',
    action: 'directory.edit',
    columns: COLUMNS,
    filters: this.filters,
    hears: ['directory_entry'],
    question: ({ search, filters }) => ({ name: search || undefined, services: (filters['services'] ?? []).filter(isService) }),
    read: (query, continuation) => this.api.call(listIndirectProviders, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: (row: IndirectProvider) => row.name,
    dim: (row) => !row.listed,
  });

  protected servicesOf(row: IndirectProvider): string {
    return row.services.map((service) => this.words.t(`partnership.services.${service}`)).join(', ');
  }

  protected shut(): void {
    this.making.set(false);
    this.list.close();
  }

  protected done(): void {
    this.shut();
    this.list.read();
  }
}
