import { Global, Module } from '@nestjs/common';
import { createFirstVersionToken, createToken, getSigningKeys, getTenantDiscovery } from '@tandem/identity-contract';
import { Authenticator, Documented, OrganisationNames, RoleHolders } from '@tandem/platform-server';
import { OrganisationDirectory } from './directory/organisation-directory';
import { Issuer } from './issuer/issuer';
import { IssuerRoutes } from './issuer/issuer.routes';
import { SigningKeys } from './issuer/signing-keys';
import { AccountLinks } from './links/account-links';
import { AccountPagesController } from './links/account-pages.controller';
import { AskForPassword } from './links/ask-for-password';
import { ChoosePassword } from './links/choose-password';
import { ForgottenController } from './links/forgotten.controller';
import { MeController } from './me/me.controller';
import { AddPartnerUser } from './people/add-partner-user';
import { AssignRoles } from './people/assign-roles';
import { ChangePartnerUser } from './people/change-partner-user';
import { DeactivatePartnerUser } from './people/deactivate-partner-user';
import { EndAccess } from './people/end-access';
import { InviteAgain } from './people/invite-again';
import { PartnerUserAccessController } from './people/partner-user-access.controller';
import { PartnerUsersController } from './people/partner-users.controller';
import { ReactivatePartnerUser } from './people/reactivate-partner-user';
import { ResetPassword } from './people/reset-password';
import { SandboxController } from './sandbox/sandbox.controller';
import { SandboxGuard } from './sandbox/sandbox.guard';
import { SandboxPeople } from './sandbox/sandbox-people';
import { SignInLimit } from './secrets/sign-in-limit';
import { IdentityAuthenticator } from './session/identity-authenticator';
import { KnownCallers } from './session/known-callers';
import { Sessions } from './session/sessions';
import { ChangePassword } from './sign-in/change-password';
import { CheckPassword } from './sign-in/check-password';
import { Interactions } from './sign-in/interactions';
import { RelyingParty } from './sign-in/relying-party';
import { SignInController } from './sign-in/sign-in.controller';

const people = [AccountLinks, AddPartnerUser, AskForPassword, AssignRoles, ChangePartnerUser, ChoosePassword, DeactivatePartnerUser, EndAccess, InviteAgain, ReactivatePartnerUser, ResetPassword];

/** Who calls, signing in and out, tokens, and the sandbox. Global: the guard of every route asks the authenticator. */
@Global()
@Documented(createToken, createFirstVersionToken, getTenantDiscovery, getSigningKeys)
@Module({
  controllers: [MeController, SignInController, SandboxController, PartnerUsersController, PartnerUserAccessController, AccountPagesController, ForgottenController],
  providers: [
    ...people,
    ChangePassword,
    CheckPassword,
    Interactions,
    Issuer,
    IssuerRoutes,
    KnownCallers,
    OrganisationDirectory,
    RelyingParty,
    SandboxGuard,
    SandboxPeople,
    Sessions,
    SignInLimit,
    SigningKeys,
    { provide: Authenticator, useClass: IdentityAuthenticator },
    { provide: OrganisationNames, useExisting: OrganisationDirectory },
    { provide: RoleHolders, useExisting: OrganisationDirectory },
  ],
  exports: [Authenticator, OrganisationDirectory, OrganisationNames, RoleHolders],
})
export class IdentityApiModule {}
