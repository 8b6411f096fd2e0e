import { randomUUID } from 'node:crypto';
import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body, Reply } from '../spec-parts/partnership-stack';

const content = { description: 'Trains and supports.', services: ['training', 'support'] };

let stack: PartnershipStack;
let operator: Actor;
let provider: Company;
/** Part of every name of one test, so that it finds its own providers only. */
let mark: string;

beforeAll(async () => {
  stack = await PartnershipStack.start();
  operator = (await company(stack.em(), { program: 'operator' })).withRoles('operator');
});
afterAll(() => stack.close());
beforeEach(async () => {
  mark = randomUUID().slice(0, 8);
  provider = await invent('Nordwind');
});

const invent = (name: string, country = 'DE'): Promise<Company> => company(stack.em(), { program: 'indirect_provider', country, name: `${name} ${mark}` });
const create = (who: Actor | undefined, id: string, more: object = {}): Promise<Reply> => stack.ask(who, 'POST', '/v1/indirectproviders', { body: { id, ...content, ...more } });
const enter = async (name: string, country: string, more: object = {}): Promise<Company> => {
  const invented = await invent(name, country);
  expect((await create(operator, invented.organisation.id, more)).status).toBe(201);
  return invented;
};
const edit = (who: Actor | undefined, body: object, headers: Record<string, string> = {}): Promise<Reply> => stack.ask(who, 'PATCH', `/v1/indirectproviders/${provider.organisation.id}`, { body, headers });
const read = (who: Actor | undefined, path = ''): Promise<Reply> => stack.ask(who, 'GET', `/v1/indirectproviders/${provider.organisation.id}${path}`);
const found = async (who: Actor | undefined, query = ''): Promise<string[]> =>
  (await stack.ask(who, 'GET', `/v1/indirectproviders?name=${mark}${query}`)).json.items.map((item) => String(item['name']).split(' ')[0] ?? '');
const typesOf = (reply: Reply): unknown[] => reply.json.items.map((line) => line['type']);

