import type { Type } from '@nestjs/common';
import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import { agreementsSandbox, EnrollmentApiModule, enrollmentConstraints, enrollmentDatabase, enrollmentJobs, enrollmentSandbox } from '@tandem/enrollment-server';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { IdentityApiModule, identityConstraints, identityDatabase, identityJobs, identitySandbox } from '@tandem/identity-server';
import { INCENTIVE_REASONS } from '@tandem/incentives-contract';
import { incentiveConstraints, incentiveJobs, IncentivesApiModule, incentivesDatabase, incentivesSandbox } from '@tandem/incentives-server';
import { INVITATION_REASONS } from '@tandem/invitations-contract';
import { InvitationsApiModule, invitationsDatabase, remindInvitation, sendInvitation } from '@tandem/invitations-server';
import { PARTNERSHIP_REASONS } from '@tandem/partnership-contract';
import { PartnershipApiModule, partnershipConstraints, partnershipDatabase, partnershipJobs, partnershipSandbox } from '@tandem/partnership-server';
import { WEBHOOK_REASONS } from '@tandem/webhooks-contract';
import { WebhooksApiModule, webhooksConstraints, webhooksDatabase, webhooksJobs } from '@tandem/webhooks-server';
import type { DatabasePart, HttpOptions, JobDefinition, SandboxPart } from '@tandem/platform-server';

/** What the api needs of a context. */
export interface Context {
  readonly module: Type;
  readonly database: DatabasePart;
  readonly reasons: HttpOptions['reasons'][number];
  readonly constraints: Readonly<Record<string, string>>;
  readonly jobs: readonly JobDefinition[];
  readonly sandbox?: SandboxPart | readonly SandboxPart[];
}

/** The contexts that Tandem consists of, upstream first. */
export const CONTEXTS: readonly Context[] = [
  { module: IdentityApiModule, database: identityDatabase, reasons: IDENTITY_REASONS, constraints: identityConstraints, jobs: identityJobs, sandbox: identitySandbox },
  { module: WebhooksApiModule, database: webhooksDatabase, reasons: WEBHOOK_REASONS, constraints: webhooksConstraints, jobs: webhooksJobs },
  { module: EnrollmentApiModule, database: enrollmentDatabase, reasons: ENROLLMENT_REASONS, constraints: enrollmentConstraints, jobs: enrollmentJobs, sandbox: [enrollmentSandbox, agreementsSandbox] },
  { module: InvitationsApiModule, database: invitationsDatabase, reasons: INVITATION_REASONS, constraints: {}, jobs: [sendInvitation, remindInvitation] },
  { module: PartnershipApiModule, database: partnershipDatabase, reasons: PARTNERSHIP_REASONS, constraints: partnershipConstraints, jobs: partnershipJobs, sandbox: partnershipSandbox },
  { module: IncentivesApiModule, database: incentivesDatabase, reasons: INCENTIVE_REASONS, constraints: incentiveConstraints, jobs: incentiveJobs, sandbox: incentivesSandbox },
];
