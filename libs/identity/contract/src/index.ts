export { passwordChanged, signedIn, signedOut, signInRefused } from './identity.events';
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
export { getMe, MeView } from './me.contract';
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
export { createFirstVersionToken, createToken, getSigningKeys, getTenantDiscovery } from './token.contract';
