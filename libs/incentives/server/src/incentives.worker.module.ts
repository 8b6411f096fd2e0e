import { Module } from '@nestjs/common';
import { webhookAnnouncers } from '@tandem/webhooks-server';
import { incentiveWebhooks } from './incentive.webhooks';
import { IncentiveLetters } from './mailing/incentive-letters';
import { IncentiveOutcomes } from './mailing/incentive-outcomes';
import { SendInvitationJob, SendReminderJob } from './mailing/mail-incentive.job';
import { OrderMails } from './mailing/order-mails';
import { IncentiveSchedules } from './starting/incentive-schedules';
import { StartIncentivesJob } from './starting/start-incentives.job';
import { GoOnSweepingJob, SweepIncentives } from './sweeping/sweep-incentives';
import { TryAgainJob } from './sweeping/try-again.job';
import { WorkDue } from './sweeping/work-due';

/** Incentives in a worker: their start, sweeps and mails. */
@Module({ providers: [GoOnSweepingJob, IncentiveLetters, IncentiveOutcomes, IncentiveSchedules, OrderMails, SendInvitationJob, SendReminderJob, StartIncentivesJob, SweepIncentives, TryAgainJob, WorkDue, ...webhookAnnouncers(incentiveWebhooks)] })
export class IncentivesWorkerModule {}
