import { Module } from '@nestjs/common';
import { InvitationsWorkerModule } from '@tandem/invitations-server';
import { PartnershipDirectory } from './partnership.directory';
import { PartnershipRequestKind } from './requests/partnership-request.kind';

/** Partnerships in a worker: the words of their mails, and the directory for jobs downstream. */
@Module({ imports: [InvitationsWorkerModule], providers: [PartnershipRequestKind, PartnershipDirectory], exports: [PartnershipDirectory] })
export class PartnershipWorkerModule {}
