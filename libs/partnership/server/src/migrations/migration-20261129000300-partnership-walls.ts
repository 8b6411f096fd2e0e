import { Migration } from '@mikro-orm/migrations';
import { wall, wallThrough } from '@tandem/platform-server';

/** Policies on what partnership stores: both sides see a partnership, everybody sees what is listed in the provider directory (DIR-02). */
export class Migration20261129000300_partnership_walls extends Migration {
  override up(): void {
    const walls = [
      wall('partnership', (me) => `provider_id = ${me} or reseller_id = ${me}`),
      [...wall('directory_entry', (me) => `provider_id = ${me}`), 'create policy listed_rows on directory_entry for select to tandem_app using (listed)'],
      [...wall('partnership_import'), ...wallThrough('partnership_import_row', 'import_id', 'partnership_import')],
    ];
    for (const statement of walls.flat()) this.addSql(statement);
  }
}
