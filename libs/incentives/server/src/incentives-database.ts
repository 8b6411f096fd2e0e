import { Incentive } from '@tandem/incentives-domain';
import type { DatabasePart } from '@tandem/platform-server';
import { webhooksDatabase } from '@tandem/webhooks-server';
import { Migration20261130100000_incentives } from './migrations/migration-20261130100000-incentives';

/** Incentives with their mails and schedules. */
export const incentivesDatabase: DatabasePart = { name: 'incentives', entities: [Incentive], migrations: [Migration20261130100000_incentives], upstream: [webhooksDatabase] };
