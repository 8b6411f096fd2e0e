import type { Type } from '@nestjs/common';
import { enrollmentDatabase, enrollmentJobs, enrollmentSchedules, EnrollmentWorkerModule } from '@tandem/enrollment-server';
import { identityDatabase, identityJobs, IdentityWorkerModule } from '@tandem/identity-server';
import { incentiveJobs, incentivesDatabase, incentiveSchedules, IncentivesWorkerModule } from '@tandem/incentives-server';
import { expireInvitations, invitationsDatabase, InvitationsWorkerModule, remindInvitation, remindInvitations, sendInvitation } from '@tandem/invitations-server';
import { partnershipDatabase, partnershipJobs, partnershipSchedules, PartnershipWorkerModule } from '@tandem/partnership-server';
import { webhooksDatabase, webhooksJobs, webhooksSchedules, WebhooksWorkerModule } from '@tandem/webhooks-server';
import type { DatabasePart, JobDefinition, ScheduleDefinition } from '@tandem/platform-server';

/** What a worker needs of a context: what it stores, its jobs and schedules, and the module whose providers handle them. */
export interface WorkerContext {
  readonly module: Type;
  readonly database: DatabasePart;
  readonly jobs: readonly JobDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
}

/** The contexts that Tandem consists of, upstream first. */
export const CONTEXTS: readonly WorkerContext[] = [
  { module: IdentityWorkerModule, database: identityDatabase, jobs: identityJobs, schedules: [] },
  { module: WebhooksWorkerModule, database: webhooksDatabase, jobs: webhooksJobs, schedules: webhooksSchedules },
  { module: EnrollmentWorkerModule, database: enrollmentDatabase, jobs: enrollmentJobs, schedules: enrollmentSchedules },
  { module: InvitationsWorkerModule, database: invitationsDatabase, jobs: [sendInvitation, remindInvitation], schedules: [expireInvitations, remindInvitations] },
  { module: PartnershipWorkerModule, database: partnershipDatabase, jobs: partnershipJobs, schedules: partnershipSchedules },
  { module: IncentivesWorkerModule, database: incentivesDatabase, jobs: incentiveJobs, schedules: incentiveSchedules },
];
