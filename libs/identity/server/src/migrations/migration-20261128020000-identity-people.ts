import { Migration } from '@mikro-orm/migrations';

/**
 * Managing people: who is invited and has no password yet, the links of invitations and forgotten passwords (never the link itself), when
 * somebody signed in last, and who asked for another password. The last two are plain rows in real time.
 */
export class Migration20261128020000_identity_people extends Migration {
  override up(): void {
    this.addSql('alter table partner_user drop constraint partner_user_state_check');
    this.addSql("alter table partner_user add constraint partner_user_state_check check (state in ('invited', 'active', 'deactivated'))");
    this.addSql('create index partner_user_by_name on partner_user (organisation_id, lower(last_name), lower(first_name), id)');
    this.addSql(`
      create table account_link (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        user_id uuid not null references partner_user deferrable initially deferred,
        purpose text not null check (purpose in ('join', 'reset')),
        generation int not null check (generation > 0),
        link_key text not null,
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3),
        delivery_id uuid,
        version int not null default 1,
        constraint account_link_one_unique unique (user_id, purpose)
      )`);
    this.addSql('create index account_link_organisation on account_link (organisation_id)');
    this.addSql(`
      create table last_sign_in (
        user_id uuid primary key,
        organisation_id uuid not null,
        at timestamptz(3) not null
      )`);
    this.addSql(`
      create table password_request (
        id uuid primary key,
        account text not null,
        address text not null,
        at timestamptz(3) not null default now(),
        mailed_at timestamptz(3)
      )`);
    this.addSql('create index password_request_address on password_request (address, at)');
    this.addSql('create index password_request_account on password_request (account, mailed_at) where mailed_at is not null');
    this.addSql('create index password_request_at on password_request (at)');
    this.addSql('grant select, insert, update, delete on account_link, last_sign_in, password_request to tandem_app');
  }
}
