import { Migration } from '@mikro-orm/migrations';

/** From where work accounts were asked for, in real time: kept for a day, so that nobody fills the installation with them (SEC-05). */
export class Migration20261129101000_identity_work_accounts extends Migration {
  override up(): void {
    this.addSql('create table work_account_request (id uuid primary key, address text not null, at timestamptz(3) not null default now())');
    this.addSql('create index work_account_request_address on work_account_request (address, at)');
    this.addSql('create index work_account_request_at on work_account_request (at)');
    this.addSql('grant select, insert, update, delete on work_account_request to tandem_app');
  }
}
