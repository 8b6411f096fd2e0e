import { Migration } from '@mikro-orm/migrations';
import type { DatabasePart } from '../../orm/database-part';
import { platformDatabase } from '../../orm/platform-database';

class Migration20261120199000_thing extends Migration {
  override up(): void {
    this.addSql('create table thing (id serial primary key, name text not null, constraint thing_name_key unique (name))');
  }
}

/** One table for the specs of the HTTP layer. */
export const thingDatabase: DatabasePart = { name: 'thing', entities: [], migrations: [Migration20261120199000_thing], upstream: [platformDatabase] };
