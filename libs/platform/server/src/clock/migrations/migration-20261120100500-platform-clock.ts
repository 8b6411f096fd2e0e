import { Migration } from '@mikro-orm/migrations';

/** Business time in SQL: the present, in the sandbox moved by the stored shift. */
export class Migration20261120100500_platform_clock extends Migration {
  override up(): void {
    this.addSql(`
      create table sandbox_clock (
        id boolean primary key default true check (id),
        shift interval not null default '0',
        fresh boolean not null default true
      )`);
    this.addSql('insert into sandbox_clock default values');
    this.addSql(`
      create function clock_shift() returns interval language sql stable as
      $$ select coalesce((select shift from sandbox_clock), interval '0') $$`);
    this.addSql(`create function business_now() returns timestamptz language sql stable as $$ select now() + clock_shift() $$`);
  }
}
