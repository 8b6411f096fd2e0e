import { computed, signal } from '@angular/core';
import type { Signal } from '@angular/core';

/** Ticked rows. Rows that are no longer listed are not selected any more. */
export class Selection<Row extends { readonly id: string }> {
  private readonly ids = signal<ReadonlySet<string>>(new Set());
  readonly rows = computed(() => this.listed().filter((row) => this.ids().has(row.id)));
  readonly count = computed(() => this.rows().length);
  readonly all = computed(() => this.count() > 0 && this.count() === this.listed().length);
  readonly some = computed(() => this.count() > 0 && !this.all());

  constructor(private readonly listed: Signal<readonly Row[]>) {}

  has(id: string): boolean {
    return this.ids().has(id);
  }

  toggle(id: string): void {
    this.ids.update((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }

  toggleAll(): void {
    this.ids.set(this.all() ? new Set() : new Set(this.listed().map((row) => row.id)));
  }

  clear(): void {
    this.ids.set(new Set());
  }
}
