import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listOffboardings, markOffboarding, markOffboardings } from '@tandem/enrollment-contract';
import { ApiClient, Browser, BulkSlot, Cell, EmptySlot, FaultWords, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Pill, Toasts, When, Words, Writes } from '@tandem/platform-admin';
import type { Column } from '@tandem/platform-admin';
import { ByFileRun } from '../by-file/by-file-run';
import { ByFileDrawer } from '../by-file/by-file.drawer';
import { MarkDrawer } from './mark.drawer';
import { lookOfMark } from './marked-row';
import type { MarkedRow } from './marked-row';
import { MarkedPanel } from './marked.panel';
import { OFFBOARDING_FACE } from './offboarding.face';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'offboarding.partner' },
  { id: 'state', label: 'offboarding.columns.state' },
  { id: 'reason', label: 'offboarding.reason', minor: true },
  { id: 'country', label: 'offboarding.columns.country', minor: true },
  { id: 'since', label: 'offboarding.columns.since', numeric: true },
];

/** The direct-bill partners that may become resellers (TRN-01): marked one by one or by file, and taken back. */
@Component({
  selector: 'td-offboarding-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkSlot, ByFileDrawer, Cell, EmptySlot, Icon, ListFrame, MarkDrawer, MarkedPanel, PanelSlot, Pill, Writes],
  providers: [ListUrl],
  templateUrl: './offboarding.page.html',
})
export class OffboardingPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly toasts = inject(Toasts);
  protected readonly run = new ByFileRun(OFFBOARDING_FACE, this.api, inject(Browser));
  protected readonly making = signal<'one' | 'many' | null>(null);
  protected readonly look = lookOfMark;
  protected readonly list = listing({
    page: 'offboardings',
    title: 'offboarding.title',
    action: 'organisation.manage',
    columns: COLUMNS,
    searches: false,
    hears: ['organisation', 'enrollment'],
    question: () => ({}),
    read: async (query, continuation) => {
      const { items, ...page } = await this.api.call(listOffboardings, { query: { ...query, size: LIST_PAGE }, continuation });
      return { ...page, items: items.map((row): MarkedRow => ({ ...row, id: row.organisation.id })) };
    },
    nameOf: (row: MarkedRow) => row.organisation.name,
  });
  protected readonly ticked = computed(() => this.list.selection.rows());

  /** Tells that it was done, with a way back. */
  protected marked({ id, name }: { readonly id: string; readonly name: string }): void {
    this.making.set(null);
    this.list.read();
    this.toasts.show({
      text: this.words.t('offboarding.markedOne', { name }),
      undo: async () => {
        await this.api.call(markOffboarding, { params: { id }, body: { identified: false } });
        this.list.read();
      },
    });
  }

  protected unmarked(): void {
    this.list.close();
    this.list.read();
  }

  protected unmarkTicked(): Promise<void> {
    return this.list.together(this.ticked(), async (rows) => {
      const { items } = await this.api.call(markOffboardings, { body: { partners: rows.map(({ id }) => id), identified: false } });
      return items.map(({ result, reason = '', fix = '' }) => ({ ok: result !== 'refused', text: result === 'refused' ? this.faults.of({ reason, rule: '', fix }) : this.words.t('byFile.results.unmarked') }));
    });
  }
}
