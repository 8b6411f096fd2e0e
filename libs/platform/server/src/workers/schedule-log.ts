import { Injectable } from '@nestjs/common';
import { describeError } from '../jobs/describe-error';

/** A run of recurring work as it ended. */
export interface ScheduleRun {
  readonly name: string;
  /** Real time. */
  readonly at: Date;
  readonly tookMs: number;
  readonly error: string | null;
}

/** Remembers the last run of each schedule on this worker until the heartbeat writes it down. */
@Injectable()
export class ScheduleLog {
  private readonly runs = new Map<string, ScheduleRun>();

  /** Does the work and remembers how it ended; what it throws is thrown. */
  async of(name: string, work: () => Promise<void>): Promise<void> {
    const at = new Date();
    const begun = performance.now();
    const ended = (error: string | null): void => void this.runs.set(name, { name, at, tookMs: Math.round(performance.now() - begun), error });
    try {
      await work();
      ended(null);
    } catch (error) {
      ended(describeError(error));
      throw error;
    }
  }

  /** The runs since this was asked last. */
  take(): ScheduleRun[] {
    const runs = [...this.runs.values()];
    this.runs.clear();
    return runs;
  }
}
