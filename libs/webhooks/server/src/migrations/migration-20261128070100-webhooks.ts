import { Migration } from '@mikro-orm/migrations';

/**
 * Webhooks, what is on its way to them, and every attempt. Deliveries outlive the webhook they were made for, so they refer to it
 * without a foreign key; the key that signs outlives a reset of the sandbox.
 */
export class Migration20261128070100_webhooks extends Migration {
  override up(): void {
    this.addSql(`
      create table webhook_registration (
        id uuid primary key,
        organisation_id uuid not null references organisation constraint webhook_registration_organisation unique,
        url text not null,
        events text[] not null check (cardinality(events) > 0),
        own_header boolean not null,
        state text not null check (state in ('active', 'stopped')),
        secret text not null,
        previous_secret text,
        previous_until timestamptz(3),
        failures int not null,
        paused_until timestamptz(3),
        created_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        version int not null default 1
      )`);
    this.addSql(`
      create table webhook_delivery (
        id uuid primary key,
        organisation_id uuid not null references organisation,
        registration_id uuid not null,
        event_id uuid,
        event_name text not null,
        body text not null,
        url text,
        state text not null default 'pending' check (state in ('pending', 'delivered', 'parked', 'cancelled')),
        attempts int not null default 0,
        response_code int,
        reason text,
        correlation_id text,
        created_at timestamptz(3) not null,
        ordered_at timestamptz(3) not null default now(),
        last_attempt_at timestamptz(3)
      ) with (fillfactor = 70)`);
    this.addSql('create unique index webhook_delivery_once on webhook_delivery (registration_id, event_id, event_name) where event_id is not null');
    this.addSql('create index webhook_delivery_list on webhook_delivery (organisation_id, id desc)');
    this.addSql(`create index webhook_delivery_open on webhook_delivery (organisation_id, ordered_at) where state = 'pending'`);
    this.addSql('create index webhook_delivery_age on webhook_delivery (created_at)');
    this.addSql(`
      create table webhook_attempt (
        id uuid primary key,
        delivery_id uuid not null references webhook_delivery on delete cascade,
        organisation_id uuid not null references organisation,
        at timestamptz(3) not null default now(),
        response_code int,
        reason text,
        duration_ms int not null
      )`);
    this.addSql('create index webhook_attempt_list on webhook_attempt (delivery_id, id desc)');
    this.addSql(`
      create table webhook_signing_key (
        id text primary key,
        private_key text not null,
        certificate text not null,
        created_at timestamptz(3) not null default now()
      )`);
    this.addSql('grant select, insert, update, delete on webhook_registration, webhook_delivery, webhook_attempt, webhook_signing_key to tandem_app');
  }
}
