import { Injectable, signal } from '@angular/core';

/** Whether this device has a network, as far as the browser knows. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly lostAt = signal(navigator.onLine ? undefined : new Date().toISOString());
  /** When it was lost; undefined while it stands. */
  readonly lost = this.lostAt.asReadonly();

  constructor() {
    addEventListener('offline', () => this.lostAt.set(new Date().toISOString()));
    addEventListener('online', () => this.lostAt.set(undefined));
  }
}
