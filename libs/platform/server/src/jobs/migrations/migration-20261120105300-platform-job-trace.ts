import { Migration } from '@mikro-orm/migrations';

/** The W3C traceparent of what ordered a job, so that its run belongs to the same trace. */
export class Migration20261120105300_platform_job_trace extends Migration {
  override up(): void {
    this.addSql('alter table job add column if not exists trace text');
  }
}
