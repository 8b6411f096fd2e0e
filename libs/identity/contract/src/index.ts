export { rolesAssignableBy } from './assignable-roles';
export {
  passwordChanged,
  passwordLinkOrdered,
  passwordReset,
  personAdded,
  personDeactivated,
  personDescribed,
  personInvitedAgain,
  personJoined,
  personReactivated,
  recoveryCodesRenewed,
  recoveryCodeUsed,
  rolesChanged,
  secondFactorBegun,
  secondFactorConfirmed,
  secondFactorRemoved,
  secondFactorReset,
  sessionsEnded,
  signedIn,
  signedOut,
  signInRefused,
} from './identity.events';
export { getMe, MeView } from './me.contract';
export { readPartnerUserFilter } from './partner-user-filter';
export type { PartnerUserComparison } from './partner-user-filter';
export {
  assignPartnerUserRoles,
  changePartnerUser,
  createPartnerUser,
  Credentials,
  deactivatePartnerUser,
  EMAIL_LIMIT,
  getPartnerUser,
  invitePartnerUserAgain,
  listPartnerUsers,
  NAME_LIMIT,
  PartnerUser,
  partnerUserTimeline,
  PartnerUserWithCredentials,
  reactivatePartnerUser,
  resetPartnerUserPassword,
  USER_STATES,
  UserState,
} from './partner-users.contract';
export { IDENTITY_REASONS } from './reasons';
export { listRoleHolders, RoleHolder } from './role-holders.contract';
export {
  CastMember,
  CastOrganisation,
  ClockView,
  createSandboxTokens,
  getSandboxCast,
  getSandboxClock,
  resetSandbox,
  setSandboxClock,
} from './sandbox.contract';
export {
  beginSecondFactor,
  changeOwnPassword,
  confirmSecondFactor,
  endOtherSessions,
  endOwnSession,
  getSecondFactor,
  listOwnSessions,
  OwnSession,
  RecoveryCodes,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  SecondFactorSetup,
  SecondFactorView,
} from './security.contract';
export { createFirstVersionToken, createToken, getSigningKeys, getTenantDiscovery } from './token.contract';
