import { computed, inject, Injectable, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import { listEnrollments } from '@tandem/enrollment-contract';
import { ApiClient, LIST_PAGE, LiveUpdates } from '@tandem/platform-admin';

/** How many enrollments wait for a decision, as far as a page of the queue goes, and whether one of them is late. */
@Injectable({ providedIn: 'root' })
export class ReviewsWaiting {
  private readonly api = inject(ApiClient);
  private readonly counts = signal({ count: 0, hot: false });
  readonly now = this.counts.asReadonly();

  constructor() {
    inject(LiveUpdates).refetch(['enrollment'], () => void this.read());
    void this.read();
  }

  /** A count is an extra; the last one stands when it cannot be read. The most urgent come first, so that the first tells of late ones. */
  private async read(): Promise<void> {
    const found = await this.api.call(listEnrollments, { query: { size: LIST_PAGE } }).catch(() => undefined);
    if (found) this.counts.set({ count: found.items.length, hot: found.items[0]?.stuck === true });
  }
}

/** What waits in the queue, for the menu. */
export function reviewsWaiting(): Signal<{ readonly count: number; readonly hot: boolean }> {
  const waiting = inject(ReviewsWaiting);
  return computed(() => waiting.now());
}
