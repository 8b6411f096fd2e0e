import { newId } from '@tandem/platform-kernel';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { across, within } from '../tenancy/scope';
import { platformDatabase } from './platform-database';

describe('the application role', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
  });
  afterAll(() => database.close());

  it('is bound by policies and cannot make tables, within an organisation and across all', async () => {
    const role = () => database.em().execute('select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(await within(newId(), role)).toEqual([{ name: 'tandem_app', rolsuper: false, rolbypassrls: false }]);
    expect(await across('worker', role)).toEqual([{ name: 'tandem_across', rolsuper: false, rolbypassrls: false }]);
    for (const scope of [(work: () => Promise<unknown>) => within(newId(), work), (work: () => Promise<unknown>) => across('worker', work)])
      await expect(scope(() => database.em().execute('create table mine (id int)'))).rejects.toThrow(/permission denied/);
  });
});
