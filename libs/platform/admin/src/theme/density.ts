import { inject, Injectable, signal } from '@angular/core';
import { Browser } from '../api/browser';

/** Heights of a row: 30, 36 and 44 pixels. */
export const DENSITIES = ['compact', 'normal', 'touch'] as const;
export type DensityName = (typeof DENSITIES)[number];

/** How close the rows of all lists stand; remembered on this device. The measures stand with the style tokens. */
@Injectable({ providedIn: 'root' })
export class Density {
  private readonly browser = inject(Browser);
  private readonly chosen = signal<DensityName>('normal');
  readonly name = this.chosen.asReadonly();

  constructor() {
    const remembered = this.browser.remembered('density');
    this.show(DENSITIES.find((name) => name === remembered) ?? 'normal');
  }

  use(name: DensityName): void {
    this.show(name);
    this.browser.remember('density', name);
  }

  private show(name: DensityName): void {
    this.chosen.set(name);
    if (name === 'normal') delete document.documentElement.dataset['density'];
    else document.documentElement.dataset['density'] = name;
  }
}
