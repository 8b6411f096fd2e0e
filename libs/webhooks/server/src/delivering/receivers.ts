import { Injectable } from '@nestjs/common';

/** A receiver that needs longer than this for an answer is slow. */
const SLOW_MS = 1_000;
/** How many attempts at one slow receiver this worker makes at once. */
const MOST_AT_SLOW = 2;

interface Receiver {
  readonly begun: Set<number>;
  lastMs: number;
}

/** The attempts that this worker is making: a slow receiver gets two of its hands and not all of them, so that the others need not wait for it. */
@Injectable()
export class Receivers {
  private readonly known = new Map<string, Receiver>();

  /** Begins an attempt; undefined when a slow receiver has all it gets. Call what comes back when the attempt has ended. */
  begin(id: string): (() => void) | undefined {
    const now = performance.now();
    const receiver = this.known.get(id) ?? { begun: new Set<number>(), lastMs: 0 };
    const slow = receiver.lastMs > SLOW_MS || [...receiver.begun].some((at) => now - at > SLOW_MS);
    if (slow && receiver.begun.size >= MOST_AT_SLOW) return undefined;
    // Two attempts of the same instant are two.
    let mark = now;
    while (receiver.begun.has(mark)) mark += 0.001;
    receiver.begun.add(mark);
    this.known.set(id, receiver);
    return () => {
      receiver.begun.delete(mark);
      receiver.lastMs = performance.now() - now;
      if (receiver.begun.size === 0 && receiver.lastMs <= SLOW_MS) this.known.delete(id);
    };
  }
}
