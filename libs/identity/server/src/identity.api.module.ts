import { Global, Module } from '@nestjs/common';
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
import { MeController } from './me/me.controller';
import { CreatePartner } from './partners/create-partner';
import { PartnersController } from './partners/partners.controller';
import { RestrictPartner } from './partners/restrict-partner';
import { SuspendPartner } from './partners/suspend-partner';
import { SandboxController } from './sandbox/sandbox.controller';
import { SandboxGuard } from './sandbox/sandbox.guard';
import { SandboxPeople } from './sandbox/sandbox-people';
import { SignInLimit } from './secrets/sign-in-limit';
import { ClientUse } from './session/client-use';
import { IdentityAuthenticator } from './session/identity-authenticator';
import { KnownCallers } from './session/known-callers';
import { Sessions } from './session/sessions';
import { ChangePassword } from './sign-in/change-password';
import { CheckPassword } from './sign-in/check-password';
import { Interactions } from './sign-in/interactions';
import { RecordSignIn } from './sign-in/record-sign-in';
import { RelyingParty } from './sign-in/relying-party';
import { SignInController } from './sign-in/sign-in.controller';

/** Who calls, signing in and out, tokens, and the sandbox. Global: the guard of every route asks the authenticator. */
@Global()
@Documented(createToken, createFirstVersionToken, getTenantDiscovery, getSigningKeys)
@Module({
  controllers: [MeController, SignInController, SandboxController, ApiClientsController, PartnersController],
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
    ...[AddClientKey, AddClientSecret, ChangeApiClient, ClientUse, CreateApiClient, RemoveApiClient, RemoveClientKey, RevokeClientSecret],
    ...[CreatePartner, RestrictPartner, SuspendPartner],
    { provide: Authenticator, useClass: IdentityAuthenticator },
    { provide: OrganisationNames, useExisting: OrganisationDirectory },
    { provide: RoleHolders, useExisting: OrganisationDirectory },
  ],
  exports: [Authenticator, OrganisationDirectory, OrganisationNames, RoleHolders],
})
export class IdentityApiModule {}
