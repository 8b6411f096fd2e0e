import { Module } from '@nestjs/common';
import { InvitationsWorkerModule } from '@tandem/invitations-server';
import { SendImportBatchJob } from './imports/send-import-batch.job';
import { SendRows } from './imports/send-rows';
import { PartnershipDirectory } from './partnership.directory';
import { PartnershipRequestKind } from './requests/partnership-request.kind';

/** Partnerships in a worker: the words of their mails, imports on their way, and the directory for jobs downstream. */
@Module({ imports: [InvitationsWorkerModule], providers: [PartnershipRequestKind, PartnershipDirectory, SendRows, SendImportBatchJob], exports: [PartnershipDirectory] })
export class PartnershipWorkerModule {}