describe('the provider directory', () => {
  it('DIR-01: is public and found by name, country, region and services, in any case', async () => {
    await enter('Nordwind', 'DE', { services: ['training', 'marketing'], countries: ['at', 'CH'] });
    await enter('Albion', 'GB', { services: ['support', 'training'] });
    await enter('Liberty', 'US', { services: ['financing'] });
    expect(await found(undefined)).toEqual(['Albion', 'Liberty', 'Nordwind']);
    expect(await found(undefined, '&country=at')).toEqual(['Nordwind']);
    expect(await found(undefined, '&country=GB')).toEqual(['Albion']);
    expect([await found(undefined, '&region=Europe'), await found(undefined, '&region=united_states'), await found(undefined, '&region=brazil')]).toEqual([['Albion', 'Nordwind'], ['Liberty'], []]);
    expect([await found(undefined, '&services=Training'), await found(undefined, '&services=training&services=support')]).toEqual([['Albion', 'Nordwind'], ['Albion']]);
    expect((await stack.ask(undefined, 'GET', `/v1/IndirectProviders?NAME=nordwind%20${mark}`)).json.items).toMatchObject([
      { name: `Nordwind ${mark}`, location: 'DE', regions: ['europe'], countries: ['AT', 'CH', 'DE'], services: ['marketing', 'training'], description: content.description, listed: true },
    ]);
    const { status, json } = await stack.ask(undefined, 'GET', '/v1/indirectproviders?region=atlantis');
    expect([status, json.data[0]]).toMatchObject([400, { reason: 'FIELD_INVALID', field: 'region' }]);
  });

  it('API-01: is read page by page, also while entries are made and leave', async () => {
    for (const name of ['Delta', 'alpha', 'Bravo', 'Charlie']) await enter(name, 'DE');
    const first = await stack.ask(undefined, 'GET', `/v1/indirectproviders?name=${mark}&size=2`);
    expect(first.json.items.map((item) => item['name'])).toEqual([`alpha ${mark}`, `Bravo ${mark}`]);
    await enter('Aardvark', 'DE');
    const next = await stack.ask(undefined, 'GET', '/v1/indirectproviders?seekOperation=Next', { headers: { 'MS-ContinuationToken': first.json.continuationToken ?? '' } });
    expect(next.json.items.map((item) => item['name'])).toEqual([`Charlie ${mark}`, `Delta ${mark}`]);
    expect(next.json.continuationToken).toBeUndefined();
  });

  it('DIR-03: shows a reseller providers of its own region until it asks for others', async () => {
    await enter('Nordwind', 'DE');
    await enter('Liberty', 'US');
    const reseller = (await company(stack.em(), { program: 'indirect_reseller', country: 'AT' })).withRoles('sales_agent');
    expect(await found(reseller)).toEqual(['Nordwind']);
    expect([await found(reseller, '&region=all'), await found(reseller, '&region=united_states'), await found(reseller, '&country=US')]).toEqual([['Liberty', 'Nordwind'], ['Liberty'], ['Liberty']]);
    expect(await found(provider.globalAdmin)).toEqual(['Liberty', 'Nordwind']);
  });

  it('DIR-02: lets a provider see its entry and refuses to change it, with whom to ask', async () => {
    await create(operator, provider.organisation.id);
    expect((await read(provider.globalAdmin)).json).toMatchObject({ id: provider.organisation.id, mpnId: provider.mpnId, description: content.description });
    const { status, json } = await edit(provider.globalAdmin, { description: 'The best of all.' });
    expect([status, json.data[0]]).toMatchObject([403, { rule: 'DIR-02', reason: 'ENTRY_MAINTAINED', requiredRoles: ['operator'] }]);
    expect(json.data[0]?.['fix']).toContain('Contact your representative');
    // Before anything of the body is looked at.
    expect((await edit(provider.globalAdmin, { services: 'none' })).status).toBe(403);
    expect((await create(provider.globalAdmin, provider.organisation.id)).status).toBe(403);
    expect((await read(provider.globalAdmin)).json['description']).toBe(content.description);
  });

  it('DIR-02: lets the operator change it; what happened stands in its timeline for both', async () => {
    await create(operator, provider.organisation.id, { website: 'https://nordwind.example', email: 'a@nordwind.example' });
    const changed = await edit(operator, { description: 'Everything.', website: '', listed: false }, { 'if-match': '"1"' });
    expect([changed.status, changed.json]).toMatchObject([200, { description: 'Everything.', email: 'a@nordwind.example', listed: false, attributes: { etag: '2' } }]);
    expect(changed.json['website']).toBeUndefined();
    expect((await edit(operator, { description: 'Late.' }, { 'if-match': '"1"' })).json.data[0]?.reason).toBe('STALE');
    expect((await edit(operator, { description: 'Everything.' })).json.attributes.etag).toBe('2');
    for (const who of [operator, provider.globalAdmin]) expect(typesOf(await read(who, '/timeline'))).toEqual(['partnership.directory-entry-changed', 'partnership.directory-entry-created']);
    expect((await read(provider.globalAdmin, '/timeline')).json.items[0]).toMatchObject({ before: { description: content.description, listed: true }, after: { description: 'Everything.', listed: false } });
  });

  it('DIR-02: hides what is not listed from everybody but the provider and the operator', async () => {
    await create(operator, provider.organisation.id, { listed: false });
    const other = await invent('Other');
    expect([await found(undefined), await found(other.globalAdmin), await found(provider.globalAdmin), await found(operator)]).toEqual([[], [], [], ['Nordwind']]);
    expect(await Promise.all([undefined, other.globalAdmin, provider.globalAdmin, operator].map(async (who) => (await read(who)).status))).toEqual([404, 404, 200, 200]);
  });

  it('DIR-01: drops a provider that is none any more', async () => {
    await create(operator, provider.organisation.id);
    await stack.em().execute(`update program_membership set state = 'ended' where organisation_id = ?`, [provider.organisation.id]);
    expect([await found(undefined), (await read(undefined)).status, (await read(operator)).status]).toEqual([[], 404, 200]);
  });

  it('SEC-01: keeps the story of an entry from others, and asks nobody who is not signed in', async () => {
    await create(operator, provider.organisation.id);
    const other = await invent('Other');
    expect([(await read(other.globalAdmin, '/timeline')).status, (await read(undefined, '/timeline')).status]).toEqual([404, 401]);
    expect([(await create(undefined, provider.organisation.id)).status, (await edit(undefined, { description: 'x' })).status, (await edit(other.globalAdmin, { description: 'x' })).status]).toEqual([401, 401, 403]);
  });

  it('DIR-01: makes one entry for a provider, also when two make it at once', async () => {
    const both = await Promise.all([create(operator, provider.organisation.id), create(operator, provider.organisation.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await create(operator, provider.organisation.id)).json.data[0]).toMatchObject({ reason: 'ENTRY_EXISTS', field: 'id' });
    expect((await create(operator, randomUUID())).status).toBe(404);
    const reseller = await company(stack.em(), { program: 'indirect_reseller' });
    expect((await create(operator, reseller.organisation.id)).json.data[0]?.reason).toBe('PROVIDER_INACTIVE');
  });

  it('API-01: names every fault of an entry at once', async () => {
    const faulty = { description: '', services: [], countries: ['DEU'], website: 'javascript:alert(1)', email: 'nobody', phoneNumber: 'call me' };
    const { status, json } = await create(operator, provider.organisation.id, faulty);
    expect([status, json.data.map((fault) => fault['field']).sort()]).toEqual([400, ['countries.0', 'description', 'email', 'phoneNumber', 'services', 'website']]);
    expect((await create(operator, provider.organisation.id, { countries: ['US'] })).json.data[0]).toMatchObject({ rule: 'GEO-04', reason: 'COUNTRY_OUTSIDE_REGION', field: 'countries' });
  });

  it('DIR-02: names to the operator the providers that have no entry', async () => {
    const names = async (): Promise<unknown[]> => (await stack.ask(operator, 'GET', '/v1/indirectproviders/candidates')).json.items.map((item: Body) => item['name']).filter((name) => String(name).includes(mark));
    await invent('Albion', 'GB');
    expect(await names()).toEqual([`Albion ${mark}`, `Nordwind ${mark}`]);
    await create(operator, provider.organisation.id);
    expect(await names()).toEqual([`Albion ${mark}`]);
    expect((await stack.ask(provider.globalAdmin, 'GET', '/v1/indirectproviders/candidates')).status).toBe(403);
  });
});
