import { Migration } from '@mikro-orm/migrations';
import { wall } from '@tandem/platform-server';

/** Passkeys stand behind the wall; challenges are nobody's, for at the sign-in it is not known yet who comes. */
export class Migration20261129010100_identity_passkey_walls extends Migration {
  override up(): void {
    for (const statement of wall('passkey')) this.addSql(statement);
  }
}
