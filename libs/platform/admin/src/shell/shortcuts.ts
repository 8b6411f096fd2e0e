import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Browser } from '../api/browser';

type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** A line of the sheet of keys. */
export interface KeyLine {
  readonly caps: readonly string[];
  /** Key of its word. */
  readonly word: string;
  /** Where it works; lines of one place stand together. */
  readonly where: 'page' | 'list' | 'panel';
}

interface Layer {
  readonly keys: Keys;
  readonly lines: readonly KeyLine[];
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

/** Single keys that do something, unless somebody is typing, a dialog is open, or the person has switched them off (WCAG 2.1.4). */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly browser = inject(Browser);
  private readonly document = inject(DOCUMENT);
  private readonly layers = signal<readonly Layer[]>([]);
  private readonly on = signal(this.browser.remembered('shortcuts') !== 'off');
  readonly enabled = this.on.asReadonly();
  /** What the keys do that work right now, for the sheet; each line once. */
  readonly lines = computed(() => {
    const all = this.layers().flatMap((layer) => layer.lines);
    return all.filter((line, index) => all.findIndex((other) => other.word === line.word) === index);
  });

  constructor() {
    this.document.addEventListener('keydown', (event) => this.press(event));
  }

  /** Adds keys and what the sheet says of them; the last added come first. @returns how to take them away again. */
  add(keys: Keys, lines: readonly KeyLine[] = []): () => void {
    const layer = { keys, lines };
    this.layers.update((layers) => [layer, ...layers]);
    return () => this.layers.update((layers) => layers.filter((other) => other !== layer));
  }

  use(on: boolean): void {
    this.on.set(on);
    this.browser.remember('shortcuts', on ? 'on' : 'off');
  }

  private press(event: KeyboardEvent): void {
    if (!this.on() && event.key !== 'Escape') return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    if (this.document.querySelector('dialog[open]')) return;
    // The browser closes an open popover by Escape, unless somebody took the key.
    if (event.key === 'Escape' && [...this.document.querySelectorAll('[popover]')].some((one) => one.matches(':popover-open'))) return;
    const act = this.layers().find(({ keys }) => event.key in keys)?.keys[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  }
}
