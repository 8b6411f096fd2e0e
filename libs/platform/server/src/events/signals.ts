import { Injectable } from '@nestjs/common';

/** Postgres channels: `tandem_job` wakes relays, `tandem_event` wakes streams, `tandem_clock` moves clocks. */
export type Channel = 'tandem_job' | 'tandem_event' | 'tandem_clock';

/** Listens to Postgres notifications on one connection of its own that comes back by itself. A wake-up is a hint, never a promise: every listener also polls. */
@Injectable()
export class Signals {
  private readonly listeners = new Map<Channel, Set<() => void>>();

  /** Calls `wake` whenever the channel is notified and after each reconnection; returns how to stop. */
  on(channel: Channel, wake: () => void): () => void {
    const wakes = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, wakes.add(wake));
    return () => void wakes.delete(wake);
  }
}
