import { Module } from '@nestjs/common';
import { InvitationsApiModule } from '@tandem/invitations-server';
import { requestImports, takeovers } from '@tandem/partnership-contract';
import { webhookEvents } from '@tandem/webhooks-server';
import { CreateDirectoryEntry } from './directory/create-directory-entry';
import { DirectoryController } from './directory/directory.controller';
import { EditDirectoryEntry } from './directory/edit-directory-entry';
import { ProvidersPageController } from './directory/providers-page.controller';
import { ChangeImport } from './imports/change-import';
import { CreateImport } from './imports/create-import';
import { importsController } from './imports/imports.controller';
import { SteerImport } from './imports/steer-import';
import { PartnershipDirectory } from './partnership.directory';
import { partnershipWebhooks } from './partnership.webhooks';
import { ChangeAdminAccess } from './relationships/change-admin-access';
import { RelationshipsController } from './relationships/relationships.controller';
import { TerminatePartnership } from './relationships/terminate-partnership';
import { RequestImportKind } from './request-imports/request-import.kind';
import { SendRows } from './request-imports/send-rows';
import { BulkRequestsController } from './requests/bulk-requests.controller';
import { PartnershipRequestKind } from './requests/partnership-request.kind';
import { RequestsController } from './requests/requests.controller';
import { ResellerAgreementsController } from './resellers/reseller-agreements.controller';
import { ResellersController } from './resellers/resellers.controller';
import { EstablishRows } from './takeovers/establish-rows';
import { TakeoverKind } from './takeovers/takeover.kind';

/** Partnerships and the provider directory in the api. */
@Module({
  imports: [InvitationsApiModule],
  controllers: [importsController(requestImports, RequestImportKind), importsController(takeovers, TakeoverKind), RequestsController, BulkRequestsController, RelationshipsController, ResellerAgreementsController, ResellersController, DirectoryController, ProvidersPageController],
  providers: [
    ...[PartnershipRequestKind, PartnershipDirectory, TerminatePartnership, ChangeAdminAccess],
    ...[CreateDirectoryEntry, EditDirectoryEntry],
    ...[RequestImportKind, SendRows, TakeoverKind, EstablishRows, CreateImport, ChangeImport, SteerImport],
    ...webhookEvents(partnershipWebhooks),
  ],
  exports: [PartnershipDirectory],
})
export class PartnershipApiModule {}
