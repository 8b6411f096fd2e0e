import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { INVITATION_REASONS } from '@tandem/invitations-contract';
import { expireInvitations, InvitationsApiModule, remindInvitation, remindInvitations, sendInvitation } from '@tandem/invitations-server';
import { PARTNERSHIP_REASONS } from '@tandem/partnership-contract';
import type { ScheduleDefinition } from '@tandem/platform-server';
import { ContextStack, PUBLIC_URL, startStack } from '@tandem/platform-testing';
import type { Sent, StackReply } from '@tandem/platform-testing';
import { partnershipJobs, runImportBatch } from '../imports/imports.jobs';
import { partnershipDatabase } from '../partnership-database';
import { PartnershipApiModule } from '../partnership.api.module';
import { partnershipConstraints } from '../partnership.constraints';
import { PartnershipWorkerModule } from '../partnership.worker.module';

export { PUBLIC_URL };
export type { Sent };

/** Bodies differ from route to route; specs name what they look at. */
export interface Body extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly url: string;
  readonly items: Body[];
  readonly data: (Record<string, unknown> & { reason: string; rule: string })[];
  readonly emailDraft: { subject: string; body: string; html: string };
  readonly attributes: { etag: string; objectType: string };
  readonly relationship: Record<string, unknown>;
  readonly continuationToken?: string;
}

export type Reply = StackReply<Body>;

/** The api of invitations and partnerships, and a worker's handlers. */
export class PartnershipStack extends ContextStack<Body> {
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<PartnershipStack> {
    return new PartnershipStack(
      await startStack({
        ...{ database: partnershipDatabase, reasons: [IDENTITY_REASONS, INVITATION_REASONS, PARTNERSHIP_REASONS], constraints: [partnershipConstraints], settings },
        ...{ jobs: [sendInvitation, remindInvitation, ...partnershipJobs], api: [InvitationsApiModule, PartnershipApiModule], worker: [PartnershipWorkerModule] },
      }),
    );
  }

  /** Runs the oldest waiting batch of imports that is due, as a worker does; false when there is none. `fails`: the worker dies before it commits. */
  batch(options?: { fails: boolean }): Promise<boolean> {
    return this.work(runImportBatch, options);
  }

  /** One run of the expiry sweep, or of another one. */
  override sweep(schedule: ScheduleDefinition = expireInvitations): Promise<void> {
    return super.sweep(schedule);
  }

  /** One run of the sweep for reminders. */
  remind(): Promise<void> {
    return this.sweep(remindInvitations);
  }
}
