import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from '@tandem/identity-domain';
import { across } from '@tandem/platform-server';
import { company, testDatabase } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { lockClient } from './api-client-record';
import { readClient } from './api-client.view';
import { listOwnClients } from './list-api-clients';

// Asked through a door that lets every row through, so that the statements themselves say whose they mean.
describe('what is asked of API clients', () => {
  let database: TestDatabase;
  let owner: Company;
  let other: Company;
  let id: string;

  beforeAll(async () => {
    database = await testDatabase(identityDatabase);
    [owner, other] = await Promise.all([company(database.em()), company(database.em())]);
    const em = database.em();
    const client = ApiClient.register({ organisationId: owner.organisation.id, name: 'Shop', roles: [{ role: 'admin_agent' }], now: new Date() });
    em.persist(client);
    await em.flush();
    ({ id } = client);
  });
  afterAll(() => database.close());

  const everywhere = <Result>(work: (em: ReturnType<TestDatabase['em']>) => Promise<Result>): Promise<Result> =>
    across('operator', () => database.em().transactional((em) => work(em as ReturnType<TestDatabase['em']>)));

  it('SEC-01: one of another organisation is not there, to read or to change', async () => {
    const asks: ((em: ReturnType<TestDatabase['em']>, of: Company) => Promise<{ id: string }>)[] = [(em, of) => lockClient(em, of.globalAdmin, id), (em, of) => readClient(em, of.globalAdmin, id)];
    for (const ask of asks) {
      await expect(everywhere((em) => ask(em, other))).rejects.toThrow('NOT_FOUND');
      expect((await everywhere((em) => ask(em, owner))).id).toBe(id);
    }
  });

  it('SEC-01: those of the own organisation are listed', async () => {
    const listed = ({ globalAdmin }: Company) => everywhere(async (em) => (await listOwnClients(em, globalAdmin, { query: {}, headers: {} } as never)).items.map((client) => client.id));
    expect([await listed(owner), await listed(other)]).toEqual([[id], []]);
  });
});
