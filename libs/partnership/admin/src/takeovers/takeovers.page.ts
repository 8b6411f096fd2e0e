import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { takeovers } from '@tandem/partnership-contract';
import { ApiClient, Cell, Icon, ListSource, ListUrl, LiveUpdates, NoPermission, Pill, Session, Shortcuts, Skeleton, Table, Unreadable, When, Words } from '@tandem/platform-admin';
import type { Column, IconName, Tone } from '@tandem/platform-admin';
import type { AnyImport } from '../imports/import-face';
import { ImportDrawer } from '../imports/import.drawer';
import { TAKEOVER_FACE } from './takeover.face';

const COLUMNS: readonly Column[] = [
  { id: 'file', label: 'partnership.takeover.columns.file' },
  { id: 'state', label: 'partnership.takeover.columns.state' },
  { id: 'rows', label: 'partnership.takeover.columns.rows', numeric: true, minor: true },
  { id: 'invalid', label: 'partnership.takeover.results.invalid', numeric: true, minor: true },
  { id: 'by', label: 'partnership.takeover.columns.by', minor: true },
  { id: 'at', label: 'partnership.takeover.columns.at', numeric: true },
];
const LOOKS: Readonly<Record<AnyImport['state'], readonly [Tone, IconName]>> = {
  checked: ['', 'file-text'],
  running: ['info', 'refresh-cw'],
  paused: ['warn', 'hourglass'],
  cancelled: ['', 'ban'],
  done: ['ok', 'circle-check'],
};

/** Takeovers: files of partnerships that existed before, as the operator imports them; each is checked, started and watched in the drawer. */
@Component({
  selector: 'td-takeovers-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, Icon, ImportDrawer, NoPermission, Pill, Skeleton, Table, Unreadable],
  providers: [ListUrl],
  templateUrl: './takeovers.page.html',
})
export class TakeoversPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly refusal = inject(Session).refusal('partnership.take-over');
  protected readonly face = TAKEOVER_FACE;
  protected readonly columns = COLUMNS;
  protected readonly list = new ListSource<AnyImport, object>(computed(() => ({})), (_, continuation) => this.api.call(takeovers.list, { continuation }));
  protected readonly nameOf = (row: AnyImport): string => row.fileName ?? this.words.t('partnership.import.unnamed');
  protected readonly ended = (row: AnyImport): boolean => row.state === 'cancelled';
  protected readonly lookOf = (row: AnyImport): { tone: Tone; icon: IconName } => ({ tone: LOOKS[row.state][0], icon: LOOKS[row.state][1] });

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['partnership_takeover'], () => void this.list.refresh());
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ n: () => this.open('new') }));
  }

  /** Opens the drawer on a file to choose or on an import; null closes it. The address names it, so it survives a reload. */
  protected open(id: string | null): void {
    this.url.patch({ open: id });
    if (id === null) void this.list.refresh();
  }

  protected stateOf({ state, counts }: AnyImport): string {
    const done = counts['established'] ?? 0;
    return this.words.t(`partnership.takeover.states.${state}`, { done: this.words.number(done), of: this.words.number(done + (counts['new'] ?? 0)) });
  }
}
