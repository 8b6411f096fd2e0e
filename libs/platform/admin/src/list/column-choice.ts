import { computed, signal } from '@angular/core';
import type { Browser } from '../api/browser';
import type { Column } from '../ui/cell';

interface Choice {
  readonly id: string;
  readonly hidden: boolean;
}

const read = (text: string): Choice[] => text.split(' ').filter(Boolean).map((part) => ({ id: part.replace(/^!/, ''), hidden: part.startsWith('!') }));
const write = (choices: readonly Choice[]): string => choices.map(({ id, hidden }) => (hidden ? `!${id}` : id)).join(' ');

/**
 * Which columns a list shows and in which order, remembered on this device. The first column names the row: it stays, and stays
 * first. Columns that came later than the choice stand at the end; those that are gone are forgotten.
 */
export class ColumnChoice {
  private readonly choices = signal<readonly Choice[]>([]);
  private readonly lead: Column | undefined;
  /** All columns in the chosen order. */
  readonly all = computed(() => [...(this.lead ? [this.lead] : []), ...this.choices().flatMap(({ id }) => this.columns.find((column) => column.id === id) ?? [])]);
  readonly shown = computed(() => this.all().filter((column) => this.shows(column.id)));

  /** @param key where the choice is remembered: one list of one person. */
  constructor(
    private readonly columns: readonly Column[],
    private readonly browser: Browser,
    private readonly key: string,
  ) {
    this.lead = columns[0];
    this.choices.set(this.completed(read(browser.remembered(key) ?? '')));
  }

  shows(id: string): boolean {
    return id === this.lead?.id || this.choices().some((choice) => choice.id === id && !choice.hidden);
  }

  /** The lead column has no choice. */
  isLead(id: string): boolean {
    return id === this.lead?.id;
  }

  toggle(id: string): void {
    this.use(this.choices().map((choice) => (choice.id === id ? { id, hidden: !choice.hidden } : choice)));
  }

  /** Whether a column has another one before (-1) or after it (1) to change places with. */
  canMove(id: string, by: 1 | -1): boolean {
    return !this.isLead(id) && this.choices()[this.placeOf(id) + by] !== undefined;
  }

  move(id: string, by: 1 | -1): void {
    if (!this.canMove(id, by)) return;
    const from = this.placeOf(id);
    const order = [...this.choices()];
    order.splice(from + by, 0, ...order.splice(from, 1));
    this.use(order);
  }

  /** Back to what the list came with. */
  reset(): void {
    this.use(this.completed([]));
  }

  private placeOf(id: string): number {
    return this.choices().findIndex((choice) => choice.id === id);
  }

  private completed(known: readonly Choice[]): Choice[] {
    const free = this.columns.slice(1);
    const kept = known.filter(({ id }, index) => free.some((column) => column.id === id) && known.findIndex((other) => other.id === id) === index);
    const added = free.filter((column) => !kept.some((choice) => choice.id === column.id));
    return [...kept, ...added.map(({ id, spare }) => ({ id, hidden: spare === true }))];
  }

  private use(choices: readonly Choice[]): void {
    this.choices.set(choices);
    this.browser.remember(this.key, write(choices));
  }
}
