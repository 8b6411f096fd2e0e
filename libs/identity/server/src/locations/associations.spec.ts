import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meet, testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi, Reply } from '../spec-parts/identity-api';

describe('choosing the MPN location', () => {
  let api: IdentityApi;
  const redis = testRedis();
  beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis })));
  afterAll(() => api.close());

  const ask = async (email: string, path: string, body?: unknown): Promise<Reply> => {
    const { json } = await api.call('/v1/sandbox/tokens', { body: { email } });
    return api.call(path, { headers: { authorization: `Bearer ${String(json['access_token'])}` }, ...(body === undefined ? {} : { body }) });
  };
  const associate = (email: string, mpnId: string) => ask(email, '/v1/mpnassociations', { mpnId });
  const history = async (email: string) => ((await ask(email, '/v1/mpnassociations')).json['items'] as { mpnId: string; until?: string }[]).map(({ mpnId, until }) => [mpnId, until === undefined]);

  it('MPN-01 to MPN-04: refuses what is no active location of the country, unknown, or held by another', async () => {
    const reasons = async (mpnId: string) => {
      const { status, reasons: [reason] } = await associate('ga@lagune.example', mpnId);
      return [status, reason];
    };
    expect(await reasons('6320000')).toEqual([400, 'MPN_NOT_LOCATION']);
    expect(await reasons('6320002')).toEqual([400, 'MPN_COUNTRY_MISMATCH']);
    expect(await reasons('99')).toEqual([400, 'MPN_NOT_FOUND']);
    // An account of somebody else that nobody holds is as good as none.
    expect(await reasons('6200009')).toEqual([400, 'MPN_NOT_FOUND']);
    await api.database.em().execute("update mpn_location set country = 'FR' where mpn_id = '6300001'");
    expect(await reasons('6300001')).toEqual([409, 'MPN_IN_USE']);
    expect(await history('ga@lagune.example')).toEqual([]);
  });

  it('MPN-03: refuses an inactive one', async () => {
    await api.database.em().execute("update mpn_location set status = 'inactive' where mpn_id = '6320001'");
    expect((await associate('ga@lagune.example', '6320001')).reasons).toEqual(['MPN_NOT_FOUND']);
    await api.database.em().execute("update mpn_location set status = 'active' where mpn_id = '6320001'");
  });

  it('MPN-08: takes one, and another later; the one before is history', async () => {
    expect(await history('ga@keller.example')).toEqual([['6200002', true]]);
    const changed = await associate('ga@keller.example', '6200009');
    expect([changed.status, changed.json]).toMatchObject([201, { mpnId: '6200009', country: 'DE' }]);
    expect(await history('ga@keller.example')).toEqual([['6200009', true], ['6200002', false]]);
    expect((await associate('ga@keller.example', '6200009')).status).toBe(201);
    expect((await history('ga@keller.example')).length).toBe(2);
    const events = await api.database.em().execute<{ before: object; after: object }[]>("select before, after from event where type = 'identity.mpn-associated'");
    expect(events).toEqual([{ before: { mpnId: '6200002' }, after: { mpnId: '6200009' } }]);
  });

  it('MPN-08: two at once leave one current one', async () => {
    const [{ id }] = (await api.database.em().execute<{ id: string }[]>("select id from organisation where domain = 'keller.example'")) as [{ id: string }];
    const token = async () => String((await api.call('/v1/sandbox/tokens', { body: { email: 'ga@keller.example' } })).json['access_token']);
    const authorization = `Bearer ${await token()}`;
    const choose = (mpnId: string) => () => api.call('/v1/mpnassociations', { headers: { authorization }, body: { mpnId } });
    await associate('ga@keller.example', '6200002');
    const replies = await meet(api.database.em(), { table: 'organisation', id }, [choose('6200009'), choose('6200009')]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    const current = (await history('ga@keller.example')).filter(([, now]) => now);
    expect(current).toEqual([['6200009', true]]);
    expect((await history('ga@keller.example'))[1]).toEqual(['6200002', false]);
  });

  it('MPN-04: a location that another organisation stood on once can be taken', async () => {
    await api.database.em().execute(
      `insert into mpn_association (id, organisation_id, mpn_id, since, until) select gen_random_uuid(), id, '6320001', now() - interval '2 days', now() - interval '1 day' from organisation where domain = 'nordwind.example'`,
    );
    expect((await associate('ga@lagune.example', '6320001')).status).toBe(201);
    expect(await history('ga@lagune.example')).toEqual([['6320001', true]]);
  });

  it('MPN-05: is for Global admins', async () => {
    for (const local of ['aa', 'ac', 'mp', 'ua']) expect((await associate(`${local}@keller.example`, '6200002')).reasons).toEqual(['ROLE_MISSING']);
    expect((await ask('ga@keller.example', '/v1/mpnassociations', {})).reasons).toEqual(['FIELD_INVALID']);
  });

  it('MPN-06: a location that is added can be taken at once', async () => {
    const added = await ask('ga@lagune.example', '/v1/mpnlocations', {
      name: 'Lagune Lyon',
      address: { addressLine1: '1 rue du Port', city: 'Lyon', postalCode: '69001' },
      contact: { firstName: 'Luc', lastName: 'Petit', email: 'luc@lagune.example', phoneNumber: '0123456789' },
    });
    expect((await associate('ga@lagune.example', String(added.json['mpnId']))).status).toBe(201);
  });
});
