import { computed, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/** Ticked rows. Rows that are no longer listed are not selected any more. */
export class Selection<Row extends { readonly id: string }> {
  private readonly ids = signal<ReadonlySet<string>>(new Set());
  /** The row that was ticked last: a range begins there. */
  private last: string | undefined;
  readonly rows = computed(() => this.listed().filter((row) => this.ids().has(row.id)));
  readonly count = computed(() => this.rows().length);
  readonly all = computed(() => this.count() > 0 && this.count() === this.listed().length);
  readonly some = computed(() => this.count() > 0 && !this.all());

  constructor(private readonly listed: Signal<readonly Row[]>) {}

  has(id: string): boolean {
    return this.ids().has(id);
  }

  toggle(id: string): void {
    this.put([id], !this.has(id));
    this.last = id;
  }

  /** Gives every row from the one ticked last to this one the state of that one. */
  reach(id: string): void {
    const rows = this.listed().map((row) => row.id);
    const [from, to] = [rows.indexOf(this.last ?? id), rows.indexOf(id)].sort((one, other) => one - other);
    if (this.last === undefined || from === undefined || from < 0 || to === undefined) return this.toggle(id);
    this.put(rows.slice(from, to + 1), this.has(this.last));
    this.last = id;
  }

  toggleAll(): void {
    this.ids.set(this.all() ? new Set() : new Set(this.listed().map((row) => row.id)));
  }

  /** Ticks these rows and no other. */
  only(rows: readonly Row[]): void {
    this.ids.set(new Set(rows.map((row) => row.id)));
  }

  clear(): void {
    this.only([]);
  }

  private put(ids: readonly string[], ticked: boolean): void {
    this.ids.update((before) => new Set(ticked ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  }
}
