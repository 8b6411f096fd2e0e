import { inject, Injectable, signal } from '@angular/core';
import { countIndirectResellers } from '@tandem/partnership-contract';
import { ApiClient, LiveUpdates } from '@tandem/platform-admin';

/** How many requests wait for an answer and how many could not be delivered; kept up to date for menu and overview. */
@Injectable({ providedIn: 'root' })
export class RequestsWaiting {
  private readonly api = inject(ApiClient);
  private readonly counts = signal({ all: 0, partners: 0, waiting: 0, expiring: 0, problems: 0, failed: 0, bounced: 0 });
  readonly now = this.counts.asReadonly();

  constructor() {
    inject(LiveUpdates).refetch(['invitation', 'partnership'], () => void this.read());
    void this.read();
  }

  /** Counts are an extra; the last ones stand when they cannot be read. */
  private async read(): Promise<void> {
    this.counts.set(await this.api.call(countIndirectResellers).catch(() => this.counts()));
  }
}
