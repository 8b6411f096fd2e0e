export { rolesAssignableBy } from './assignable-roles';
export {
  apiClientChanged,
  apiClientCreated,
  apiClientFirstUsed,
  apiClientKeyAdded,
  apiClientKeyRemoved,
  apiClientRemoved,
  apiClientSecretAdded,
  apiClientSecretRevoked,
  organisationCreated,
  organisationRestricted,
  organisationResumed,
  organisationSuspended,
  organisationUnrestricted,
  passkeyRegistered,
  passkeyRemoved,
  passkeyRenamed,
} from './identity.events';
export {
  addClientKey,
  addClientSecret,
  apiClientTimeline,
  ApiClientView,
  changeApiClient,
  CLIENT_NAME_LIMIT,
  ClientKeyView,
  createApiClient,
  getApiClient,
  listApiClients,
  PublicKeyBody,
  removeApiClient,
  removeClientKey,
  revokeClientSecret,
} from './api-clients.contract';
export { createPartner, getPartner, GRANTED_PROGRAMS, HALT_REASON_LIMIT, listPartners, PartnerDetails, PartnerState, partnerTimeline, PartnerView, restrictPartner, suspendPartner } from './partners.contract';
export type { NewPartner } from './partners.contract';
export {
  mpnAssociated,
  mpnLocationAdded,
  passwordChanged,
  passwordLinkOrdered,
  passwordReset,
  personAdded,
  personDeactivated,
  personDescribed,
  personInvitedAgain,
  personJoined,
  personReactivated,
  profileChanged,
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
  workAccountCreated,
} from './identity.events';
export { getMe, MeView } from './me.contract';
export { addMpnLocation, associateMpn, getMpnLocation, listMpnAssociations, listMpnLocations, MpnAssociation, MpnLocation, MpnLocationInput, mpnLocationTimeline } from './mpn-locations.contract';
export { beginPasskey, listPasskeys, NewPasskey, PASSKEY_NAME_LIMIT, PasskeyCreation, PasskeyView, registerPasskey, removePasskey, renamePasskey } from './passkeys.contract';
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
export { listPermissions, PermissionView } from './permissions.contract';
export { AddressInput, Contact, ContactInput, CountryCode, EXPECTED, isMail, isPhone, isWebsite, MailAddress, PostalAddress } from './profile-parts';
export {
  BillingProfile,
  getBillingProfile,
  getLegalBusinessProfile,
  getMpnProfile,
  getOrganizationProfile,
  getSupportProfile,
  LegalBusinessProfile,
  listPrograms,
  MpnProfile,
  OrganizationProfile,
  ProfileInput,
  PROFILES,
  profileTimeline,
  ProgramState,
  putBillingProfile,
  putLegalBusinessProfile,
  putOrganizationProfile,
  putSupportProfile,
  putSupportProfileByOldPath,
  SupportProfile,
  VettingStatus,
  VettingSubStatus,
} from './profiles.contract';
export type { ProfileName } from './profiles.contract';
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
export { createWorkAccount, findWorkAccount, WORK_ACCOUNT_NAME_LIMIT } from './work-accounts.contract';
export type { NewWorkAccount } from './work-accounts.contract';
