import { NgTemplateOutlet } from '@angular/common';
import { afterNextRender, ChangeDetectionStrategy, Component, computed, contentChild, contentChildren, DestroyRef, inject, Injector, input, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { Shortcuts } from '../shell/shortcuts';
import { Cell } from '../ui/cell';
import { FilterBar } from '../ui/filter-bar';
import { Skeleton, Unreadable } from '../ui/list-states';
import { NoPermission } from '../ui/no-permission';
import { Panel } from '../ui/panel';
import { Results } from '../ui/results';
import { Table } from '../ui/table';
import { Views } from '../ui/views';
import type { View } from '../ui/views';
import { BulkBar } from './bulk-bar';
import { ExportLink } from './export-link';
import { ListSettings } from './list-settings';
import { BulkSlot, EmptySlot, PanelSlot } from './list-slots';
import { ListUrl } from './list-url';
import { OwnViewsMenu } from './own-views-menu';
import type { Listing } from './listing';

/**
 * What every list of the console shares: head, views, filters, columns, table, states, ticks, foot and side panel. A page gives its
 * `listing`, the cells (`tdCell`) and, where it has them, `tdPanel`, `tdBulk`, `tdEmpty`; `[acts]` stand in the head, `[above]` over
 * the rows, `[foot]` in the foot.
 */
@Component({
  selector: 'td-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkBar, ExportLink, FilterBar, ListSettings, NgTemplateOutlet, NoPermission, OwnViewsMenu, Panel, Results, Skeleton, Table, Unreadable, Views],
  templateUrl: './list-frame.html',
})
export class ListFrame<Row extends { readonly id: string }> {
  readonly of = input.required<Listing<Row>>();
  /** False when rows have nothing to open. */
  readonly opens = input(true);
  protected readonly onlyAll: readonly View[] = [{ id: 'all', label: 'list.own.all' }];
  protected readonly words = inject(Words);
  protected readonly url = inject(ListUrl);
  private readonly injector = inject(Injector);
  protected readonly cells = contentChildren(Cell);
  protected readonly panel = contentChild(PanelSlot);
  protected readonly bulk = contentChild(BulkSlot);
  protected readonly empty = contentChild(EmptySlot);
  private readonly table = viewChild<Table<Row>>(Table);
  protected readonly title = computed(() => this.words.t(this.of().plan.title));
  protected readonly nameOf = computed(() => (row: Row): string => this.of().plan.nameOf(row));
  protected readonly dim = computed(() => (row: Row): boolean => this.of().plan.dim?.(row) ?? false);
  protected readonly ticks = computed(() => (this.bulk() ? this.of().selection : undefined));
  protected readonly folded = computed(() => this.of().columns.shown().filter((column) => column.minor).length);

  constructor() {
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ Escape: () => this.of().selection.clear() }));
  }

  /** Closes the panel; the focus goes back to the row it came from. */
  protected close(id: string): void {
    this.of().close();
    afterNextRender(() => this.table()?.focus(id), { injector: this.injector });
  }

  /** Goes on to the first row of the next page. */
  protected async further(): Promise<void> {
    const { source } = this.of();
    if (!source.hasMore() || source.busy()) return;
    await source.more();
    afterNextRender(() => this.table()?.step(1), { injector: this.injector });
  }
}
