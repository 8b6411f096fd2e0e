import { Migration } from '@mikro-orm/migrations';

/** What watching needs: dismissals, bulk acts, workers and schedules as they were last heard of, and the indexes of figures and search. */
export class Migration20261120501200_platform_monitor extends Migration {
  override up(): void {
    this.addSql('alter table delivery add column dismissal jsonb');
    this.addSql('alter table job add column dismissal jsonb');
    this.addSql(`create index delivery_dead on delivery (state, reason, organisation_id, id) where state in ('failed', 'bounced', 'uncertain') and dismissal is null`);
    this.addSql('create index delivery_dismissed on delivery (id) where dismissal is not null');
    this.addSql('create index job_dismissed on job (id) where dismissal is not null');
    this.addSql('create index delivery_settled on delivery (settled_at, state, organisation_id) where settled_at is not null');
    this.addSql('create index delivery_recipient on delivery (lower(recipient) text_pattern_ops)');
    this.addSql(`create index delivery_domain on delivery (lower(split_part(recipient, '@', 2)) text_pattern_ops)`);
    this.addSql(`
      create table bulk_act (
        id uuid primary key,
        of text not null check (of in ('delivery', 'job')),
        act text not null check (act in ('retry', 'dismiss')),
        note text,
        actor jsonb not null,
        organisation_id uuid not null,
        matched integer not null,
        created_at timestamptz(3) not null default now(),
        finished_at timestamptz(3)
      )`);
    this.addSql(`
      create table bulk_act_row (
        act_id uuid not null references bulk_act on delete cascade,
        place integer not null,
        record_id uuid not null,
        outcome text,
        primary key (act_id, place)
      )`);
    // Two acts at once share nothing: a record waits for its turn in one of them.
    this.addSql('create unique index bulk_act_row_open on bulk_act_row (record_id) where outcome is null');
    this.addSql(`
      create table worker (
        id uuid primary key,
        host text not null,
        pid integer not null,
        version text not null,
        concurrency integer not null,
        started_at timestamptz(3) not null,
        seen_at timestamptz(3) not null default now(),
        busy integer not null default 0,
        work jsonb not null default '[]'
      ) with (fillfactor = 50)`);
    this.addSql(`
      create table schedule (
        name text primary key,
        queue text not null,
        every_ms integer not null,
        last_run_at timestamptz(3),
        took_ms integer,
        error text,
        seen_at timestamptz(3) not null default now()
      ) with (fillfactor = 50)`);
  }
}
