import { Migration } from '@mikro-orm/migrations';

/** How long links live by choice, and the reminders of unanswered invitations (INV-12). Only adds: instances of the version before go on. */
export class Migration20261120300400_invitations_reminders extends Migration {
  override up(): void {
    this.addSql(`
      alter table invitation
        add column valid_days int check (valid_days >= 0),
        add column remind boolean not null default true,
        add column next_reminder_at timestamptz(3),
        add column reminded_slot text check (reminded_slot in ('day_3', 'before_expiry')),
        add column reminder_id uuid,
        add column reminded_at timestamptz(3)`);
    // What is out already was sent by people who knew of no reminders.
    this.addSql(`update invitation set remind = false where state <> 'draft'`);
    this.addSql('create index invitation_reminder_due on invitation (next_reminder_at) where next_reminder_at is not null');
    this.addSql(`
      create table invitation_reminder (
        invitation_id uuid not null references invitation,
        generation int not null,
        slot text not null check (slot in ('day_3', 'before_expiry')),
        ordered_at timestamptz(3) not null,
        primary key (invitation_id, generation, slot)
      )`);
    this.addSql('grant select, insert, update, delete on invitation_reminder to tandem_app');
  }
}
