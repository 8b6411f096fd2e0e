import { Migration } from '@mikro-orm/migrations';

/**
 * Organisations, the programs they hold, their people and roles, MPN locations and API clients. References are checked at commit:
 * entities know each other by id only, so the unit of work writes them in no order.
 */
export class Migration20261120200000_identity_organisations extends Migration {
  override up(): void {
    this.addSql(`
      create table organisation (
        id uuid primary key,
        name text not null,
        domain text not null constraint organisation_domain_unique unique check (domain = lower(domain)),
        country text not null check (country ~ '^[A-Z]{2}$'),
        created_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql(`
      create table program_membership (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        program text not null check (program in ('indirect_provider', 'indirect_reseller', 'direct_bill', 'customer', 'operator')),
        state text not null check (state in ('active', 'suspended', 'ended')),
        path text not null check (path in ('application', 'transition', 'operator')),
        since timestamptz(3) not null,
        agreement_signed_at timestamptz(3),
        agreement_signed_by uuid,
        version int not null default 1,
        check ((agreement_signed_at is null) = (agreement_signed_by is null))
      )`);
    this.addSql(
      `create unique index program_membership_held_unique on program_membership (organisation_id, program) where state <> 'ended'`,
    );
    this.addSql(`
      create table partner_user (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        email text not null constraint partner_user_email_unique unique check (email = lower(email)),
        first_name text not null,
        last_name text not null,
        locale text not null check (locale in ('de', 'en')),
        password_hash text not null,
        must_change_password boolean not null,
        state text not null check (state in ('active', 'deactivated')),
        created_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql('create index partner_user_organisation on partner_user (organisation_id)');
    this.addSql(`
      create table role_assignment (
        id uuid primary key,
        user_id uuid not null references partner_user deferrable initially deferred,
        role text not null,
        locations text[],
        since timestamptz(3) not null,
        constraint role_assignment_held_unique unique (user_id, role)
      )`);
    this.addSql(`
      create table mpn_location (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        mpn_id text not null constraint mpn_location_mpn_id_unique unique,
        type text not null check (type in ('global', 'location')),
        name text not null,
        country text not null check (country ~ '^[A-Z]{2}$'),
        email text,
        status text not null check (status in ('active', 'inactive')),
        created_at timestamptz(3) not null
      )`);
    this.addSql('create index mpn_location_organisation on mpn_location (organisation_id)');
    this.addSql(`
      create table mpn_association (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        mpn_id text not null references mpn_location (mpn_id) deferrable initially deferred,
        since timestamptz(3) not null,
        until timestamptz(3)
      )`);
    this.addSql('create unique index mpn_association_current_unique on mpn_association (organisation_id) where until is null');
    this.addSql('create unique index mpn_association_in_use_unique on mpn_association (mpn_id) where until is null');
    this.addSql(`
      create table api_client (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        client_id text not null constraint api_client_client_id_unique unique,
        name text not null,
        roles jsonb not null,
        state text not null check (state in ('active', 'removed')),
        created_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql('create index api_client_organisation on api_client (organisation_id)');
    this.addSql(`
      create table api_client_secret (
        id uuid primary key,
        api_client_id uuid not null references api_client deferrable initially deferred,
        hash text not null,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      )`);
    this.addSql('create index api_client_secret_client on api_client_secret (api_client_id) where revoked_at is null');
    this.addSql(
      'grant select, insert, update, delete on organisation, program_membership, partner_user, role_assignment, mpn_location, mpn_association, api_client, api_client_secret to tandem_app',
    );
  }
}
