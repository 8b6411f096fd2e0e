import { Migration } from '@mikro-orm/migrations';

/** Jobs. Partial indexes, so that cost follows what is due or undone, not what was ever done. */
export class Migration20261120102000_platform_job extends Migration {
  override up(): void {
    this.addSql(`
      create table job (
        id uuid primary key,
        name text not null,
        queue text not null,
        kind text not null check (kind in ('transactional', 'delivery')),
        payload jsonb not null,
        state text not null default 'pending' check (state in ('pending', 'dispatched', 'running', 'done', 'failed', 'dismissed')),
        run_at timestamptz(3) not null,
        not_before timestamptz(3) not null default now(),
        generation integer not null default 1,
        attempts integer not null default 0,
        max_attempts integer not null,
        lease_until timestamptz(3),
        lease_token uuid,
        last_error text,
        reason text,
        organisation_id uuid not null,
        subject_type text,
        subject_id uuid,
        correlation_id text,
        created_at timestamptz(3) not null default now(),
        dispatched_at timestamptz(3),
        finished_at timestamptz(3)
      ) with (fillfactor = 70)`);
    this.addSql(`create index job_due on job (queue, organisation_id, run_at, id) where state = 'pending'`);
    this.addSql(`create index job_dispatched on job (queue, dispatched_at) where state = 'dispatched'`);
    this.addSql(`create index job_leased on job (lease_until) where state = 'running'`);
    this.addSql(`create index job_failed on job (id) where state = 'failed'`);
    this.addSql('create index job_finished on job (finished_at) where finished_at is not null');
    this.addSql('create index job_subject on job (subject_type, subject_id) where subject_id is not null');
  }
}
