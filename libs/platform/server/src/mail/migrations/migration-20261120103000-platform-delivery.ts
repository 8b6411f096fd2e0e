import { Migration } from '@mikro-orm/migrations';

/** Deliveries, and the addresses that refuse them. */
export class Migration20261120103000_platform_delivery extends Migration {
  override up(): void {
    this.addSql(`
      create table delivery (
        id uuid primary key,
        job_id uuid not null,
        template text not null,
        recipient text not null,
        locale text not null check (locale in ('de', 'en')),
        subject_type text not null,
        subject_id uuid not null,
        organisation_id uuid not null,
        state text not null default 'queued'
          check (state in ('queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'uncertain', 'cancelled')),
        attempts integer not null default 0,
        reason text,
        last_reply text,
        message_id text,
        correlation_id text,
        created_at timestamptz(3) not null default business_now(),
        changed_at timestamptz(3) not null default business_now(),
        settled_at timestamptz(3)
      ) with (fillfactor = 70)`);
    this.addSql('create unique index delivery_job on delivery (job_id)');
    this.addSql('create index delivery_message on delivery (message_id) where message_id is not null');
    this.addSql('create index delivery_subject on delivery (subject_type, subject_id)');
    this.addSql('create index delivery_organisation on delivery (organisation_id, id desc)');
    this.addSql(`create index delivery_trouble on delivery (state, id desc) where state in ('deferred', 'failed', 'bounced', 'uncertain')`);
    this.addSql(`create index delivery_open on delivery (state, id) where state in ('queued', 'sending')`);
    this.addSql(`
      create function delivery_changed() returns trigger language plpgsql as $$
      begin
        new.changed_at := business_now();
        return new;
      end $$`);
    this.addSql('create trigger delivery_changed before update of state on delivery for each row execute function delivery_changed()');
    this.addSql(`
      create table suppressed_address (
        address text primary key check (address = lower(address)),
        reason text not null,
        delivery_id uuid,
        created_at timestamptz(3) not null default now()
      )`);
  }
}
