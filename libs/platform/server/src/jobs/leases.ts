import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { JobRows, LEASE_MS } from './job-rows';

/** Below this much time left, nothing irrevocable is begun under a lease. */
const MARGIN_MS = 2_000;

/** One claim of this worker; `valid()` is decided by this machine's steady clock, counted from before the claim was asked for. */
export interface Lease {
  readonly token: string;
  valid(): boolean;
  release(): void;
}

/** The claims that this worker holds, renewed for as long as the work takes. A worker that was paused finds them not valid. */
@Injectable()
export class Leases implements OnApplicationShutdown {
  private readonly logger = new Logger(Leases.name);
  private readonly deadlines = new Map<string, number>();
  private readonly timer = setInterval(() => void this.renew(), LEASE_MS / 3);

  constructor(private readonly rows: JobRows) {}

  /** A new lease; it counts from now, the claim follows. */
  take(): Lease {
    const token = randomUUID();
    this.deadlines.set(token, performance.now() + LEASE_MS);
    return {
      token,
      valid: () => performance.now() < (this.deadlines.get(token) ?? 0) - MARGIN_MS,
      release: () => void this.deadlines.delete(token),
    };
  }

  /** Tokens of the claims that this worker holds right now. */
  held(): string[] {
    return [...this.deadlines.keys()];
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const from = performance.now();
    const alive = [...this.deadlines].filter(([, deadline]) => deadline > from).map(([token]) => token);
    if (alive.length === 0) return;
    try {
      const kept = new Set(await this.rows.renew(alive));
      for (const token of alive) if (kept.has(token) && this.deadlines.has(token)) this.deadlines.set(token, from + LEASE_MS);
    } catch (error) {
      this.logger.warn(`Leases were not renewed: ${String(error)}`);
    }
  }
}
