import type { Actor } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipDirectory } from '../partnership.directory';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body, Reply, Sent } from '../spec-parts/partnership-stack';

const relationshipType = 'is_indirect_cloud_solution_provider_of';

let stack: PartnershipStack;
let provider: Company;
let reseller: Company;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
  reseller = await company(stack.em(), { program: 'indirect_reseller', country: 'AT' });
});

async function join(from: Company, by: Company): Promise<void> {
  const { json } = await stack.ask(from.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType } });
  const reply = await stack.ask(by.globalAdmin, 'POST', `/v1/invitations/${json.url.split('/').at(-1)}/accept`, { body: { authorized: true } });
  expect(reply.status).toBe(200);
}
const list = (who: Actor, query = ''): Promise<Reply> => stack.ask(who, 'GET', `/v1/relationships${query}`);
const access = (who: Actor, method: string, partner: Company): Promise<Reply> => stack.ask(who, method, `/v1/relationships/${partner.organisation.id}/delegatedadmin`);
const terminate = (who: Actor, partner: Company, body: Record<string, unknown> = {}): Promise<Reply> =>
  stack.ask(who, 'PATCH', `/v1/relationships/${partner.organisation.id}`, { body: { state: 'terminated', ...body } });
const said = ({ status, json }: Reply): unknown[] => [status, json.data?.[0]?.reason];
const events = async (): Promise<string[]> =>
  (await stack.em().execute<{ type: string }[]>(`select type from event where data->>'providerId' = ? order by id`, [provider.organisation.id])).map(({ type }) => type);
const directory = (): PartnershipDirectory => new PartnershipDirectory(stack.em());

