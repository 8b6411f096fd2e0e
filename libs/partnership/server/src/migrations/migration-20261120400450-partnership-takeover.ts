import { Migration } from '@mikro-orm/migrations';

/**
 * Imports of a second kind: existing partnerships. A partnership may stand on evidence in the place of an invitation. What a row says is
 * read from its cells; the columns that held it for addresses stay, empty, for the version before.
 */
export class Migration20261120400450_partnership_takeover extends Migration {
  override up(): void {
    this.addSql('alter table partnership alter column invitation_id drop not null, add column evidence text, add constraint partnership_proven check (invitation_id is not null or evidence is not null)');
    this.addSql(`alter table partnership_import add column kind text not null default 'requests' check (kind in ('requests', 'takeover'))`);
    this.addSql('alter table partnership_import drop constraint partnership_import_state_check');
    this.addSql(`update partnership_import set state = 'running' where state = 'sending'`);
    this.addSql(`alter table partnership_import add constraint partnership_import_state_check check (state in ('checked', 'running', 'paused', 'cancelled', 'done'))`);
    this.addSql('drop index partnership_import_list');
    this.addSql('create index partnership_import_list on partnership_import (organisation_id, kind, created_at desc, id desc)');
    this.addSql(`create index partnership_import_old on partnership_import (coalesce(ended_at, created_at)) where state <> 'running'`);
    this.addSql(`
      alter table partnership_import_row
        alter column email set default '', alter column name set default '', alter column note set default '',
        add column partnership_id uuid references partnership,
        add constraint partnership_import_row_partnership_once unique (partnership_id),
        drop constraint partnership_import_row_result_check,
        add constraint partnership_import_row_result_check check (result in ('new', 'sent', 'established', 'partner', 'requested', 'duplicate', 'invalid')),
        add constraint partnership_import_row_established_check check ((result = 'established') = (partnership_id is not null))`);
  }
}
