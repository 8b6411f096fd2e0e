import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MpnLocation, RoleAssignment } from '@tandem/identity-domain';
import { newId } from '@tandem/platform-kernel';
import { across } from '@tandem/platform-server';
import { company, testDatabase } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { lockPerson, openLocations, otherGlobalAdmins } from './people-of';

// Asked through a door that lets every row through, so that the statements themselves say whose they mean.
describe('what is asked of the people of an organisation', () => {
  let database: TestDatabase;
  let one: Company;
  let other: Company;

  beforeAll(async () => {
    database = await testDatabase(identityDatabase);
    [one, other] = await Promise.all([company(database.em()), company(database.em())]);
    const em = database.em();
    for (const { organisation, globalAdmin } of [one, other]) {
      const given = { id: newId(), organisationId: organisation.id, userId: globalAdmin.userId ?? '', role: 'global_admin' as const, locations: null, since: new Date() };
      em.persist(Object.assign(new RoleAssignment(), given));
    }
    await em.flush();
  });
  afterAll(() => database.close());

  const inTransaction = <Result>(work: (em: ReturnType<TestDatabase['em']>) => Promise<Result>): Promise<Result> =>
    across('operator', () => database.em().transactional((em) => work(em as ReturnType<TestDatabase['em']>)));

  it('SEC-01: a person of another organisation is not there', async () => {
    await expect(inTransaction((em) => lockPerson(em, one.globalAdmin, other.globalAdmin.userId ?? ''))).rejects.toThrow('NOT_FOUND');
    expect((await inTransaction((em) => lockPerson(em, one.globalAdmin, one.globalAdmin.userId ?? ''))).email).toBe(one.globalAdmin.email);
  });

  it('ROL-09: the Global admins of others keep nobody’s organisation', async () => {
    const others = await inTransaction(async (em) => otherGlobalAdmins(em, await lockPerson(em, one.globalAdmin, one.globalAdmin.userId ?? '')));
    expect(others).toBe(0);
  });

  it('ROL-08: the locations of others are not open', async () => {
    const closed = MpnLocation.open({ organisationId: one.organisation.id, mpnId: '71', type: 'location', name: 'Closed', country: 'DE', now: new Date() });
    closed.close();
    const em = database.em();
    em.persist([closed, MpnLocation.open({ organisationId: one.organisation.id, mpnId: '70', type: 'global', name: 'All', country: 'DE', now: new Date() })]);
    await em.flush();
    expect([...(await inTransaction((tx) => openLocations(tx, one.organisation.id)))]).toEqual([one.mpnId]);
  });
});
