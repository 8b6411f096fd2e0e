import { Global, Module } from '@nestjs/common';
import { createFirstVersionToken, createToken, getSigningKeys, getTenantDiscovery } from '@tandem/identity-contract';
import { Authenticator, Documented, OrganisationNames, RoleHolders } from '@tandem/platform-server';
import { OrganisationDirectory } from './directory/organisation-directory';
import { Issuer } from './issuer/issuer';
import { IssuerRoutes } from './issuer/issuer.routes';
import { SigningKeys } from './issuer/signing-keys';
import { MeController } from './me/me.controller';
import { ChangePassword } from './passwords/change-password';
import { CheckPassword } from './passwords/check-password';
import { SandboxController } from './sandbox/sandbox.controller';
import { SandboxGuard } from './sandbox/sandbox.guard';
import { SandboxPeople } from './sandbox/sandbox-people';
import { BeginSecondFactor } from './second-factor/begin-second-factor';
import { CheckSecondFactor } from './second-factor/check-second-factor';
import { ConfirmSecondFactor } from './second-factor/confirm-second-factor';
import { OwnCredentials } from './second-factor/own-credentials';
import { RemoveSecondFactor } from './second-factor/remove-second-factor';
import { RenewRecoveryCodes } from './second-factor/renew-recovery-codes';
import { ResetSecondFactor } from './second-factor/reset-second-factor';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { KnownDevices } from './secrets/known-devices';
import { SecretBox } from './secrets/secret-box';
import { SignInLimit } from './secrets/sign-in-limit';
import { EndSession } from './session/end-session';
import { IdentityAuthenticator } from './session/identity-authenticator';
import { KnownCallers } from './session/known-callers';
import { Sessions } from './session/sessions';
import { SessionsController } from './session/sessions.controller';
import { IdentityProvider } from './sign-in/identity-provider';
import { Interactions } from './sign-in/interactions';
import { OutsidePeople } from './sign-in/outside-people';
import { RecordSignIn } from './sign-in/record-sign-in';
import { RelyingParty } from './sign-in/relying-party';
import { SignInWithCode } from './sign-in/sign-in-with-code';
import { SignInController } from './sign-in/sign-in.controller';

/** Who calls, signing in and out, tokens, and the sandbox. Global: the guard of every route asks the authenticator. */
@Global()
@Documented(createToken, createFirstVersionToken, getTenantDiscovery, getSigningKeys)
@Module({
  controllers: [MeController, SignInController, SandboxController, SecondFactorController, SessionsController],
  providers: [
    ChangePassword,
    CheckPassword,
    Interactions,
    Issuer,
    IssuerRoutes,
    KnownCallers,
    OrganisationDirectory,
    RecordSignIn,
    RelyingParty,
    SandboxGuard,
    SandboxPeople,
    Sessions,
    SignInLimit,
    SigningKeys,
    BeginSecondFactor,
    CheckSecondFactor,
    ConfirmSecondFactor,
    EndSession,
    IdentityProvider,
    KnownDevices,
    OutsidePeople,
    OwnCredentials,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    ResetSecondFactor,
    SecretBox,
    SignInWithCode,
    { provide: Authenticator, useClass: IdentityAuthenticator },
    { provide: OrganisationNames, useExisting: OrganisationDirectory },
    { provide: RoleHolders, useExisting: OrganisationDirectory },
  ],
  exports: [Authenticator, OrganisationDirectory, OrganisationNames, RoleHolders],
})
export class IdentityApiModule {}
