import { identityDatabase } from '@tandem/identity-server';
import type { DatabasePart } from '@tandem/platform-server';
import { WebhookRegistration } from '@tandem/webhooks-domain';
import { Migration20261128070100_webhooks } from './migrations/migration-20261128070100-webhooks';

/** Webhooks, their deliveries and attempts (plain rows), and the key that signs them. */
export const webhooksDatabase: DatabasePart = {
  name: 'webhooks',
  entities: [WebhookRegistration],
  migrations: [Migration20261128070100_webhooks],
  upstream: [identityDatabase],
};
