import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Change } from './announcer';
import { Signals } from './signals';

/** What a live view hears: a change, or `missed` when the line was cut and anything may have changed meanwhile. */
export type LiveChange = Change | 'missed';

/** Changes as they are committed, in any process; the source of the console's live updates. */
@Injectable()
export class LiveChanges implements OnApplicationBootstrap {
  private readonly listeners = new Set<(change: LiveChange) => void>();

  constructor(private readonly signals: Signals) {}

  onApplicationBootstrap(): void {
    this.signals.on('tandem_change', (payload) => {
      const changes: LiveChange[] = payload === undefined ? ['missed'] : (JSON.parse(payload) as Change[]);
      for (const change of changes) for (const listener of this.listeners) listener(change);
    });
  }

  /** Calls the listener for every change, whoever may know of it: the listener asks `visibleTo`. Returns how to stop. */
  on(listener: (change: LiveChange) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
