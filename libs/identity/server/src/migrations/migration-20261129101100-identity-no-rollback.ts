import { Migration } from '@mikro-orm/migrations';

/** The reseller capability gained by transition stays, whoever asks the database to take it away (ORG-04). */
export class Migration20261129101100_identity_no_rollback extends Migration {
  override up(): void {
    this.addSql(`create function keep_transition() returns trigger language plpgsql as $$
      begin
        raise exception 'The reseller capability gained by transition stays (ORG-04)' using errcode = 'check_violation';
      end $$`);
    this.addSql(`create trigger program_membership_stays before delete on program_membership for each row when (old.path = 'transition') execute function keep_transition()`);
    this.addSql(
      `create trigger program_membership_lasts before update on program_membership for each row
       when (old.path = 'transition' and (new.state = 'ended' or new.path is distinct from old.path or new.program <> old.program or new.organisation_id <> old.organisation_id)) execute function keep_transition()`,
    );
  }
}
