import { Migration } from '@mikro-orm/migrations';

/** Answers kept for 24 hours, so that a repeated request (same MS-RequestId) gets the first answer again. */
export class Migration20261120104000_platform_stored_answer extends Migration {
  override up(): void {
    this.addSql(`
      create table stored_answer (
        key text primary key,
        body_hash text not null,
        status smallint not null,
        headers jsonb not null,
        answer text,
        created_at timestamptz(3) not null default now()
      )`);
    this.addSql('create index stored_answer_age on stored_answer (created_at)');
    // Readiness asks which migrations have run; that table is older than the rights the role gets by default.
    this.addSql('grant select on migration to tandem_app');
  }
}
