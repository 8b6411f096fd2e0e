/**
 * Business time: link and invitation expiry, deadlines, timelines. Injected everywhere, so that time can be rehearsed.
 * Sessions, leases and throttling use real time instead (see docs/adr/0003-two-clocks.md).
 */
export abstract class Clock {
  /** The present instant of business time. */
  abstract now(): Date;
}

/** Business time that is the machine's time. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock for specs: stands still until it is moved. */
export class FixedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return this.instant;
  }

  /** Moves the clock forward by a number of milliseconds. */
  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
}
