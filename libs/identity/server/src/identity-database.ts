import {
  ApiClient,
  ApiClientSecret,
  MpnAssociation,
  MpnLocation,
  Organisation,
  PartnerUser,
  ProgramMembership,
  RoleAssignment,
  SecondFactor,
} from '@tandem/identity-domain';
import { platformDatabase } from '@tandem/platform-server';
import type { DatabasePart } from '@tandem/platform-server';
import { Migration20261120200000_identity_organisations } from './migrations/migration-20261120200000-identity-organisations';
import { Migration20261120200100_identity_sign_in } from './migrations/migration-20261120200100-identity-sign-in';
import { Migration20261120200450_identity_told } from './migrations/migration-20261120200450-identity-told';
import { Migration20261128030000_identity_security } from './migrations/migration-20261128030000-identity-security';

/** Organisations, people, roles, API clients and sign-in. */
export const identityDatabase: DatabasePart = {
  name: 'identity',
  entities: [Organisation, ProgramMembership, PartnerUser, RoleAssignment, MpnLocation, MpnAssociation, ApiClient, ApiClientSecret, SecondFactor],
  migrations: [Migration20261120200000_identity_organisations, Migration20261120200100_identity_sign_in, Migration20261120200450_identity_told, Migration20261128030000_identity_security],
  upstream: [platformDatabase],
};
