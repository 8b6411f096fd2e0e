import { Migration } from '@mikro-orm/migrations';

/** Who signed a program's agreement before there was an account for it. */
export class Migration20261129120000_identity_signer extends Migration {
  override up(): void {
    this.addSql('alter table program_membership add column agreement_signer text');
  }
}
