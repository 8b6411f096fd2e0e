import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions, platformDatabase } from '@tandem/platform-server';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { CONTEXTS } from './contexts';

const parts = [platformDatabase, ...CONTEXTS.map(({ database }) => database)];

describe('migrations and entities', () => {
  let database: TestDatabase;
  let owner: MikroORM;
  beforeAll(async () => {
    database = await testDatabase(...parts);
    owner = await MikroORM.init({ ...ormOptions({ url: database.ownerUrl, parts, as: 'owner' }), logger: () => undefined });
  });
  afterAll(async () => {
    await owner.close(true);
    await database.close();
  });

  it('say the same of every table, column, type and default', async () => {
    const { up } = await owner.schema.getUpdateSchemaMigrationSQL({ safe: true, dropTables: false });
    // Constraints and indexes are written in migrations only; entities do not repeat them.
    const differences = up.split('\n').filter((line) => line && !/^set names|drop constraint "|^drop index "/.test(line));
    expect(differences).toEqual([]);
  });

  it('AUD-04: nobody but the owner changes an event, and the application role cannot change structure', async () => {
    await expect(database.em().execute("update event set type = 'other'")).rejects.toThrow(/permission denied/);
    await expect(database.em().execute('delete from event')).rejects.toThrow(/permission denied/);
    await expect(database.em().execute('truncate event')).rejects.toThrow(/permission denied/);
  });
});
