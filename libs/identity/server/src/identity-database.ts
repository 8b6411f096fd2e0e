import {
  ApiClient,
  ApiClientKey,
  ApiClientSecret,
  MpnAssociation,
  MpnLocation,
  Organisation,
  PartnerUser,
  ProgramMembership,
  RoleAssignment,
} from '@tandem/identity-domain';
import { platformDatabase } from '@tandem/platform-server';
import type { DatabasePart } from '@tandem/platform-server';
import { Migration20261120200000_identity_organisations } from './migrations/migration-20261120200000-identity-organisations';
import { Migration20261120200100_identity_sign_in } from './migrations/migration-20261120200100-identity-sign-in';
import { Migration20261120200450_identity_told } from './migrations/migration-20261120200450-identity-told';
import { Migration20261128040000_identity_clients_and_standing } from './migrations/migration-20261128040000-identity-clients-and-standing';

/** Organisations, people, roles, API clients and sign-in. */
export const identityDatabase: DatabasePart = {
  name: 'identity',
  entities: [Organisation, ProgramMembership, PartnerUser, RoleAssignment, MpnLocation, MpnAssociation, ApiClient, ApiClientSecret, ApiClientKey],
  migrations: [
    Migration20261120200000_identity_organisations,
    Migration20261120200100_identity_sign_in,
    Migration20261120200450_identity_told,
    Migration20261128040000_identity_clients_and_standing,
  ],
  upstream: [platformDatabase],
};
