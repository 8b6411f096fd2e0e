import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { platformDatabase } from './platform-database';

describe('the application role', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
  });
  afterAll(() => database.close());

  it('is bound by policies and cannot make tables', async () => {
    const [role] = await database.em().execute('select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(role).toEqual({ name: 'tandem_app', rolsuper: false, rolbypassrls: false });
    await expect(database.em().execute('create table mine (id int)')).rejects.toThrow(/permission denied/);
  });
});
