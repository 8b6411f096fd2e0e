import { Migration } from '@mikro-orm/migrations';

/** Days that count otherwise than the calendar of a country says, as the operator entered them (TIM-01). They belong to no organisation. */
export class Migration20261129100100_business_days extends Migration {
  override up(): void {
    this.addSql(`
      create table business_day (
        country text not null check (country ~ '^[A-Z]{2}$'),
        day date not null,
        kind text not null check (kind in ('free', 'working')),
        note text not null,
        entered_by uuid,
        entered_at timestamptz(3) not null,
        primary key (country, day)
      )`);
    this.addSql('grant select, insert, update, delete on business_day to tandem_app');
  }
}
