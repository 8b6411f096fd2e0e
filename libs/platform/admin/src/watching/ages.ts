import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Words } from '../i18n/words';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
const TICK_MS = 5_000;

/** Spans of real time in words: workers, leases and next tries do not follow the clock of the sandbox. Provided by a page, it ticks with it. */
@Injectable()
export class Ages {
  private readonly words = inject(Words);
  private readonly now = signal(Date.now());

  constructor() {
    const timer = setInterval(() => this.now.set(Date.now()), TICK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** "8 sec", "3 min", "2 hr" */
  span(seconds: number): string {
    const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? (['second', 1] as const);
    return new Intl.NumberFormat(this.words.locale(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(Math.floor(seconds / size));
  }

  /** "3 seconds ago", "in 2 minutes"; `–` for nothing. */
  since(iso: string | undefined): string {
    if (!iso) return '–';
    const seconds = Math.round((Date.parse(iso) - Math.max(this.now(), Date.now())) / 1000);
    const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? (['second', 1] as const);
    return new Intl.RelativeTimeFormat(this.words.locale(), { numeric: 'auto', style: 'short' }).format(Math.trunc(seconds / size), unit);
  }
}
