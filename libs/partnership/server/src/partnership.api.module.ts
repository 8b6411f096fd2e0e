import { Module } from '@nestjs/common';
import { InvitationsApiModule } from '@tandem/invitations-server';
import { CreateDirectoryEntry } from './directory/create-directory-entry';
import { DirectoryController } from './directory/directory.controller';
import { EditDirectoryEntry } from './directory/edit-directory-entry';
import { ProvidersPageController } from './directory/providers-page.controller';
import { ChangeImport } from './imports/change-import';
import { CreateImport } from './imports/create-import';
import { ImportsController } from './imports/imports.controller';
import { SteerImport } from './imports/steer-import';
import { PartnershipDirectory } from './partnership.directory';
import { ChangeAdminAccess } from './relationships/change-admin-access';
import { RelationshipsController } from './relationships/relationships.controller';
import { TerminatePartnership } from './relationships/terminate-partnership';
import { BulkRequestsController } from './requests/bulk-requests.controller';
import { PartnershipRequestKind } from './requests/partnership-request.kind';
import { RequestsController } from './requests/requests.controller';
import { ResellersController } from './resellers/resellers.controller';

/** Partnerships and the provider directory in the api. */
@Module({
  imports: [InvitationsApiModule],
  controllers: [ImportsController, RequestsController, BulkRequestsController, RelationshipsController, ResellersController, DirectoryController, ProvidersPageController],
  providers: [
    ...[PartnershipRequestKind, PartnershipDirectory, TerminatePartnership, ChangeAdminAccess],
    ...[CreateDirectoryEntry, EditDirectoryEntry],
    ...[CreateImport, ChangeImport, SteerImport],
  ],
  exports: [PartnershipDirectory],
})
export class PartnershipApiModule {}
