import { Migration } from '@mikro-orm/migrations';

/** The provider directory: one entry for each provider (DIR-01). */
export class Migration20261120400100_partnership_directory extends Migration {
  override up(): void {
    this.addSql(`
      create table directory_entry (
        provider_id uuid constraint directory_entry_pkey primary key references organisation,
        description text not null,
        services text[] not null check (cardinality(services) > 0),
        countries text[] not null check (cardinality(countries) > 0),
        website text,
        email text,
        phone_number text,
        listed boolean not null,
        created_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql('grant select, insert, update, delete on directory_entry to tandem_app');
  }
}
