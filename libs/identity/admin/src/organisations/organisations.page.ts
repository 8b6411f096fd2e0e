import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listPartners, PartnerState } from '@tandem/identity-contract';
import type { PartnerView } from '@tandem/identity-contract';
import { ApiClient, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, Once, PanelSlot, Pill, Words } from '@tandem/platform-admin';
import type { Column, Filter, OnceLine } from '@tandem/platform-admin';
import { lookOfPartner } from './look-of-partner';
import { OrganisationDrawer } from './organisation.drawer';
import type { FirstAdmin } from './organisation.drawer';
import { OrganisationPanel } from './organisation.panel';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'organisations.columns.name' },
  { id: 'state', label: 'organisations.columns.state' },
  { id: 'programs', label: 'organisations.columns.programs', minor: true },
  { id: 'domain', label: 'organisations.columns.domain', minor: true },
  { id: 'country', label: 'organisations.columns.country', minor: true },
];
const PROGRAMS = ['indirect_provider', 'indirect_reseller', 'direct_bill'] as const;

/** Partner organisations as the operator keeps them: made with their first Global admin, suspended, restricted. */
@Component({
  selector: 'td-organisations-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, EmptySlot, Icon, ListFrame, Once, OrganisationDrawer, OrganisationPanel, PanelSlot, Pill],
  providers: [ListUrl],
  templateUrl: './organisations.page.html',
})
export class OrganisationsPage {
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly making = signal(false);
  protected readonly told = signal<FirstAdmin | null>(null);
  protected readonly lines = computed((): OnceLine[] => [
    { label: this.words.t('organisations.userName'), value: this.told()?.userName ?? '' },
    { label: this.words.t('organisations.password'), value: this.told()?.password ?? '', secret: true },
  ]);
  private readonly filters = computed((): Filter[] => [
    { id: 'program', label: this.words.t('organisations.columns.programs'), options: PROGRAMS.map((value) => ({ value, label: this.words.t(`programs.${value}`) })) },
    { id: 'state', label: this.words.t('organisations.columns.state'), options: PartnerState.options.map((value) => ({ value, label: this.words.t(`organisations.states.${value}`) })) },
  ]);
  protected readonly list = listing({
    page: 'organisations',
    title: 'organisations.title',
    action: 'organisation.manage',
    columns: COLUMNS,
    filters: this.filters,
    hears: ['organisation'],
    question: ({ search, filters }) => ({
      search: search || undefined,
      program: PROGRAMS.find((one) => filters['program']?.[0] === one),
      state: PartnerState.options.find((one) => filters['state']?.[0] === one),
    }),
    read: (query, continuation) => this.api.call(listPartners, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: (row: PartnerView) => row.name,
  });
  protected readonly lookOf = lookOfPartner;

  protected programsOf({ programs }: PartnerView): string {
    return programs.map(({ program }) => this.words.t(`programs.${program}`)).join(', ');
  }

  protected made(admin: FirstAdmin): void {
    this.making.set(false);
    this.told.set(admin);
    this.list.read();
  }
}
