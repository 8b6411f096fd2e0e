export {
  passwordChanged,
  recoveryCodesRenewed,
  recoveryCodeUsed,
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
export { listPermissions, PermissionView } from './permissions.contract';
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
