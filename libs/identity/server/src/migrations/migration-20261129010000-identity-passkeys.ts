import { Migration } from '@mikro-orm/migrations';

/** Passkeys of people, and the challenges that they are registered and signed in with. */
export class Migration20261129010000_identity_passkeys extends Migration {
  override up(): void {
    this.addSql(`
      create table passkey (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        user_id uuid not null references partner_user deferrable initially deferred,
        name text not null,
        credential_id text not null constraint passkey_credential_unique unique,
        public_key text not null,
        counter bigint not null,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3)
      )`);
    this.addSql('create index passkey_user on passkey (user_id)');
    this.addSql(`
      create table passkey_challenge (
        place text primary key,
        hash text not null,
        expires_at timestamptz(3) not null
      )`);
    this.addSql('create index passkey_challenge_expires on passkey_challenge (expires_at)');
    this.addSql('grant select, insert, update, delete on passkey, passkey_challenge to tandem_app');
  }
}
