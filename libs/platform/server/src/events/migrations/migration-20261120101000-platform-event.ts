import { Migration } from '@mikro-orm/migrations';

/** Events: audit log, timelines, subscriptions. Append-only for everyone who is not the owner, and for the owner but for a reset. */
export class Migration20261120101000_platform_event extends Migration {
  override up(): void {
    this.addSql(`
      create table event (
        id uuid primary key,
        type text not null,
        at timestamptz(3) not null,
        recorded_at timestamptz(3) not null default now(),
        actor jsonb,
        organisation_id uuid,
        visible_to uuid[] not null default '{}',
        subjects text[] not null default '{}',
        data jsonb,
        before jsonb,
        after jsonb,
        correlation_id text
      )`);
    this.addSql('create index event_subjects on event using gin (subjects)');
    this.addSql('create index event_at on event (organisation_id, at desc, id desc)');
    this.addSql('revoke update, delete, truncate on event from tandem_app');
    this.addSql(`
      create function event_is_final() returns trigger language plpgsql as $$
      begin
        raise exception 'events are append-only' using errcode = 'integrity_constraint_violation';
      end $$`);
    this.addSql('create trigger event_is_final before update or delete on event for each row execute function event_is_final()');
  }
}
