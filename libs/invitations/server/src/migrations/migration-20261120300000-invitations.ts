import { Migration } from '@mikro-orm/migrations';

/** Invitations with their personal links, and those that wait for an organisation to enroll. */
export class Migration20261120300000_invitations extends Migration {
  override up(): void {
    this.addSql(`
      create table invitation (
        id uuid primary key,
        type text not null,
        state text not null check (state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued', 'accepted', 'declined', 'revoked')),
        organisation_id uuid not null references organisation,
        inviter_id uuid,
        inviter_name text not null,
        inviter_email text,
        email text,
        language text not null check (language in ('de', 'en')),
        subject text not null,
        body text not null,
        generation int not null check (generation > 0),
        link_key text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3),
        expiry_held boolean not null,
        expiry_noted boolean not null,
        sent_at timestamptz(3),
        sends_of_day int not null,
        delivery_id uuid,
        viewed_at timestamptz(3),
        renewal_requested_at timestamptz(3),
        answered_at timestamptz(3),
        answered_by uuid references organisation,
        decline_reason text,
        version int not null default 1,
        check ((state in ('accepted', 'declined')) = (answered_by is not null))
      ) with (fillfactor = 80)`);
    this.addSql('create index invitation_list on invitation (organisation_id, type, created_at desc, id desc)');
    this.addSql(`
      create index invitation_open on invitation (organisation_id, type, created_at desc, id desc)
      where state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued')`);
    this.addSql('create index invitation_sends on invitation (organisation_id, sent_at) where sent_at is not null');
    this.addSql(`
      create index invitation_expiry on invitation (expires_at)
      where state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued') and not expiry_noted and not expiry_held`);
    this.addSql(`create index invitation_held on invitation (id) where state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued') and expiry_held`);
    this.addSql(`
      create table invitation_remembered (
        invitation_id uuid not null references invitation,
        organisation_id uuid not null references organisation,
        remembered_at timestamptz(3) not null,
        primary key (invitation_id, organisation_id)
      )`);
    this.addSql('create index invitation_remembered_organisation on invitation_remembered (organisation_id)');
    this.addSql('grant select, insert, update, delete on invitation, invitation_remembered to tandem_app');
  }
}
