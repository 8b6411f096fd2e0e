import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, contentChildren, DestroyRef, ElementRef, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words';
import type { ListState } from '../list/list-url';
import type { Selection } from '../list/selection';
import { Shortcuts } from '../shell/shortcuts';
import type { KeyLine } from '../shell/shortcuts';
import { Density } from '../theme/density';
import { Cell } from './cell';
import type { Column } from './cell';
import { Icon } from './icon';

const KEYS: readonly KeyLine[] = [
  { caps: ['j', 'k'], word: 'keys.nextPrevious', where: 'list' },
  { caps: ['↵'], word: 'keys.open', where: 'list' },
  { caps: ['x'], word: 'keys.tick', where: 'list' },
  { caps: ['X'], word: 'keys.tickRange', where: 'list' },
];

/** A row of any list; its first column's name opens it. */
export interface Row {
  readonly id: string;
}

/**
 * The ledger table: hairlines, one opener a row, keys j, k, x and Enter, ticks for bulk acts (with shift, all from the last one on). On a phone a row becomes an entry
 * of two lines. The page owns rows, order and what is open; the table only asks for changes.
 */
@Component({
  selector: 'td-table',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, NgTemplateOutlet],
  templateUrl: './table.html',
  host: { class: 'scroll' },
})
export class Table<R extends Row> {
  readonly rows = input.required<readonly R[]>();
  readonly columns = input.required<readonly Column[]>();
  /** What the list is called, for screen readers. */
  readonly caption = input.required<string>();
  readonly open = input<string | null>(null);
  readonly sort = input<ListState['sort']>(null);
  readonly selection = input<Selection<R>>();
  /** Name of a row, for its tick. */
  readonly nameOf = input.required<(row: R) => string>();
  /** Rows that have ended and are kept for the record. */
  readonly dim = input<(row: R) => boolean>(() => false);
  /** False when rows have nothing to open. */
  readonly opens = input(true);
  /** Cells that the table's own content does not have: those of whoever it is drawn for. */
  readonly given = input<readonly Cell[]>([]);
  readonly opened = output<R>();
  /** Somebody steps on from the last row. */
  readonly beyond = output();
  readonly sorted = output<string>();

  protected readonly words = inject(Words);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly cells = contentChildren(Cell);
  protected readonly templates = computed(() => new Map([...this.given(), ...this.cells()].map((cell) => [cell.tdCell(), cell.template])));
  protected readonly shown = computed(() => this.columns().filter((column) => !column.minor || this.open() === null));
  protected readonly ticks = computed(() => this.selection());

  constructor() {
    // Applies the row height that this person has chosen.
    inject(Density);
    const off = inject(Shortcuts).add({ j: () => this.step(1), k: () => this.step(-1), x: () => this.tick(), X: () => this.tick(true) }, KEYS);
    inject(DestroyRef).onDestroy(off);
  }

  protected ariaSort(column: Column): 'ascending' | 'descending' | null {
    const sort = this.sort();
    if (sort?.by !== column.id) return null;
    return sort.descending ? 'descending' : 'ascending';
  }

  protected click(event: Event, row: R): void {
    const inside = event.target instanceof Element && event.target.closest('a, button, input, label');
    if (!inside && this.opens()) this.opened.emit(row);
  }

  /** Moves to the row below or above; with the panel open that row opens. */
  step(by: 1 | -1): void {
    const openers = this.openers();
    const from = this.current(openers);
    const index = from < 0 ? (by > 0 ? 0 : openers.length - 1) : from + by;
    const row = this.rows()[index];
    if (!row) return by > 0 ? this.beyond.emit() : undefined;
    openers[index]?.focus();
    if (this.open() !== null) this.opened.emit(row);
  }

  /** Puts the focus on a row. */
  focus(id: string): void {
    this.openers()[this.rows().findIndex((row) => row.id === id)]?.focus();
  }

  /** With shift, all rows from the one ticked last to this one. */
  protected pick(event: MouseEvent, row: R): void {
    if (event.shiftKey) this.selection()?.reach(row.id);
    else this.selection()?.toggle(row.id);
  }

  private tick(reach = false): void {
    const row = this.rows()[this.current(this.openers())];
    if (!row) return;
    if (reach) this.selection()?.reach(row.id);
    else this.selection()?.toggle(row.id);
  }

  private openers(): HTMLElement[] {
    return [...this.host.nativeElement.querySelectorAll<HTMLElement>('.opener')];
  }

  private current(openers: readonly HTMLElement[]): number {
    const focused = openers.findIndex((opener) => opener.closest('tr')?.contains(document.activeElement) ?? false);
    return focused >= 0 ? focused : this.rows().findIndex((row) => row.id === this.open());
  }
}
