import { Module } from '@nestjs/common';
import { webhookEvents } from '@tandem/webhooks-server';
import { DeclineIncentive } from './enrolling/decline-incentive';
import { OwnIncentives } from './enrolling/own-incentive';
import { SaveProfiles } from './enrolling/save-profiles';
import { SubmitIncentive } from './enrolling/submit-incentive';
import { incentiveWebhooks } from './incentive.webhooks';
import { OrderMails } from './mailing/order-mails';
import { ChangeSchedule } from './operating/change-schedule';
import { OperationsController } from './operating/operations.controller';
import { ResendInvitations } from './operating/resend-invitations';
import { VerifyProfiles } from './operating/verify-profiles';
import { IncentiveInvitationsController } from './reading/incentive-invitations.controller';
import { IncentivePrograms } from './reading/incentive-programs';
import { IncentiveViews } from './reading/incentive-views';
import { IncentivesController } from './reading/incentives.controller';
import { IncentiveSchedules } from './starting/incentive-schedules';
import { IncentiveReadings } from './watching/incentive-readings';

const enrolling = [DeclineIncentive, OwnIncentives, SaveProfiles, SubmitIncentive];
const operating = [ChangeSchedule, OrderMails, ResendInvitations, VerifyProfiles];

/** Incentives in the api. Needs identity's directory. */
@Module({
  controllers: [IncentivesController, IncentiveInvitationsController, OperationsController],
  providers: [...enrolling, ...operating, IncentivePrograms, IncentiveReadings, IncentiveSchedules, IncentiveViews, ...webhookEvents(incentiveWebhooks)],
})
export class IncentivesApiModule {}
