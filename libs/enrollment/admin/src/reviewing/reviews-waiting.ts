import { inject, Injectable, signal } from '@angular/core';
import { listEnrollments } from '@tandem/enrollment-contract';
import { ApiClient, LiveUpdates } from '@tandem/platform-admin';

/** Most that are counted; more is more work than a number says. */
const MOST = 100;

/** How many enrollments wait for a decision, and whether one is late; kept up to date for the menu. */
@Injectable({ providedIn: 'root' })
export class ReviewsWaiting {
  private readonly api = inject(ApiClient);
  private readonly counted = signal({ count: 0, hot: false });
  readonly now = this.counted.asReadonly();

  constructor() {
    inject(LiveUpdates).refetch(['enrollment'], () => void this.read());
    void this.read();
  }

  /** The most urgent come first, so a late one is among those that are counted. Counts are an extra; the last one stands when it cannot be read. */
  private async read(): Promise<void> {
    await this.api.call(listEnrollments, { query: { size: MOST } }).then(
      ({ items }) => this.counted.set({ count: items.length, hot: items.some(({ stuck }) => stuck) }),
      () => undefined,
    );
  }
}
