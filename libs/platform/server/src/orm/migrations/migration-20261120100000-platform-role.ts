import { Migration } from '@mikro-orm/migrations';

/**
 * The role that api and worker act as. What the owner makes later is theirs to read and write, but for what a migration takes
 * back; structure, and rights, stay with the owner.
 */
export class Migration20261120100000_platform_role extends Migration {
  override up(): void {
    this.addSql(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'tandem_app') then
          create role tandem_app nologin nosuperuser nocreatedb nocreaterole nobypassrls;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
    this.addSql('grant tandem_app to current_user');
    this.addSql('grant usage on schema public to tandem_app');
    this.addSql('alter default privileges in schema public grant select, insert, update, delete on tables to tandem_app');
    this.addSql('alter default privileges in schema public grant usage, select on sequences to tandem_app');
  }
}
