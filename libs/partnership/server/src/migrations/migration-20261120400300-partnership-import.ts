import { Migration } from '@mikro-orm/migrations';

/** Imports of addresses, and their rows with what became of each. */
export class Migration20261120400300_partnership_import extends Migration {
  override up(): void {
    this.addSql(`
      create table partnership_import (
        id uuid primary key,
        state text not null check (state in ('checked', 'sending', 'paused', 'cancelled', 'done')),
        organisation_id uuid not null references organisation,
        sender_id uuid,
        client_id text,
        sender_name text not null,
        sender_email text,
        file_name text,
        encoding text,
        separator text not null,
        columns jsonb not null,
        mapping jsonb not null,
        language text not null check (language in ('de', 'en')),
        run int not null,
        waiting_reason text,
        waiting_until timestamptz(3),
        created_at timestamptz(3) not null,
        started_at timestamptz(3),
        ended_at timestamptz(3),
        version int not null default 1
      )`);
    this.addSql('create index partnership_import_list on partnership_import (organisation_id, created_at desc, id desc)');
    this.addSql(`
      create table partnership_import_row (
        import_id uuid not null references partnership_import,
        number int not null,
        cells jsonb not null,
        email text not null,
        language text check (language in ('de', 'en')),
        name text not null,
        note text not null,
        result text not null check (result in ('new', 'sent', 'partner', 'requested', 'duplicate', 'invalid')),
        reason text,
        about text,
        invitation_id uuid references invitation,
        primary key (import_id, number),
        constraint partnership_import_row_once unique (invitation_id),
        check ((result = 'sent') = (invitation_id is not null))
      ) with (fillfactor = 80)`);
    this.addSql('create index partnership_import_row_result on partnership_import_row (import_id, result, number)');
    this.addSql('grant select, insert, update, delete on partnership_import, partnership_import_row to tandem_app');
  }
}
