import type { DatabasePart } from './database-part';
import { Migration20261120100000_platform_role } from './migrations/migration-20261120100000-platform-role';

/** The tables that every context stands on: events, jobs, deliveries, stored answers, the clock. All plain rows, no entities. */
export const platformDatabase: DatabasePart = {
  name: 'platform',
  entities: [],
  migrations: [Migration20261120100000_platform_role],
  upstream: [],
};
