import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listMpnLocations } from '@tandem/identity-contract';
import type { MpnLocation } from '@tandem/identity-contract';
import { ApiClient, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Pill, Session, SettingsTabs, Words } from '@tandem/platform-admin';
import type { Column, Filter } from '@tandem/platform-admin';
import { LocationDrawer } from './location.drawer';
import { LocationPanel } from './location.panel';
import { lookOfLocation } from './looks';
import { ProgramAccount } from './program-account';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'profile.columns.name' },
  { id: 'mpn', label: 'profile.columns.mpn' },
  { id: 'type', label: 'profile.columns.type' },
  { id: 'country', label: 'profile.columns.country' },
  { id: 'city', label: 'profile.fields.city', minor: true },
  { id: 'status', label: 'profile.columns.status' },
];
const TYPES = ['global', 'location'] as const;

/** The MPN accounts of the organisation (SCR-08), and adding a location, which gets a new MPN ID (MPN-06). */
@Component({
  selector: 'td-locations-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, EmptySlot, Icon, ListFrame, LocationDrawer, LocationPanel, PanelSlot, Pill, ProgramAccount, SettingsTabs],
  providers: [ListUrl],
  templateUrl: './locations.page.html',
})
export class LocationsPage {
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly url = inject(ListUrl);
  protected readonly mayNot = inject(Session).refusal('mpn-location.add');
  protected readonly adding = signal(false);
  protected readonly look = lookOfLocation;
  private readonly filters = computed((): Filter[] => [
    { id: 'type', label: this.words.t('profile.columns.type'), options: TYPES.map((value) => ({ value, label: this.words.t(`profile.types.${value}`) })) },
  ]);
  protected readonly list = listing({
    page: 'mpn-locations',
    title: 'profile.locations.title',
    action: 'mpn-location.read',
    columns: COLUMNS,
    filters: this.filters,
    hears: ['mpn_location'],
    // Both types together are every one.
    question: ({ search, filters: { type = [] } }) => ({ search: search || undefined, type: type.length === 1 ? TYPES.find((one) => one === type[0]) : undefined }),
    read: async (query, continuation) => {
      const page = await this.api.call(listMpnLocations, { query: { ...query, size: LIST_PAGE }, continuation });
      return { ...page, items: page.items.map((location) => ({ ...location, id: location.mpnId })) };
    },
    nameOf: (row: MpnLocation & { id: string }) => row.name,
    dim: (row) => row.status === 'inactive',
  });

  /** Of those that are shown. */
  protected readonly current = computed(() => this.list.rows().find(({ associated }) => associated)?.mpnId);

  protected rolesOf(roles: readonly string[]): string {
    return this.words.anyOf(roles.map((role) => this.words.t(`roles.${role}`)));
  }

  protected add(): void {
    if (this.mayNot === null) this.adding.set(true);
  }

  /** Shows what was added. */
  protected added(mpnId: string): void {
    this.adding.set(false);
    this.list.read();
    this.url.patch({ open: mpnId });
  }
}
