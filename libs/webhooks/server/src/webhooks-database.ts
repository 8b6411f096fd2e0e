import { identityDatabase } from '@tandem/identity-server';
import type { DatabasePart } from '@tandem/platform-server';
import { WebhookRegistration } from '@tandem/webhooks-domain';
import { Migration20261128070100_webhooks } from './migrations/migration-20261128070100-webhooks';
import { Migration20261129000400_webhooks_walls } from './migrations/migration-20261129000400-webhooks-walls';

/** Webhooks, their deliveries and attempts (plain rows), and the key that signs them. */
export const webhooksDatabase: DatabasePart = {
  name: 'webhooks',
  entities: [WebhookRegistration],
  migrations: [Migration20261128070100_webhooks, Migration20261129000400_webhooks_walls],
  upstream: [identityDatabase],
};
