import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listAgreementTemplates } from '@tandem/enrollment-contract';
import type { AgreementTemplateSummary } from '@tandem/enrollment-contract';
import { ApiClient, Browser, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Pill, Session, When, Words } from '@tandem/platform-admin';
import type { Column } from '@tandem/platform-admin';
import { ByFileRun } from '../by-file/by-file-run';
import { ByFileDrawer } from '../by-file/by-file.drawer';
import { lookOfVersion } from './agreement-looks';
import { PublishDrawer } from './publish.drawer';
import { SIGNATURES_FACE } from './signatures.face';
import { VersionPanel } from './version.panel';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'agreements.columns.agreement' },
  { id: 'version', label: 'agreements.columns.version' },
  { id: 'state', label: 'agreements.columns.state' },
  { id: 'from', label: 'agreements.columns.from' },
  { id: 'where', label: 'agreements.columns.where', minor: true },
];

/** The versions of agreements as the operator keeps them: published once, never changed. */
@Component({
  selector: 'td-versions-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ByFileDrawer, Cell, EmptySlot, Icon, ListFrame, PanelSlot, Pill, PublishDrawer, VersionPanel],
  providers: [ListUrl],
  templateUrl: './versions.page.html',
})
export class VersionsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  protected readonly url = inject(ListUrl);
  protected readonly publishing = signal(false);
  protected readonly importing = signal(false);
  protected readonly imports = inject(Session).may('organisation.manage');
  protected readonly run = new ByFileRun(SIGNATURES_FACE, this.api, inject(Browser));
  protected readonly look = lookOfVersion;
  protected readonly list = listing({
    page: 'agreements',
    title: 'agreements.title',
    action: 'agreement.publish',
    columns: COLUMNS,
    searches: false,
    hears: ['agreement_template'],
    question: () => ({}),
    read: (query, continuation) => this.api.call(listAgreementTemplates, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: (row: AgreementTemplateSummary) => row.titles[this.words.language()],
    dim: (row) => row.state === 'superseded',
  });
  protected readonly newest = computed(() => this.list.rows()[0] ?? null);

  protected whereOf({ regions = [], countries = [] }: AgreementTemplateSummary): string {
    const names = [...regions.map((region) => this.words.t(`agreements.regions.${region}`)), ...countries.map((code) => this.words.country(code))];
    return names.join(', ') || this.words.t('agreements.everywhere');
  }

  /** Shows what was published. */
  protected published(id: string): void {
    this.publishing.set(false);
    this.list.read();
    this.url.patch({ open: id });
  }
}
