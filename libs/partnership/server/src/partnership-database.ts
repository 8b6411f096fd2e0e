import { invitationsDatabase } from '@tandem/invitations-server';
import { DirectoryEntry, Partnership } from '@tandem/partnership-domain';
import type { DatabasePart } from '@tandem/platform-server';
import { Migration20261120400000_partnership } from './migrations/migration-20261120400000-partnership';
import { Migration20261120400100_partnership_directory } from './migrations/migration-20261120400100-partnership-directory';

/** Partnerships between providers and resellers, and the directory in which resellers find providers. */
export const partnershipDatabase: DatabasePart = {
  name: 'partnership',
  entities: [Partnership, DirectoryEntry],
  migrations: [Migration20261120400000_partnership, Migration20261120400100_partnership_directory],
  upstream: [invitationsDatabase],
};
