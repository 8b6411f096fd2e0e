import { computed, inject, Injectable, signal } from '@angular/core';
import { countIncentiveInvitations } from '@tandem/incentives-contract';
import { ApiClient, LiveUpdates } from '@tandem/platform-admin';
import type { AnswerOf } from '@tandem/platform-contract';

/** How many incentives of all partners wait for the operator; kept up to date for menu, overview and the tabs of the list. */
@Injectable({ providedIn: 'root' })
export class IncentivesWaiting {
  private readonly api = inject(ApiClient);
  private readonly counts = signal<AnswerOf<typeof countIncentiveInvitations> | undefined>(undefined);
  /** By tab of the list; zeros until they are known. */
  readonly now = computed(() => {
    const { states, blocked = 0, overdue = 0, closing = 0 } = this.counts() ?? {};
    const { submitted = 0, invited: unanswered = 0, action_required = 0, enrolled = 0 } = states ?? {};
    return { known: states !== undefined, submitted, unanswered, action_required, enrolled, blocked, overdue, closing };
  });

  constructor() {
    inject(LiveUpdates).refetch(['incentive'], () => void this.read());
    void this.read();
  }

  /** Counts are an extra; the last ones stand when they cannot be read. */
  async read(): Promise<void> {
    this.counts.set(await this.api.call(countIncentiveInvitations).catch(() => this.counts()));
  }
}
