import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AcceptInvitation } from './answering/accept-invitation';
import { AnsweringController } from './answering/answering.controller';
import { DeclineInvitation } from './answering/decline-invitation';
import { NoteView } from './answering/note-view';
import { RememberedInvitations } from './answering/remembered-invitations';
import { RememberInvitation } from './answering/remember-invitation';
import { RequestRenewal } from './answering/request-renewal';
import { ViewInvitation } from './answering/view-invitation';
import { DraftInvitation } from './drafting/draft-invitation';
import { EditInvitation } from './drafting/edit-invitation';
import { ExpireInvitations } from './expiry/expire-invitations';
import { InvitationKinds } from './kinds/invitation-kinds';
import { InvitePageController } from './page/invite-page.controller';
import { LookAtInvitation } from './page/look-at-invitation';
import { PersonalLinks } from './personal-links';
import { BulkCommand } from './sending/bulk-command';
import { BulkInvite } from './sending/bulk-invite';
import { RemindInvitationJob } from './reminding/remind-invitation.job';
import { RemindInvitations } from './reminding/remind-invitations';
import { IssueInvitation } from './sending/issue-invitation';
import { MailOrder } from './sending/mail-order';
import { ResendInvitation } from './sending/resend-invitation';
import { RevokeInvitation } from './sending/revoke-invitation';
import { SendInvitation } from './sending/send-invitation';
import { SendInvitationJob } from './sending/send-invitation.job';

const commands = [DraftInvitation, EditInvitation, SendInvitation, IssueInvitation, ResendInvitation, RevokeInvitation, BulkCommand, BulkInvite];
const answers = [ViewInvitation, AcceptInvitation, DeclineInvitation, RequestRenewal, RememberInvitation, RememberedInvitations, NoteView, LookAtInvitation];

/** Invitations in the api: commands for the contexts downstream, and the answering of links. Needs identity's directory. */
@Module({
  imports: [DiscoveryModule],
  controllers: [AnsweringController, InvitePageController],
  providers: [PersonalLinks, InvitationKinds, MailOrder, ...commands, ...answers],
  exports: [PersonalLinks, MailOrder, ...commands, RememberedInvitations],
})
export class InvitationsApiModule {}

/** Invitations in a worker: mails and expiry, and what jobs downstream need to make and send some. */
@Module({
  imports: [DiscoveryModule],
  providers: [PersonalLinks, InvitationKinds, MailOrder, DraftInvitation, SendInvitation, BulkInvite, SendInvitationJob, ExpireInvitations, RemindInvitations, RemindInvitationJob],
  exports: [PersonalLinks, MailOrder, BulkInvite],
})
export class InvitationsWorkerModule {}
