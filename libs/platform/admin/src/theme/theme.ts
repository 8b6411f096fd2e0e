import { inject, Injectable, signal } from '@angular/core';
import { Browser } from '../api/browser';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

/** Light, dark, or what the system says; remembered on this device. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly browser = inject(Browser);
  private readonly chosen = signal<ThemeName>('system');
  readonly name = this.chosen.asReadonly();

  start(): void {
    const remembered = this.browser.remembered('theme');
    this.use(THEMES.find((name) => name === remembered) ?? 'system');
  }

  use(name: ThemeName): void {
    this.chosen.set(name);
    this.browser.remember('theme', name);
    if (name === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = name;
  }
}
