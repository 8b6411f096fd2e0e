import {
  AccountLink,
  ApiClient,
  ApiClientKey,
  ApiClientSecret,
  MpnAssociation,
  MpnLocation,
  Organisation,
  PartnerProfile,
  PartnerUser,
  Passkey,
  ProgramMembership,
  RoleAssignment,
  SecondFactor,
} from '@tandem/identity-domain';
import { platformDatabase } from '@tandem/platform-server';
import type { DatabasePart } from '@tandem/platform-server';
import { Migration20261120200000_identity_organisations } from './migrations/migration-20261120200000-identity-organisations';
import { Migration20261120200100_identity_sign_in } from './migrations/migration-20261120200100-identity-sign-in';
import { Migration20261120200450_identity_told } from './migrations/migration-20261120200450-identity-told';
import { Migration20261128020000_identity_people } from './migrations/migration-20261128020000-identity-people';
import { Migration20261128030000_identity_security } from './migrations/migration-20261128030000-identity-security';
import { Migration20261128040000_identity_clients_and_standing } from './migrations/migration-20261128040000-identity-clients-and-standing';
import { Migration20261128050000_identity_profiles } from './migrations/migration-20261128050000-identity-profiles';
import { Migration20261129000100_identity_walls } from './migrations/migration-20261129000100-identity-walls';
import { Migration20261129010000_identity_passkeys } from './migrations/migration-20261129010000-identity-passkeys';
import { Migration20261129010100_identity_passkey_walls } from './migrations/migration-20261129010100-identity-passkey-walls';
import { Migration20261129101000_identity_work_accounts } from './migrations/migration-20261129101000-identity-work-accounts';
import { Migration20261129101100_identity_no_rollback } from './migrations/migration-20261129101100-identity-no-rollback';
import { Migration20261129120000_identity_signer } from './migrations/migration-20261129120000-identity-signer';

/** Organisations, people, roles, API clients and sign-in. */
export const identityDatabase: DatabasePart = {
  name: 'identity',
  entities: [Organisation, ProgramMembership, PartnerUser, RoleAssignment, MpnLocation, MpnAssociation, ApiClient, ApiClientSecret, ApiClientKey, SecondFactor, PartnerProfile, AccountLink, Passkey],
  migrations: [
    Migration20261120200000_identity_organisations,
    Migration20261120200100_identity_sign_in,
    Migration20261120200450_identity_told,
    Migration20261128020000_identity_people,
    Migration20261128030000_identity_security,
    Migration20261128040000_identity_clients_and_standing,
    Migration20261128050000_identity_profiles,
    Migration20261129000100_identity_walls,
    Migration20261129010000_identity_passkeys,
    Migration20261129010100_identity_passkey_walls,
    Migration20261129101000_identity_work_accounts,
    Migration20261129101100_identity_no_rollback,
    Migration20261129120000_identity_signer,
  ],
  upstream: [platformDatabase],
};
