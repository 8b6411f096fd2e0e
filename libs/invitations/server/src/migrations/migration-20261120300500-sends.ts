import { Migration } from '@mikro-orm/migrations';

/**
 * How many mails an organisation has ordered in each of the last hours (SEC-05), so that the orders of a day need not be read with every order.
 * Only adds: instances of the version before go on; what they order until they are replaced is counted near the limit only, where the day is added up.
 */
export class Migration20261120300500_invitations_sends extends Migration {
  override up(): void {
    // Rows are used again: an hour stands in the place of the one that is 26 hours older. Each connection counts in a slot of its own, so that
    // no two orders wait for each other's commit.
    this.addSql(`
      create table invitation_sends_of_hour (
        organisation_id uuid not null,
        place smallint not null,
        slot smallint not null,
        hour int not null,
        sends int not null,
        primary key (organisation_id, place, slot)
      ) with (fillfactor = 50)`);
    this.addSql('grant select, insert, update, delete on invitation_sends_of_hour to tandem_app');
    this.addSql(`
      insert into invitation_sends_of_hour (organisation_id, place, slot, hour, sends)
      select organisation_id, hour % 26, 0, hour, sum(sends_of_day)
      from (select organisation_id, sends_of_day, floor(extract(epoch from sent_at) / 3600)::int as hour from invitation where sent_at > business_now() - interval '25 hours') as sent
      group by organisation_id, hour`);
  }
}
