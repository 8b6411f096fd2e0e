import { Migration } from '@mikro-orm/migrations';

/** Views of lists that people keep for themselves; names differ within a page, whatever their case (VIEW-01). */
export class Migration20261120101150_platform_saved_view extends Migration {
  override up(): void {
    this.addSql(`
      create table saved_view (
        id uuid primary key,
        organisation_id uuid not null,
        user_id uuid not null,
        page text not null,
        name text not null check (char_length(name) between 1 and 60),
        query text not null,
        created_at timestamptz(3) not null default business_now(),
        version integer not null default 1
      )`);
    this.addSql('create unique index saved_view_name_unique on saved_view (user_id, page, lower(name))');
  }
}
