import { Injectable } from '@nestjs/common';
import { JobHandler, Jobs, ScheduleHandler } from '@tandem/platform-server';
import { goOnSweeping, sweepIncentives } from '../incentive.jobs';
import { WorkDue } from './work-due';

/** Woken every minute; what it finds beyond one batch is gone on with at once, batch by batch, so that other work comes between. */
@Injectable()
export class SweepIncentives extends ScheduleHandler {
  readonly schedule = sweepIncentives;

  constructor(
    private readonly work: WorkDue,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  async run(): Promise<void> {
    if (await this.work.run()) this.jobs.add(goOnSweeping, {});
  }
}

/** The next batch of a sweep; the batch and the order for the one after it commit together. */
@Injectable()
export class GoOnSweepingJob extends JobHandler<typeof goOnSweeping> {
  readonly job = goOnSweeping;

  constructor(
    private readonly work: WorkDue,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  async handle(): Promise<void> {
    if (await this.work.run()) this.jobs.add(goOnSweeping, {});
  }
}
