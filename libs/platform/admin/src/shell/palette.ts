import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, output, signal, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from '../ui/icon';
import { Modal } from '../ui/modal';
import { PaletteSource } from './palette-source';
import type { PaletteItem } from './palette-source';

/** The command palette (Ctrl K): pages, acts and records of all contexts in one list, used by keyboard alone. */
@Component({
  selector: 'td-palette',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal],
  providers: [PaletteSource],
  templateUrl: './palette.html',
  host: { '(keydown)': 'key($event)', '(mousedown)': 'press($event)', '(click)': 'pick($event)' },
})
export class Palette {
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly source = inject(PaletteSource);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly at = signal(0);
  private readonly items = computed(() => this.source.groups().flatMap((group) => group.items));
  /** The line that Enter takes; the first one until somebody moves. */
  protected readonly active = computed(() => this.items()[Math.min(this.at(), this.items().length - 1)]);
  protected readonly count = computed(() => this.items().length);

  constructor() {
    effect(() => {
      const active = this.active();
      queueMicrotask(() => active && this.host.querySelector(`[id="${CSS.escape(active.id)}"]`)?.scrollIntoView({ block: 'nearest' }));
    });
  }

  protected type(): void {
    this.at.set(0);
    this.source.type(this.box().nativeElement.value);
  }

  protected key(event: KeyboardEvent): void {
    const count = this.items().length;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && count > 0) this.at.update((at) => (Math.min(at, count - 1) + by + count) % count);
    else if (event.key === 'Enter' && event.target === this.box().nativeElement) this.take(this.active());
    else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) this.closed.emit();
    else return;
    event.preventDefault();
  }

  /** The box keeps the focus: lines are pointed at, never focused. */
  protected press(event: Event): void {
    if (this.pointedAt(event)) event.preventDefault();
  }

  protected pick(event: Event): void {
    this.take(this.pointedAt(event));
  }

  private pointedAt(event: Event): PaletteItem | undefined {
    const line = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    return line ? this.items().find((item) => item.id === line.id) : undefined;
  }

  private take(item: PaletteItem | undefined): void {
    if (!item) return;
    this.closed.emit();
    item.run();
  }
}
