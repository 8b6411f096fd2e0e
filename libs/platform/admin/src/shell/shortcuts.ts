import { DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Browser } from '../api/browser';

type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

/** Single keys that do something, unless somebody is typing, a dialog is open, or the person has switched them off (WCAG 2.1.4). */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly browser = inject(Browser);
  private readonly document = inject(DOCUMENT);
  private readonly layers: Keys[] = [];
  private readonly on = signal(this.browser.remembered('shortcuts') !== 'off');
  readonly enabled = this.on.asReadonly();

  constructor() {
    this.document.addEventListener('keydown', (event) => this.press(event));
  }

  /** Adds keys; the last added come first. @returns how to take them away again. */
  add(keys: Keys): () => void {
    this.layers.unshift(keys);
    return () => this.layers.splice(this.layers.indexOf(keys), 1);
  }

  use(on: boolean): void {
    this.on.set(on);
    this.browser.remember('shortcuts', on ? 'on' : 'off');
  }

  private press(event: KeyboardEvent): void {
    if (!this.on() && event.key !== 'Escape') return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    if (this.document.querySelector('dialog[open]')) return;
    const act = this.layers.find((keys) => event.key in keys)?.[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  }
}
