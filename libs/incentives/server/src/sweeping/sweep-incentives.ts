import { Injectable } from '@nestjs/common';
import { JobHandler, ScheduleHandler } from '@tandem/platform-server';
import { goOnSweeping, sweepIncentives } from '../incentive.jobs';
import { WorkDue } from './work-due';

/** Woken every minute: does what is due. */
@Injectable()
export class SweepIncentives extends ScheduleHandler {
  readonly schedule = sweepIncentives;

  constructor(private readonly work: WorkDue) {
    super();
  }

  run(): Promise<void> {
    return this.work.run();
  }
}

/** The next batch of a sweep that found more than one takes. */
@Injectable()
export class GoOnSweepingJob extends JobHandler<typeof goOnSweeping> {
  readonly job = goOnSweeping;

  constructor(private readonly work: WorkDue) {
    super();
  }

  handle(): Promise<void> {
    return this.work.run();
  }
}
