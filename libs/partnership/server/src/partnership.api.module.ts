import { Module } from '@nestjs/common';
import { InvitationsApiModule } from '@tandem/invitations-server';
import { PartnershipDirectory } from './partnership.directory';
import { ChangeAdminAccess } from './relationships/change-admin-access';
import { RelationshipsController } from './relationships/relationships.controller';
import { TerminatePartnership } from './relationships/terminate-partnership';
import { PartnershipRequestKind } from './requests/partnership-request.kind';
import { RequestsController } from './requests/requests.controller';
import { ResellersController } from './resellers/resellers.controller';

/** Partnerships in the api. */
@Module({
  imports: [InvitationsApiModule],
  controllers: [RequestsController, RelationshipsController, ResellersController],
  providers: [PartnershipRequestKind, PartnershipDirectory, TerminatePartnership, ChangeAdminAccess],
  exports: [PartnershipDirectory],
})
export class PartnershipApiModule {}
