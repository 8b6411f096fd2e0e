import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { getBulkAct, listBulkActRows } from '@tandem/platform-contract';
import type { BulkActRowView, BulkActView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { FaultWords } from '../i18n/fault-words';
import { LiveUpdates } from '../live/live-updates';

/** While it runs, and while what it set going is on its way, it is looked at this often, whatever is told. */
const EVERY_MS = 1_000;
const MOVING: readonly string[] = ['queued', 'sending', 'pending', 'dispatched', 'running'];

/** The bulk act that a page has begun: how far it is, live, and its rows. Provided by the page. */
@Injectable()
export class BulkActs {
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  readonly act = signal<BulkActView | null>(null);
  readonly rows = signal<readonly BulkActRowView[] | null>(null);
  readonly failure = signal('');
  readonly busy = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(LiveUpdates).refetch(['bulk_act'], () => void this.read());
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** Begins an act by calling its endpoint; a second one waits until the first was answered. */
  async begin(call: () => Promise<BulkActView>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    try {
      this.take(await call());
    } catch (fault) {
      this.failure.set(this.faults.say(fault));
    }
    this.busy.set(false);
  }

  /** What became of each record, the first 500. */
  async showRows(): Promise<void> {
    const act = this.act();
    if (!act) return;
    const page = await this.api.call(listBulkActRows, { params: { id: act.id } }).catch(() => undefined);
    if (page) this.rows.set(page.items);
  }

  close(): void {
    clearTimeout(this.timer);
    this.act.set(null);
  }

  private take(act: BulkActView): void {
    this.act.set(act);
    clearTimeout(this.timer);
    const moves = act.state === 'running' || (act.act === 'retry' && Object.keys(act.states).some((state) => MOVING.includes(state)));
    if (moves) this.timer = setTimeout(() => void this.read(), EVERY_MS);
  }

  private async read(): Promise<void> {
    const known = this.act();
    if (!known) return;
    const act = await this.api.call(getBulkAct, { params: { id: known.id } }).catch(() => undefined);
    if (this.act()?.id === known.id) this.take(act ?? known);
  }
}
