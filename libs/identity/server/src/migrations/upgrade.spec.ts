import { MikroORM } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import { ormOptions } from '@tandem/platform-server';
import { testDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import { identityDatabase } from '../identity-database';
import { Migration20261129000100_identity_walls } from './migration-20261129000100-identity-walls';

describe('an installation of a version before the walls', () => {
  it('SEC-01: tells of every role and secret whose it is, when it is upgraded', async () => {
    const before = identityDatabase.migrations.filter(({ name }) => name < Migration20261129000100_identity_walls.name);
    const database = await testDatabase({ ...identityDatabase, migrations: before });
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const [organisation, user, client] = [newId(), newId(), newId()];
    try {
      await owner.query(`insert into organisation (id, name, domain, country, created_at) values ($1, 'Contoso', 'contoso.example', 'DE', now())`, [organisation]);
      await owner.query(
        `insert into partner_user (id, organisation_id, email, first_name, last_name, locale, password_hash, must_change_password, state, created_at)
         values ($1, $2, 'ann@contoso.example', 'Ann', 'Admin', 'en', '-', false, 'active', now())`,
        [user, organisation],
      );
      await owner.query(`insert into role_assignment (id, user_id, role, since) values ($1, $2, 'global_admin', now())`, [newId(), user]);
      await owner.query(`insert into api_client (id, organisation_id, client_id, name, roles, state, created_at) values ($1, $2, 'contoso', 'Nightly', '[]', 'active', now())`, [client, organisation]);
      await owner.query(`insert into api_client_secret (id, api_client_id, hash, created_at) values ($1, $2, '-', now())`, [newId(), client]);

      const orm = await MikroORM.init({ ...ormOptions({ url: database.ownerUrl, parts: [identityDatabase], as: 'owner', pool: 2 }), logger: () => undefined });
      await orm.migrator.up().finally(() => orm.close());

      const { rows } = await owner.query('select organisation_id from role_assignment union all select organisation_id from api_client_secret');
      expect(rows).toEqual([{ organisation_id: organisation }, { organisation_id: organisation }]);
    } finally {
      await owner.end();
      await database.close();
    }
  });
});
