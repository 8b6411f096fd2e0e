import { Migration } from '@mikro-orm/migrations';

/** Whether mail arrives at a domain, as the DNS said, in real time. */
export class Migration20261129100200_mail_domains extends Migration {
  override up(): void {
    this.addSql(`create table mail_domain (domain text primary key, answer text not null check (answer in ('yes', 'no', 'unknown')), asked_at timestamptz(3) not null default now())`);
    this.addSql('grant select, insert, update, delete on mail_domain to tandem_app');
  }
}
