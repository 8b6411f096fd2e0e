import { Migration } from '@mikro-orm/migrations';
import { wall, wallThrough } from '@tandem/platform-server';

const OWNED = [
  ['role_assignment', 'partner_user', 'user_id'],
  ['api_client_secret', 'api_client', 'api_client_id'],
] as const;

/** Policies on what identity stores, and what everybody may know of an organisation: its card, and which programs it holds. */
export class Migration20261129000100_identity_walls extends Migration {
  override up(): void {
    // Whose they are was said by the person or the client only; the wall asks each row itself.
    for (const [table, parent, column] of OWNED) {
      this.addSql(`alter table ${table} add column organisation_id uuid`);
      this.addSql(`update ${table} set organisation_id = p.organisation_id from ${parent} p where p.id = ${table}.${column}`);
      this.addSql(`alter table ${table} alter column organisation_id set not null`);
      // Last: a table whose rows wait for the check of a key cannot be altered.
      this.addSql(`alter table ${table} add foreign key (organisation_id) references organisation deferrable initially deferred`);
    }
    const walls = [
      wall('organisation', (me) => `id = ${me}`),
      ...['program_membership', 'partner_user', 'mpn_location', 'mpn_association', 'api_client', 'second_factor', 'recovery_code', 'partner_profile', 'account_link', 'last_sign_in', 'api_client_key', 'api_client_use', ...OWNED.map(([table]) => table)].map((table) => wall(table)),
      ...[wallThrough('session', 'user_id', 'partner_user'), wallThrough('known_device', 'user_id', 'partner_user')],
    ];
    for (const statement of walls.flat()) this.addSql(statement);
    // Views see with their owner's eyes: the columns named here, of every organisation.
    this.addSql(`
      create view organisation_card as
      select o.id, o.name, o.domain, o.country, a.mpn_id
      from organisation o left join mpn_association a on a.organisation_id = o.id and a.until is null`);
    this.addSql(`create view program_holder as select organisation_id, program from program_membership where state = 'active'`);
    this.addSql('revoke all on organisation_card, program_holder from tandem_app');
    this.addSql('grant select on organisation_card, program_holder to tandem_app');
  }
}
