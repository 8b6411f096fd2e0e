import { Migration } from '@mikro-orm/migrations';

/**
 * What signing in needs: sessions, the issuer's artifacts, signing keys, failed attempts. Plain rows in real time; they refer to
 * people by id without a foreign key, because they outlive a reset of the sandbox.
 */
export class Migration20261120200100_identity_sign_in extends Migration {
  override up(): void {
    this.addSql(`
      create table session (
        id uuid primary key,
        token_hash text not null constraint session_token_unique unique,
        user_id uuid not null,
        created_at timestamptz(3) not null default now(),
        seen_at timestamptz(3) not null default now(),
        ended_at timestamptz(3)
      )`);
    this.addSql('create index session_open on session (user_id) where ended_at is null');
    this.addSql('create index session_seen_at on session (seen_at)');
    this.addSql(`
      create table oidc_artifact (
        model text not null,
        id text not null,
        payload jsonb not null,
        grant_id text,
        uid text,
        consumed_at timestamptz(3),
        expires_at timestamptz(3),
        primary key (model, id)
      )`);
    this.addSql('create index oidc_artifact_grant on oidc_artifact (grant_id) where grant_id is not null');
    this.addSql('create index oidc_artifact_uid on oidc_artifact (uid) where uid is not null');
    this.addSql('create index oidc_artifact_expiry on oidc_artifact (expires_at)');
    this.addSql(`
      create table signing_key (
        id text primary key,
        private_jwk jsonb not null,
        created_at timestamptz(3) not null default now()
      )`);
    this.addSql(`
      create table sign_in_failure (
        id uuid primary key,
        account text not null,
        address text not null,
        at timestamptz(3) not null default now()
      )`);
    this.addSql('create index sign_in_failure_account on sign_in_failure (address, account, at)');
    this.addSql('create index sign_in_failure_at on sign_in_failure (at)');
    this.addSql('grant select, insert, update, delete on session, oidc_artifact, signing_key, sign_in_failure to tandem_app');
  }
}
