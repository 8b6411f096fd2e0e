import { Migration } from '@mikro-orm/migrations';

/** What an actor is read from. */
const TABLES = ['organisation', 'program_membership', 'partner_user', 'role_assignment', 'api_client'];

/**
 * Tells every api, after the commit, that what it knows of callers may have changed. Such changes are rare; the lock that a
 * notification takes is no matter here. Sessions that begin or are merely used are nothing that anybody knows yet.
 */
export class Migration20261120200450_identity_told extends Migration {
  override up(): void {
    this.addSql(`
      create function tell_of_identity() returns trigger language plpgsql as $$
      begin
        perform pg_notify('tandem_identity', '');
        return null;
      end $$`);
    for (const table of TABLES)
      this.addSql(`create trigger ${table}_told after insert or update or delete or truncate on ${table} for each statement execute function tell_of_identity()`);
    this.addSql('create trigger session_told after update of ended_at or delete on session for each row execute function tell_of_identity()');
  }
}
