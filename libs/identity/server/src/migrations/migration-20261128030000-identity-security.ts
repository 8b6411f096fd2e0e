import { Migration } from '@mikro-orm/migrations';

/**
 * Second factors with their recovery codes, what a session shows of itself, the devices a person has signed in on, and what the
 * refresh tokens of a person are found by. Everybody is told when a session gains its second factor.
 */
export class Migration20261128030000_identity_security extends Migration {
  override up(): void {
    this.addSql(`
      create table second_factor (
        user_id uuid primary key references partner_user deferrable initially deferred,
        organisation_id uuid not null references organisation deferrable initially deferred,
        secret text not null,
        confirmed_at timestamptz(3),
        last_step int,
        created_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql(`
      create table recovery_code (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        user_id uuid not null references partner_user deferrable initially deferred,
        hash text not null,
        used_at timestamptz(3)
      )`);
    this.addSql('create index recovery_code_user on recovery_code (user_id) where used_at is null');
    this.addSql(`
      create table known_device (
        token_hash text not null,
        user_id uuid not null,
        seen_at timestamptz(3) not null default now(),
        primary key (token_hash, user_id)
      )`);
    this.addSql('create index known_device_user on known_device (user_id)');
    this.addSql("alter table session add column amr text[] not null default '{pwd}', add column address text, add column agent text");
    this.addSql('alter table sign_in_failure add column device text');
    this.addSql('create index sign_in_failure_everywhere on sign_in_failure (account, at) where device is null');
    this.addSql("create index oidc_artifact_person on oidc_artifact ((payload ->> 'accountId')) where model in ('RefreshToken', 'AuthorizationCode', 'Grant')");
    this.addSql('drop trigger session_told on session');
    this.addSql('create trigger session_told after update of ended_at, amr or delete on session for each row execute function tell_of_identity()');
    this.addSql('grant select, insert, update, delete on second_factor, recovery_code, known_device to tandem_app');
  }
}
