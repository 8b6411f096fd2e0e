import { computed, inject, Injectable, signal } from '@angular/core';
import { Browser } from '../api/browser';
import { Session } from '../session/session';
import type { FoundRecord } from './palette-entry';

const LIMIT = 5;

/**
 * What was chosen in the palette last, newest first. Pages and acts are remembered on this device for this person; records only as
 * long as the console is open, because names and addresses of others have no place on a shared device.
 */
@Injectable({ providedIn: 'root' })
export class Recents {
  private readonly browser = inject(Browser);
  private readonly key = `recent-${inject(Session).me().user.id}`;
  private readonly records = new Map<string, FoundRecord>();
  private readonly chosen = signal<readonly string[]>((this.browser.remembered(this.key) ?? '').split(' ').filter(Boolean));
  /** Ids of entries. */
  readonly ids = this.chosen.asReadonly();
  readonly found = computed(() => this.chosen().flatMap((id) => this.records.get(id) ?? []));

  /** Notes that an entry was chosen; a record comes with what is needed to show it again. */
  note(id: string, record?: FoundRecord): void {
    if (record) this.records.set(id, record);
    this.chosen.update((before) => [id, ...before.filter((other) => other !== id)].slice(0, LIMIT));
    this.browser.remember(this.key, this.chosen().filter((one) => !this.records.has(one)).join(' '));
  }
}
