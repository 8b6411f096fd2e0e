import { inject, Injectable, InjectionToken, signal, untracked } from '@angular/core';

/** The clock that dates, expiries and deadlines follow: the real one, in the sandbox a moved one. */
export interface ClockSource {
  /** The present of the business clock, ISO 8601. */
  read(): Promise<string>;
  /** Moves it forward and answers with its new present. */
  advance(by: string): Promise<string>;
}

export const CLOCK_SOURCE = new InjectionToken<ClockSource>('the sandbox clock');

/** What time it is for business, ticking with the real time. */
@Injectable({ providedIn: 'root' })
export class BusinessClock {
  private readonly source = inject(CLOCK_SOURCE);
  private readonly offset = signal(0);
  private readonly tick = signal(Date.now());

  constructor() {
    setInterval(() => this.tick.set(Date.now()), 20_000);
  }

  /** The present in milliseconds; a signal read, so what is shown follows. */
  now(): number {
    return Math.max(this.tick(), 0) + this.offset();
  }

  /** The present to the second, for what counts down; no signal. */
  exact(): number {
    return Date.now() + untracked(this.offset);
  }

  /** Follows the sandbox clock from here on. */
  async follow(): Promise<void> {
    this.set(await this.source.read());
  }

  /** Moves the sandbox clock forward by an ISO 8601 duration. */
  async advance(by: string): Promise<void> {
    this.set(await this.source.advance(by));
  }

  private set(now: string): void {
    this.tick.set(Date.now());
    this.offset.set(Date.parse(now) - Date.now());
  }
}
