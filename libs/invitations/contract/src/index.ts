export { acceptInvitation, declineInvitation, Established, getInvitation, Grant, InvitationView, listRememberedInvitations, RememberedInvitationView, requestRenewal } from './answering.contract';
export { anyCase } from './any-case';
export {
  invitationAccepted,
  invitationDeclined,
  invitationDeliveryFailed,
  invitationDrafted,
  invitationEdited,
  invitationExpired,
  invitationIssued,
  invitationQueued,
  invitationRemembered,
  invitationReminded,
  invitationRenewalRequested,
  invitationResent,
  invitationRevoked,
  invitationSent,
  invitationViewed,
} from './invitation.events';
export {
  BODY_LIMIT,
  EmailDraft,
  INVITATION_TYPES,
  invitationFacts,
  invitationLetter,
  InvitationState,
  InvitationType,
  Language,
  LastDelivery,
  MAILTO_LIMIT,
  MOST_VALID_DAYS,
  reminderFields,
  SUBJECT_LIMIT,
} from './invitation.view';
export { INVITATION_REASONS } from './reasons';
