import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { across } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { asPersons } from '../spec-parts/as-person';
import type { AsPerson } from '../spec-parts/as-person';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { listAssociations, listLocations } from './list-locations';

const GA = 'ga@nordwind.example';
const contact = { firstName: 'Jonas', lastName: 'Brandt', email: 'muenchen@nordwind.example', phoneNumber: '8955501' };
const body = { name: 'Nordwind München', address: { addressLine1: 'Leopoldstraße 1', city: 'München', postalCode: '80802' }, contact };

let api: IdentityApi;
let as: AsPerson;
beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis(), settings: { WEBMAIL_DOMAINS: 'hausmail.at' } })));
afterAll(() => api.close());
beforeEach(async () => {
  as ??= asPersons(api);
  await api.database.em().execute("delete from mpn_location where mpn_id like '7%'");
});

const add = (more: object = {}, email = GA, headers: Record<string, string> = {}) => as(email, 'POST', '/v1/mpnlocations', { body: { ...body, ...more }, headers });
const list = async (query = '', email = GA) => (await as(email, 'GET', `/v1/mpnlocations${query}`)).list.map(({ mpnId }) => mpnId);

describe('MPN locations', () => {
  it('MPN-06: a new one gets a new MPN ID and lies in the organisation’s country unless it says otherwise', async () => {
    const { status, json } = await add();
    const mpnId = String(json['mpnId']);
    expect([status, json]).toEqual([
      201,
      {
        ...{ mpnId: expect.stringMatching(/^7\d{6}$/), type: 'location', name: 'Nordwind München', country: 'DE', status: 'active', associated: false },
        ...{ address: { ...body.address, country: 'DE' }, contact, attributes: { objectType: 'MpnLocation' } },
        links: { self: { uri: `/mpnlocations/${mpnId}`, method: 'GET', headers: [] } },
      },
    ]);
    expect((await as(GA, 'GET', `/v1/mpnlocations/${mpnId}`)).json).toEqual(json);
    expect((await add({ address: { ...body.address, country: 'at' } })).json).toMatchObject({ country: 'AT', address: { country: 'AT' } });
    expect((await as(GA, 'GET', `/v1/mpnlocations/${mpnId}/timeline`)).list).toMatchObject([{ type: 'identity.mpn-location-added', actor: { name: 'Anna Weber' }, after: { mpnId, name: 'Nordwind München', contact } }]);
  });

  it('MPN-06: two who add at once get two numbers; one who repeats a call gets the same', async () => {
    const both = await Promise.all([add(), add()]);
    expect(new Set(both.map(({ json }) => json['mpnId'])).size).toBe(2);
    const again = { 'ms-requestid': '00000000-0000-4000-8000-00000000aaaa' };
    const [first, second] = [await add({}, GA, again), await add({}, GA, again)];
    expect(second.json['mpnId']).toBe(first.json['mpnId']);
    expect(await list()).toHaveLength(5);
  });

  it('MPN-06: a number is given once, also across a reset', async () => {
    const before = Number((await add()).json['mpnId']);
    await api.call('/v1/sandbox/reset', { method: 'POST' });
    expect(await list()).toEqual(['6100000', '6100001']);
    expect(Number((await add()).json['mpnId'])).toBeGreaterThan(before);
  });

  it('MPN-06: are not removed', async () => {
    expect((await as(GA, 'DELETE', '/v1/mpnlocations/6100001')).status).toBe(405);
  });

  it.each([
    ['ENR-08', { contact: { ...contact, email: 'A.B+x@GMAIL.com' } }, 'WEBMAIL_NOT_ALLOWED', 'contact.email'],
    ['ENR-08', { contact: { ...contact, email: 'a@hausmail.at' } }, 'WEBMAIL_NOT_ALLOWED', 'contact.email'],
    ['ENR-09', { contact: { ...contact, email: 'a@nordwind.onmicrosoft.com' } }, 'SIGN_IN_DOMAIN_NOT_ALLOWED', 'contact.email'],
    ['ENR-10', { contact: { ...contact, phoneNumber: '+49 89 55501' } }, 'LOCAL_PHONE_REQUIRED', 'contact.phoneNumber'],
    ['GEO-03', { address: { ...body.address, country: 'KP' } }, 'COUNTRY_UNSUPPORTED', 'address.country'],
    ['API-01', { name: ' ' }, 'FIELD_INVALID', 'name'],
  ])('%s: are refused with rule and field', async (rule, more, reason, field) => {
    const { status, json } = await add(more);
    expect([status, json['data']]).toMatchObject([400, [{ rule, reason, field }]]);
    expect(await list()).toEqual(['6100000', '6100001']);
  });

  it('API-01: name every fault of a body at once', async () => {
    const { status, json } = await as(GA, 'POST', '/v1/mpnlocations', { body: { name: 'x', address: {}, contact: { email: 'nobody' } } });
    expect([status, (json['data'] as { field: string }[]).map(({ field }) => field).sort()]).toEqual([
      400,
      ['address.addressLine1', 'address.city', 'contact.email', 'contact.firstName', 'contact.lastName', 'contact.phoneNumber'],
    ]);
  });

  it('ROL-01: are read and added by those that the table names', async () => {
    const people = ['ga', 'ua', 'ba', 'aa', 'sa', 'ha', 'mp', 'ac', 'iu'];
    const may = async (method: string): Promise<string[]> => {
      const allowed: string[] = [];
      for (const local of people) {
        const { status } = await as(`${local}@nordwind.example`, method, '/v1/mpnlocations', method === 'POST' ? { body } : {});
        if (status < 300) allowed.push(local);
        else expect(status).toBe(403);
      }
      return allowed;
    };
    expect(await may('GET')).toEqual(['ga', 'aa', 'mp', 'ac', 'iu']);
    expect(await may('POST')).toEqual(['ga', 'ac']);
    expect((await api.call('/v1/mpnlocations')).status).toBe(401);
  });

  it('SEC-01: of another organisation are not found', async () => {
    const mpnId = String((await add()).json['mpnId']);
    for (const path of [`/v1/mpnlocations/${mpnId}`, `/v1/mpnlocations/${mpnId}/timeline`]) expect((await as('ga@albion.example', 'GET', path)).status).toBe(404);
    expect(await list('', 'ga@albion.example')).toEqual(['6110001']);
  });

  it('SEC-01: are listed as one’s own, whatever else could be seen', async () => {
    const [mine] = await api.database.em().execute<{ id: string }[]>("select id from organisation where domain = 'albion.example'");
    const everything = (list: typeof listLocations | typeof listAssociations) => across('operator', () => list(api.database.em(), mine?.id ?? '', { query: {}, headers: {} } as never));
    for (const each of [listLocations, listAssociations]) expect((await everything(each)).items.map(({ mpnId }) => mpnId)).toEqual(['6110001']);
  });

  it('MPN-05: are listed with the global one first, narrowed by type, page by page', async () => {
    expect((await as(GA, 'GET', '/v1/mpnlocations')).list).toMatchObject([
      { mpnId: '6100000', type: 'global', associated: false },
      { mpnId: '6100001', type: 'location', country: 'DE', status: 'active', associated: true, contact: { email: 'mpn@nordwind.example' }, address: { city: 'Hamburg' } },
    ]);
    expect([await list('?type=Global'), await list('?type=location')]).toEqual([['6100000'], ['6100001']]);
    const added = [String((await add()).json['mpnId']), String((await add()).json['mpnId'])];
    const seen: unknown[] = [];
    let token = '';
    do {
      const page = await as(GA, 'GET', token ? '/v1/mpnlocations?seekOperation=Next' : '/v1/mpnlocations?size=1&type=location', { headers: token ? { 'MS-ContinuationToken': token } : {} });
      seen.push(...page.list.map(({ mpnId }) => mpnId));
      token = String(page.json['continuationToken'] ?? '');
    } while (token);
    expect(seen).toEqual(['6100001', ...added]);
  });

  it('ROL-08: are found by name, city and the beginning of the MPN ID, literally and among the own ones', async () => {
    const mpnId = String((await add()).json['mpnId']);
    const kiel = String((await add({ name: 'Nordwind 100% Küste', address: { ...body.address, city: 'Kiel' } })).json['mpnId']);
    expect([await list('?search=münchen'), await list('?search=KIEL'), await list(`?search=${mpnId}`)]).toEqual([[mpnId], [kiel], [mpnId]]);
    expect([await list('?search=%25&type=location'), await list('?search=_'), await list(`?search=${mpnId.slice(1)}`), await list('?search=nordwind', 'ga@albion.example')]).toEqual([[kiel], [], [], []]);
    const first = await as(GA, 'GET', '/v1/mpnlocations?search=nordwind&type=location&size=2');
    const next = await as(GA, 'GET', '/v1/mpnlocations?seekOperation=Next', { headers: { 'MS-ContinuationToken': String(first.json['continuationToken']) } });
    expect([...first.list, ...next.list].map((found) => found['mpnId'])).toEqual(['6100001', mpnId, kiel]);
  });

  it('MPN-08: what the organisation acted under before stays to be read', async () => {
    const em = api.database.em();
    await em.execute("update mpn_association set until = now() where mpn_id = '6200002'");
    await em.execute("insert into mpn_association (id, organisation_id, mpn_id, since) values (gen_random_uuid(), '0d000000-0000-4000-8000-000000000001', '6200009', now() + interval '1 minute')");
    const { list: history } = await as('ac@keller.example', 'GET', '/v1/mpnassociations');
    expect(history.map(({ mpnId, until }) => [mpnId, until === undefined])).toEqual([
      ['6200009', true],
      ['6200002', false],
    ]);
    const first = await as('ac@keller.example', 'GET', '/v1/mpnassociations?size=1');
    const next = await as('ac@keller.example', 'GET', '/v1/mpnassociations?seekOperation=Next', { headers: { 'MS-ContinuationToken': String(first.json['continuationToken']) } });
    expect([...first.list, ...next.list].map(({ mpnId }) => mpnId)).toEqual(['6200009', '6200002']);
    expect((await as('ga@lagune.example', 'GET', '/v1/mpnassociations')).list).toEqual([]);
  });
});
