import { Migration } from '@mikro-orm/migrations';

/** Finds the invitations of an address: lists ask for it, and imports for thousands at once. */
export class Migration20261120300300_invitation_address extends Migration {
  override up(): void {
    this.addSql('create index invitation_address on invitation (organisation_id, lower(email)) where email is not null');
  }
}
