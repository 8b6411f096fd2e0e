import { Migration } from '@mikro-orm/migrations';
import { seen, wall, wallThrough } from '../wall';

/**
 * The wall between organisations: the role that sees every organisation's rows, whose rows a statement may see, and policies on what the platform stores.
 * The version before does not say in whose name it asks and sees nothing from here on: it has to be stopped first.
 */
export class Migration20261129000000_platform_walls extends Migration {
  override up(): void {
    this.addSql(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'tandem_across') then
          create role tandem_across nologin nosuperuser nocreatedb nocreaterole nobypassrls;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
    this.addSql('grant tandem_app to tandem_across');
    this.addSql('grant tandem_across to current_user');
    this.addSql(`
      create function present_organisation() returns uuid language sql stable parallel safe as
      $$ select nullif(nullif(current_setting('app.org', true), ''), '*')::uuid $$`);
    this.addSql(`
      create function sees_everyone() returns boolean language sql stable parallel safe as
      $$ select coalesce(current_setting('app.org', true) = '*', false) $$`);
    // Answers that were kept before do not say whose they are; they are found by their key, and gone after 24 hours.
    this.addSql('alter table stored_answer add column organisation_id uuid');
    const heard = (me: string): string => `organisation_id = ${me} or ${me} = any (visible_to)`;
    const answered = (me: string): string => `organisation_id = ${me} or organisation_id is null`;
    for (const statement of [
      ...[...wall('event', heard), ...seen('event', heard)],
      ...[...wall('delivery'), ...seen('delivery')],
      ...[wall('job'), wall('saved_view'), wall('stored_answer', answered), wall('bulk_act'), wallThrough('bulk_act_row', 'act_id', 'bulk_act')].flat(),
    ])
      this.addSql(statement);
  }
}