describe('listing', () => {
  it('PRT-07: answers to each side in the words of existing clients', async () => {
    await join(provider, reseller);
    const shown = (await list(provider.withRoles('sales_agent'), '?relationship_type=IsIndirectCloudSolutionProviderOf')).json.items;
    expect(shown).toMatchObject([{ id: reseller.organisation.id, relationshipType, state: 'Active', attributes: { objectType: 'PartnerRelationship', etag: '1' } }]);
    expect((await list(reseller.globalAdmin, '?relationship_type=is_indirect_reseller_of')).json.items).toMatchObject([{ id: provider.organisation.id, delegatedAdmin: 'granted' }]);
  });

  it('SCR-15: shows a reseller\'s providers to its Global admin and Admin agent only; a provider\'s resellers to the sales side too', async () => {
    await join(provider, reseller);
    const paths = (partner: Company): string[] => ['', `/${partner.organisation.id}/delegatedadmin`, `/${partner.organisation.id}/timeline`];
    const ask = (who: Actor, path: string): Promise<Reply> => stack.ask(who, 'GET', `/v1/relationships${path}`);
    for (const path of [...paths(provider), '?relationship_type=IsIndirectResellerOf']) {
      for (const role of ['user_admin', 'sales_agent'] as const) {
        const { status, json } = await ask(reseller.withRoles(role), path);
        expect([status, json.data?.[0]]).toMatchObject([403, { reason: 'ROLE_MISSING', requiredRoles: ['global_admin', 'admin_agent'] }]);
      }
      for (const role of ['global_admin', 'admin_agent'] as const) expect((await ask(reseller.withRoles(role), path)).status).toBe(200);
    }
    for (const path of paths(reseller)) {
      for (const role of ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'] as const) expect((await ask(provider.withRoles(role), path)).status).toBe(200);
    }
  });

  it('refuses a caller who is not on that side, with code 1002', async () => {
    const wrong = await list(reseller.globalAdmin, '?relationship_type=IsIndirectCloudSolutionProviderOf');
    expect([...said(wrong), wrong.json['code']]).toEqual([403, 'RELATIONSHIP_SIDE', 1002]);
    expect(said(await list(provider.globalAdmin, '?relationship_type=IsIndirectResellerOf'))).toEqual([403, 'RELATIONSHIP_SIDE']);
    expect(said(await list((await company(stack.em(), { program: 'customer' })).globalAdmin))).toEqual([403, 'PROGRAM_MISSING']);
  });

  it('lists active ones unless another state is asked for, page by page', async () => {
    const others = [reseller, await company(stack.em(), { program: 'indirect_reseller' }), await company(stack.em(), { program: 'indirect_reseller' })];
    for (const one of others) {
      stack.clock.advance(1000);
      await join(provider, one);
    }
    await terminate(provider.globalAdmin, reseller);
    const ids = (reply: Reply): string[] => reply.json.items.map(({ id }) => id);
    const first = await list(provider.globalAdmin, '?size=1');
    expect(ids(first)).toEqual([others[2]?.organisation.id]);
    const next = await stack.ask(provider.globalAdmin, 'GET', '/v1/relationships?seekOperation=Next', { headers: { 'MS-ContinuationToken': first.json.continuationToken ?? '' } });
    expect([ids(next), next.json.continuationToken]).toEqual([[others[1]?.organisation.id], undefined]);
    expect(ids(await list(provider.globalAdmin, '?state=Terminated'))).toEqual([reseller.organisation.id]);
    expect(ids(await list(provider.globalAdmin, '?state=all'))).toHaveLength(3);
  });
});

describe('the filter of the list', () => {
  const names = ['Alpenblick 100% IT', 'Bergalp Systems', 'Alpha_Net'];
  let mpnIds: string[];
  const filtered = (filter: unknown, more = ''): Promise<Reply> => list(provider.globalAdmin, `?filter=${encodeURIComponent(typeof filter === 'string' ? filter : JSON.stringify(filter))}${more}`);
  const found = async (filter: unknown): Promise<unknown[]> => (await filtered(filter)).json.items.map((item) => item['name']).sort();

  beforeEach(async () => {
    mpnIds = [];
    for (const name of names) {
      const one = await company(stack.em(), { program: 'indirect_reseller', country: 'AT', name });
      mpnIds.push(one.mpnId);
      await join(provider, one);
      stack.clock.advance(1000);
    }
  });

  it('PRT-07: finds partners by name and MPN ID, whatever the case and order of the keys', async () => {
    expect(await found({ Field: 'Name', Value: 'alp', Operator: 'starts_with' })).toEqual(['Alpenblick 100% IT', 'Alpha_Net']);
    expect(await found({ operator: 'SubString', VALUE: 'ALP', field: 'name' })).toEqual([...names].sort());
    expect([await found({ Field: 'Name', Value: '0%', Operator: 'substring' }), await found({ Field: 'Name', Value: 'a_n', Operator: 'substring' })]).toEqual([['Alpenblick 100% IT'], ['Alpha_Net']]);
    expect(await found({ Field: 'MpnId', Value: mpnIds[1], Operator: 'starts_with' })).toEqual([names[1]]);
    expect(await found({ Field: 'mpnid', Value: mpnIds[2]?.slice(1), Operator: 'substring' })).toContain(names[2]);
    expect(await found({ Field: 'MpnId', Value: 'x', Operator: 'starts_with' })).toEqual([]);
  });

  it('PRT-07: keeps the filter on the next page', async () => {
    const first = await filtered({ Field: 'Name', Value: 'alp', Operator: 'starts_with' }, '&size=1');
    const next = await stack.ask(provider.globalAdmin, 'GET', '/v1/relationships?seekOperation=Next', { headers: { 'MS-ContinuationToken': first.json.continuationToken ?? '' } });
    expect([first, next].map(({ json }) => json.items.map((item) => item['name']))).toEqual([['Alpha_Net'], ['Alpenblick 100% IT']]);
    expect(next.json.continuationToken).toBeUndefined();
  });

  it.each([
    'name', '', '[]', 'null', '{"Field":"Name"',
    { Field: 'Name', Value: 'a' }, { Field: 'Country', Value: 'a', Operator: 'substring' }, { Field: 'Name', Value: 'a', Operator: 'equals' }, { Field: 'Name', Value: 1, Operator: 'substring' },
  ])('API-01: refuses %j and names the field', async (filter) => {
    const reply = await filtered(filter);
    expect([reply.status, reply.json.data[0]]).toMatchObject([400, { reason: 'FIELD_INVALID', field: 'filter' }]);
  });
});

describe('admin access', () => {
  it('PRT-09: the reseller takes it away and gives it again; the partnership lives on', async () => {
    await join(provider, reseller);
    expect((await access(reseller.globalAdmin, 'DELETE', provider)).status).toBe(204);
    for (const [who, partner] of [[reseller, provider], [provider, reseller]] as const) expect((await access(who.globalAdmin, 'GET', partner)).json['adminAccess']).toBe('removed');
    expect((await list(provider.globalAdmin)).json.items).toMatchObject([{ state: 'Active', delegatedAdmin: 'removed' }]);
    expect(await directory().isActive(provider.organisation.id, reseller.organisation.id)).toBe(true);
    expect((await access(reseller.globalAdmin, 'PUT', provider)).json).toMatchObject({ adminAccess: 'granted' });
    expect(await events()).toEqual(['partnership.established', 'partnership.admin-access-removed', 'partnership.admin-access-granted']);
  });

  it('PRT-09: doing it twice, or twice at once, changes nothing more', async () => {
    await join(provider, reseller);
    const replies = await Promise.all([access(reseller.globalAdmin, 'DELETE', provider), access(reseller.globalAdmin, 'DELETE', provider)]);
    expect(replies.map(({ status }) => status)).toEqual([204, 204]);
    expect((await events()).filter((type) => type === 'partnership.admin-access-removed')).toHaveLength(1);
  });

  it('API-07: is not changed by somebody who knows an older version, said by If-Match or in the body', async () => {
    await join(provider, reseller);
    const change = (method: string, sent: Sent): Promise<Reply> => stack.ask(reseller.globalAdmin, method, `/v1/relationships/${provider.organisation.id}/delegatedadmin`, sent);
    const etag = async (): Promise<string> => (await access(reseller.globalAdmin, 'GET', provider)).json.attributes.etag;
    for (const method of ['DELETE', 'PUT']) {
      const known = await etag();
      for (const sent of [{ headers: { 'if-match': '"99"' } }, { body: { attributes: { etag: '99' } } }]) {
        const reply = await change(method, sent);
        expect([...said(reply), reply.json['code'], await etag()]).toEqual([400, 'STALE', 2055, known]);
      }
      expect((await change(method, method === 'PUT' ? { body: { attributes: { etag: known } } } : { headers: { 'if-match': known } })).status).toBeLessThan(300);
    }
    expect(await events()).toEqual(['partnership.established', 'partnership.admin-access-removed', 'partnership.admin-access-granted']);
  });

  it('PRT-09: is the reseller Global admin\'s decision alone', async () => {
    await join(provider, reseller);
    expect(said(await access(provider.globalAdmin, 'DELETE', reseller))).toEqual([403, 'PROGRAM_MISSING']);
    expect(said(await access(reseller.withRoles('admin_agent'), 'DELETE', provider))).toEqual([403, 'ROLE_MISSING']);
    const other = await company(stack.em(), { program: 'indirect_reseller' });
    for (const method of ['GET', 'PUT', 'DELETE']) expect(said(await access(other.globalAdmin, method, provider))).toEqual([404, 'NOT_FOUND']);
    expect((await access(provider.globalAdmin, 'GET', reseller)).json['adminAccess']).toBe('granted');
  });
});

describe('terminating', () => {
  it('SM-6: ends it for both sides, with all it gave, and nothing is mailed (EML-12)', async () => {
    await join(provider, reseller);
    const reply = await terminate(provider.withRoles('admin_agent'), reseller, { attributes: { etag: '1' } });
    expect([reply.status, reply.json]).toMatchObject([200, { state: 'Terminated', until: stack.clock.now().toISOString() }]);
    expect([(await list(provider.globalAdmin)).json.items, (await list(reseller.globalAdmin)).json.items]).toEqual([[], []]);
    expect((await access(provider.globalAdmin, 'GET', reseller)).json['adminAccess']).toBe('removed');
    expect(said(await access(reseller.globalAdmin, 'PUT', provider))).toEqual([403, 'NO_PARTNERSHIP']);
    expect(await stack.em().execute('select 1 from delivery where organisation_id in (?, ?)', [provider.organisation.id, reseller.organisation.id])).toEqual([]);
  });

  it('PRT-13: says everywhere that the admin access has ended with it', async () => {
    const { json } = await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType } });
    const accept = (): Promise<Reply> => stack.ask(reseller.globalAdmin, 'POST', `/v1/invitations/${json.url.split('/').at(-1)}/accept`, { body: { authorized: true } });
    expect((await accept()).json.relationship).toMatchObject({ state: 'Active', delegatedAdmin: 'granted' });
    const shown = [(await terminate(provider.globalAdmin, reseller)).json, (await accept()).json.relationship];
    for (const who of [provider, reseller]) shown.push(...(await list(who.globalAdmin, '?state=terminated')).json.items);
    expect(shown.map((one) => [one['state'], one['delegatedAdmin']])).toEqual(shown.map(() => ['Terminated', 'removed']));
    expect(shown).toHaveLength(4);
  });

  it('PRT-01, PRT-10: the door that acting for each other has to pass is shut without an active partnership and open with one', async () => {
    const pair = [provider.organisation.id, reseller.organisation.id] as const;
    await expect(directory().requireActive(...pair)).rejects.toMatchObject({ reason: 'NO_PARTNERSHIP' });
    await join(provider, reseller);
    await expect(directory().requireActive(...pair)).resolves.toBeUndefined();
    await terminate(provider.globalAdmin, reseller);
    await expect(directory().requireActive(...pair)).rejects.toMatchObject({ reason: 'NO_PARTNERSHIP', kind: 'forbidden' });
  });

  it('SM-6: a second time changes nothing', async () => {
    await join(provider, reseller);
    const first = await terminate(provider.globalAdmin, reseller);
    expect((await terminate(provider.globalAdmin, reseller)).json).toEqual(first.json);
    expect((await events()).filter((type) => type === 'partnership.terminated')).toHaveLength(1);
  });

  it('PRT-13: is for the provider\'s Global admin or Admin agent', async () => {
    await join(provider, reseller);
    expect(said(await terminate(provider.withRoles('sales_agent', 'user_admin'), reseller))).toEqual([403, 'ROLE_MISSING']);
    expect(said(await terminate(reseller.globalAdmin, provider))).toEqual([403, 'PROGRAM_MISSING']);
    expect(said(await terminate(provider.globalAdmin, await company(stack.em(), { program: 'indirect_reseller' })))).toEqual([404, 'NOT_FOUND']);
    expect(said(await terminate((await company(stack.em(), { program: 'indirect_provider' })).globalAdmin, reseller))).toEqual([404, 'NOT_FOUND']);
  });

  it('refuses a stale etag and an unknown state', async () => {
    await join(provider, reseller);
    await access(reseller.globalAdmin, 'DELETE', provider);
    expect(said(await terminate(provider.globalAdmin, reseller, { attributes: { etag: '1' } }))).toEqual([400, 'STALE']);
    expect(said(await terminate(provider.globalAdmin, reseller, { state: 'active' }))).toEqual([400, 'FIELD_INVALID']);
  });

  it('tells both sides the story', async () => {
    await join(provider, reseller);
    await terminate(provider.globalAdmin, reseller);
    for (const [who, partner] of [[provider, reseller], [reseller, provider]] as const) {
      const { items } = (await stack.ask(who.globalAdmin, 'GET', `/v1/relationships/${partner.organisation.id}/timeline`)).json;
      expect(items.map(({ type }: Body) => type)).toEqual(['partnership.terminated', 'partnership.established']);
    }
  });
});
