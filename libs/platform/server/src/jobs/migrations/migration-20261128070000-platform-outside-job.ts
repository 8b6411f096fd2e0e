import { Migration } from '@mikro-orm/migrations';

/** Jobs whose effect is in somebody else's system; workers of the version before know none and park them. */
export class Migration20261128070000_platform_outside_job extends Migration {
  override up(): void {
    this.addSql('alter table job drop constraint job_kind_check');
    this.addSql(`alter table job add constraint job_kind_check check (kind in ('transactional', 'delivery', 'outside'))`);
  }
}
