import { Migration } from '@mikro-orm/migrations';

/**
 * Public keys and the use of API clients; what the operator says when it suspends or restricts. A version that is being replaced knows
 * nothing of the new columns and leaves them empty.
 */
export class Migration20261128040000_identity_clients_and_standing extends Migration {
  override up(): void {
    this.addSql(`
      create table api_client_key (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        api_client_id uuid not null references api_client deferrable initially deferred,
        kid text not null,
        thumbprint text not null,
        jwk jsonb not null check (jwk - array['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'] = jwk),
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3),
        removed_at timestamptz(3)
      )`);
    this.addSql('create unique index api_client_key_kid_unique on api_client_key (api_client_id, kid) where removed_at is null');
    this.addSql('create unique index api_client_key_thumbprint_unique on api_client_key (api_client_id, thumbprint) where removed_at is null');
    this.addSql(`
      create table api_client_use (
        api_client_id uuid primary key references api_client deferrable initially deferred,
        organisation_id uuid not null references organisation deferrable initially deferred,
        first_used_at timestamptz(3) not null default now(),
        last_used_at timestamptz(3) not null default now()
      )`);
    this.addSql(`
      alter table program_membership
        add column suspension_reason text, add column suspended_since timestamptz(3),
        add column restriction_reason text, add column restricted_since timestamptz(3)`);
    this.addSql('create index organisation_by_name on organisation (lower(name), id)');
    this.addSql('create index api_client_listed on api_client (organisation_id, created_at desc, id desc)');
    // Uses of a secret or key are no matter of who may call; their end is.
    this.addSql(`create trigger api_client_secret_told after update of revoked_at on api_client_secret for each row
      when (old.revoked_at is distinct from new.revoked_at) execute function tell_of_identity()`);
    this.addSql(`create trigger api_client_key_told after update of removed_at on api_client_key for each row
      when (old.removed_at is distinct from new.removed_at) execute function tell_of_identity()`);
    this.addSql('grant select, insert, update, delete on api_client_key, api_client_use to tandem_app');
  }
}
