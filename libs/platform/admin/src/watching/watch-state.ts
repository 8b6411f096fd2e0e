import { computed, inject, Injectable, signal } from '@angular/core';
import { getWatch } from '@tandem/platform-contract';
import type { WatchView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';

/** A worker that dies says nothing, so somebody has to ask. */
const EVERY_MS = 15_000;

/** Whether the work goes on, for operators: asked now and then, and when something changes. Nobody else asks. */
@Injectable({ providedIn: 'root' })
export class WatchState {
  private readonly api = inject(ApiClient);
  private readonly held = signal<WatchView | undefined>(undefined);
  /** Undefined until the first answer, and for whoever may not know. */
  readonly now = this.held.asReadonly();
  readonly deadDeliveries = computed(() => ({ count: this.held()?.dead.deliveries ?? 0, hot: true }));
  readonly deadJobs = computed(() => ({ count: this.held()?.dead.jobs ?? 0, hot: true }));

  constructor() {
    if (!inject(Session).may('job.manage')) return;
    setInterval(() => void this.read(), EVERY_MS);
    inject(LiveUpdates).refetch(['worker', 'delivery', 'job', 'bulk_act'], () => void this.read());
    void this.read();
  }

  /** What cannot be asked stays as it was; the shell says that the line is down. */
  private async read(): Promise<void> {
    const now = await this.api.call(getWatch).catch(() => undefined);
    if (now) this.held.set(now);
  }
}
