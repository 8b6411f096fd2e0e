import { Migration } from '@mikro-orm/migrations';

/**
 * What the activity log needs of events: how the field calls them, and an index in the order of time for each way to see one. An organisation
 * sees what it did itself (`event_at`) and what names it at the second to fourth place; the constraint keeps a fifth from being overlooked.
 * A reset of the sandbox is the one way to empty the table, for its owner too.
 */
export class Migration20261128060000_platform_audit extends Migration {
  override up(): void {
    this.addSql('alter table event add column resource_type text, add column operation_type text, add column operation_status text');
    this.addSql('create index event_time on event (at desc, id desc)');
    for (const place of [2, 3, 4]) {
      this.addSql(`create index event_seen_${place} on event ((visible_to[${place}]), at desc, id desc) where visible_to[${place}] is not null`);
    }
    this.addSql('alter table event add constraint event_has_places check (cardinality(visible_to) <= 4) not valid');
    this.addSql(`
      create function event_is_kept() returns trigger language plpgsql as $$
      begin
        if coalesce(current_setting('tandem.reset', true), '') <> 'yes' then
          raise exception 'events are append-only' using errcode = 'integrity_constraint_violation';
        end if;
        return null;
      end $$`);
    this.addSql('create trigger event_is_kept before truncate on event for each statement execute function event_is_kept()');
  }
}
