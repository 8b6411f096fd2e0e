import { Migration } from '@mikro-orm/migrations';

/**
 * Profiles of organisations, one row each with its own version, made with the first change; and what is told of an added MPN location. New MPN
 * IDs come from a sequence that begins beyond those in use, and is never set back: a number means one location for ever (MPN-06).
 */
export class Migration20261128050000_identity_profiles extends Migration {
  override up(): void {
    this.addSql(`
      create table partner_profile (
        id uuid primary key,
        organisation_id uuid not null references organisation deferrable initially deferred,
        kind text not null check (kind in ('organization', 'legalbusiness', 'billing', 'support')),
        content jsonb not null check (jsonb_typeof(content) = 'object'),
        contact_verified_at timestamptz(3),
        changed_at timestamptz(3) not null,
        version int not null default 1,
        constraint partner_profile_kind_unique unique (organisation_id, kind),
        check (contact_verified_at is null or kind = 'legalbusiness')
      )`);
    this.addSql('alter table mpn_location add column address jsonb, add column contact jsonb');
    this.addSql('create index mpn_location_list on mpn_location (organisation_id, type, mpn_id)');
    this.addSql('drop index mpn_location_organisation');
    this.addSql('create index mpn_association_history on mpn_association (organisation_id, since desc, id desc)');
    this.addSql('create sequence mpn_id start 7000001');
    this.addSql('grant select, insert, update, delete on partner_profile to tandem_app');
    this.addSql('grant usage on sequence mpn_id to tandem_app');
  }
}
