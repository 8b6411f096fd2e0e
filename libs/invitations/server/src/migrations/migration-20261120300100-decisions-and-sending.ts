import { Migration } from '@mikro-orm/migrations';

/** Who ended an invitation, by role, and when its mail has really gone out. Only adds columns: instances of the version before go on. */
export class Migration20261120300100_invitations_decisions_and_sending extends Migration {
  override up(): void {
    this.addSql('alter table invitation add column decided_by_role text, add column decided_at timestamptz(3), add column mailed_at timestamptz(3)');
    // Nobody else than a Global admin has ever been able to answer (ROL-03); who revoked is not known by role.
    this.addSql(`update invitation set decided_by_role = 'global_admin', decided_at = answered_at where answered_by is not null`);
    this.addSql(`
      update invitation i set mailed_at = d.changed_at
      from delivery d where d.id = i.delivery_id and d.state = 'sent'`);
  }
}
