import { Migration } from '@mikro-orm/migrations';
import { wall } from '@tandem/platform-server';

/** Policies on what webhooks store. */
export class Migration20261129000400_webhooks_walls extends Migration {
  override up(): void {
    for (const statement of ['webhook_registration', 'webhook_delivery', 'webhook_attempt'].flatMap((table) => wall(table))) this.addSql(statement);
  }
}
