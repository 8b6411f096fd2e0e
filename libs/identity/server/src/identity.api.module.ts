import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { createFirstVersionToken, createToken, getSigningKeys, getTenantDiscovery } from '@tandem/identity-contract';
import { Authenticator, Documented, OrganisationNames, RoleHolders } from '@tandem/platform-server';
import { AddClientKey } from './clients/add-client-key';
import { AddClientSecret } from './clients/add-client-secret';
import { ApiClientsController } from './clients/api-clients.controller';
import { ChangeApiClient } from './clients/change-api-client';
import { CreateApiClient } from './clients/create-api-client';
import { RemoveApiClient } from './clients/remove-api-client';
import { RemoveClientKey } from './clients/remove-client-key';
import { RevokeClientSecret } from './clients/revoke-client-secret';
import { OrganisationDirectory } from './directory/organisation-directory';
import { Issuer } from './issuer/issuer';
import { IssuerRoutes } from './issuer/issuer.routes';
import { SigningKeys } from './issuer/signing-keys';
import { AddLocation } from './locations/add-location';
import { AssociateLocation } from './locations/associate-location';
import { LocationsController } from './locations/locations.controller';
import { AccountLinks } from './links/account-links';
import { AccountPagesController } from './links/account-pages.controller';
import { AskForPassword } from './links/ask-for-password';
import { ChoosePassword } from './links/choose-password';
import { ForgottenController } from './links/forgotten.controller';
import { MeController } from './me/me.controller';
import { CreatePartner } from './partners/create-partner';
import { PartnersController } from './partners/partners.controller';
import { HaltPartner } from './partners/halt-partner';
import { ChangePassword } from './passwords/change-password';
import { CheckPassword } from './passwords/check-password';
import { BeginPasskey } from './passkeys/begin-passkey';
import { PasskeyChallenges } from './passkeys/passkey-challenges';
import { PasskeySite } from './passkeys/passkey-site';
import { PasskeysController } from './passkeys/passkeys.controller';
import { RegisterPasskey } from './passkeys/register-passkey';
import { RemovePasskey } from './passkeys/remove-passkey';
import { RenamePasskey } from './passkeys/rename-passkey';
import { SignInWithPasskey } from './passkeys/sign-in-with-passkey';
import { AddPartnerUser } from './people/add-partner-user';
import { AssignRoles } from './people/assign-roles';
import { ChangePartnerUser } from './people/change-partner-user';
import { DeactivatePartnerUser } from './people/deactivate-partner-user';
import { InviteAgain } from './people/invite-again';
import { PartnerUserAccessController } from './people/partner-user-access.controller';
import { PartnerUsersController } from './people/partner-users.controller';
import { ReactivatePartnerUser } from './people/reactivate-partner-user';
import { ResetPassword } from './people/reset-password';
import { ChangeProfile } from './profiles/change-profile';
import { ProfilesController } from './profiles/profiles.controller';
import { Vettings } from './profiles/vettings';
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
import { ClientUse } from './session/client-use';
import { EndAccess } from './session/end-access';
import { EndSession } from './session/end-session';
import { IdentityAuthenticator } from './session/identity-authenticator';
import { KnownCallers } from './session/known-callers';
import { Sessions } from './session/sessions';
import { SessionsController } from './session/sessions.controller';
import { IdentityProvider } from './sign-in/identity-provider';
import { Interactions } from './sign-in/interactions';
import { JoinFromOutside } from './sign-in/join-from-outside';
import { OutsidePeople } from './sign-in/outside-people';
import { PasskeySignInController } from './sign-in/passkey-sign-in.controller';
import { RecordSignIn } from './sign-in/record-sign-in';
import { RelyingParty } from './sign-in/relying-party';
import { SignInWithCode } from './sign-in/sign-in-with-code';
import { SignInController } from './sign-in/sign-in.controller';
import { CreateWorkAccount } from './work-accounts/create-work-account';
import { FindWorkAccount } from './work-accounts/find-work-account';
import { WorkAccountsController } from './work-accounts/work-accounts.controller';

const people = [AccountLinks, AddPartnerUser, AskForPassword, AssignRoles, ChangePartnerUser, ChoosePassword, DeactivatePartnerUser, EndAccess, InviteAgain, ReactivatePartnerUser, ResetPassword];

/** Who calls, signing in and out, tokens, and the sandbox. Global: the guard of every route asks the authenticator. */
@Global()
@Documented(createToken, createFirstVersionToken, getTenantDiscovery, getSigningKeys)
@Module({
  imports: [DiscoveryModule],
  controllers: [MeController, SignInController, SandboxController, SecondFactorController, PasskeysController, PasskeySignInController, SessionsController, PartnerUsersController, PartnerUserAccessController, AccountPagesController, ForgottenController, ProfilesController, LocationsController, ApiClientsController, PartnersController, WorkAccountsController],
  providers: [
    ...people,
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
    ...[AddClientKey, AddClientSecret, ChangeApiClient, ClientUse, CreateApiClient, RemoveApiClient, RemoveClientKey, RevokeClientSecret],
    ...[CreatePartner, HaltPartner, CreateWorkAccount, FindWorkAccount],
    BeginSecondFactor,
    CheckSecondFactor,
    ConfirmSecondFactor,
    EndSession,
    IdentityProvider,
    JoinFromOutside,
    KnownDevices,
    OutsidePeople,
    OwnCredentials,
    RemoveSecondFactor,
    RenewRecoveryCodes,
    ResetSecondFactor,
    SecretBox,
    SignInWithCode,
    ...[BeginPasskey, PasskeyChallenges, PasskeySite, RegisterPasskey, RemovePasskey, RenamePasskey, SignInWithPasskey],
    ...[ChangeProfile, AddLocation, AssociateLocation, Vettings],
    { provide: Authenticator, useClass: IdentityAuthenticator },
    { provide: OrganisationNames, useExisting: OrganisationDirectory },
    { provide: RoleHolders, useExisting: OrganisationDirectory },
  ],
  exports: [AssociateLocation, CreateWorkAccount, FindWorkAccount, Authenticator, ChangeProfile, KnownCallers, OrganisationDirectory, OrganisationNames, RoleHolders],
})
export class IdentityApiModule {}
