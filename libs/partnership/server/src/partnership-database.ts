import { invitationsDatabase } from '@tandem/invitations-server';
import { Partnership } from '@tandem/partnership-domain';
import type { DatabasePart } from '@tandem/platform-server';
import { Migration20261120400000_partnership } from './migrations/migration-20261120400000-partnership';

/** Partnerships between providers and resellers. */
export const partnershipDatabase: DatabasePart = {
  name: 'partnership',
  entities: [Partnership],
  migrations: [Migration20261120400000_partnership],
  upstream: [invitationsDatabase],
};
