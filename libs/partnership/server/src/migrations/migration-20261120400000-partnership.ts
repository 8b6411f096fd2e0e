import { Migration } from '@mikro-orm/migrations';

/** Partnerships: one row for each pair of provider and reseller (PRT-15). */
export class Migration20261120400000_partnership extends Migration {
  override up(): void {
    this.addSql(`
      create table partnership (
        id uuid primary key,
        provider_id uuid not null references organisation,
        reseller_id uuid not null references organisation,
        state text not null check (state in ('active', 'terminated')),
        admin_access text not null check (admin_access in ('granted', 'removed')),
        admin_access_changed_at timestamptz(3) not null,
        invitation_id uuid not null references invitation,
        since timestamptz(3) not null,
        until timestamptz(3),
        version int not null default 1,
        constraint partnership_pair_unique unique (provider_id, reseller_id),
        check (provider_id <> reseller_id),
        check ((state = 'terminated') = (until is not null))
      )`);
    this.addSql(`create index partnership_of_provider on partnership (provider_id, since desc, id desc) where state = 'active'`);
    this.addSql(`create index partnership_of_reseller on partnership (reseller_id, since desc, id desc) where state = 'active'`);
    this.addSql('create index partnership_reseller on partnership (reseller_id)');
    this.addSql('grant select, insert, update, delete on partnership to tandem_app');
  }
}
