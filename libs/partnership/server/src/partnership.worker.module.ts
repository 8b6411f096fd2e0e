import { Module } from '@nestjs/common';
import { InvitationsWorkerModule } from '@tandem/invitations-server';
import { webhookAnnouncers } from '@tandem/webhooks-server';
import { ImportKinds } from './imports/import-kinds';
import { RunImportBatchJob } from './imports/run-import-batch.job';
import { SweepImports } from './imports/sweep-imports';
import { PartnershipDirectory } from './partnership.directory';
import { partnershipWebhooks } from './partnership.webhooks';
import { RequestImportKind } from './request-imports/request-import.kind';
import { SendRows } from './request-imports/send-rows';
import { PartnershipRequestKind } from './requests/partnership-request.kind';
import { EstablishRows } from './takeovers/establish-rows';
import { TakeoverKind } from './takeovers/takeover.kind';

/** Partnerships in a worker: the words of their mails, imports on their way, and the directory for jobs downstream. */
@Module({
  imports: [InvitationsWorkerModule],
  providers: [PartnershipRequestKind, PartnershipDirectory, RequestImportKind, SendRows, TakeoverKind, EstablishRows, ImportKinds, RunImportBatchJob, SweepImports, ...webhookAnnouncers(partnershipWebhooks)],
  exports: [PartnershipDirectory],
})
export class PartnershipWorkerModule {}
