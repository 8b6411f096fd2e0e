import { enrollmentDatabase } from '@tandem/enrollment-server';
import { invitationsDatabase } from '@tandem/invitations-server';
import { DirectoryEntry, Partnership, FileImport } from '@tandem/partnership-domain';
import type { DatabasePart } from '@tandem/platform-server';
import { webhooksDatabase } from '@tandem/webhooks-server';
import { Migration20261120400000_partnership } from './migrations/migration-20261120400000-partnership';
import { Migration20261120400100_partnership_directory } from './migrations/migration-20261120400100-partnership-directory';
import { Migration20261120400300_partnership_import } from './migrations/migration-20261120400300-partnership-import';
import { Migration20261120400450_partnership_takeover } from './migrations/migration-20261120400450-partnership-takeover';
import { Migration20261129000300_partnership_walls } from './migrations/migration-20261129000300-partnership-walls';

/** Partnerships between providers and resellers, the directory in which resellers find providers, and imports of addresses to ask. */
export const partnershipDatabase: DatabasePart = {
  name: 'partnership',
  entities: [Partnership, DirectoryEntry, FileImport],
  migrations: [Migration20261120400000_partnership, Migration20261120400100_partnership_directory, Migration20261120400300_partnership_import, Migration20261120400450_partnership_takeover, Migration20261129000300_partnership_walls],
  upstream: [webhooksDatabase, enrollmentDatabase, invitationsDatabase],
};
