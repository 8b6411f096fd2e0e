import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { actor, bearer, tinyApi } from '../http/spec-parts/tiny-api';
import type { Reply, TinyApi } from '../http/spec-parts/tiny-api';
import { platformDatabase } from '../orm/platform-database';
import { SavedViewsModule } from './saved-views.module';

describe('saved views', () => {
  let database: TestDatabase;
  let api: TinyApi;
  let me: ReturnType<typeof actor>;

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [platformDatabase], modules: [SavedViewsModule] });
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });
  beforeEach(() => (me = actor({ organisationId: newId(), userId: newId() })));

  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, who = me, headers = {}): Promise<Reply> =>
    api.inject(method, `/v1/savedviews${path}`, { headers: { authorization: bearer(who), ...headers }, ...(body ? { body } : {}) });
  const view = (name: string, more = {}) => ({ page: 'indirect-resellers', name, query: 'country=NO&view=waiting', ...more });
  const add = async (name: string, more = {}, who = me): Promise<string> => String((await call('POST', '', view(name, more), who)).json['id']);
  const names = async (page = 'indirect-resellers', who = me) => ((await call('GET', `?page=${page}`, undefined, who)).json['items'] as { name: string }[]).map(({ name }) => name);
  const refusal = ({ status, json }: Reply) => [status, json.data[0]?.reason, json.data[0]?.rule];

  it('are kept for the person and the page, oldest first', async () => {
    const made = await call('POST', '', view('  Nordics ', { query: 'country=NO%2CSE&q=it' }));
    expect([made.status, made.json]).toMatchObject([201, { page: 'indirect-resellers', name: 'Nordics', query: 'country=NO%2CSE&q=it', attributes: { etag: '1' } }]);
    await add('Later');
    await add('Elsewhere', { page: 'indirect-providers' });
    expect(await names()).toEqual(['Nordics', 'Later']);
    expect(await names('indirect-providers')).toEqual(['Elsewhere']);
  });

  it('are renamed, hold another state, and go', async () => {
    const id = await add('Nordics');
    expect((await call('PUT', `/${id}`, { name: 'North', query: '' })).json).toMatchObject({ id, name: 'North', query: '', attributes: { etag: '2' } });
    expect(refusal(await call('PUT', `/${id}`, { name: 'South', query: '' }, me, { 'if-match': '"1"' }))).toEqual([400, 'STALE', 'API-07']);
    expect((await call('DELETE', `/${id}`)).status).toBe(204);
    expect(await names()).toEqual([]);
    expect((await call('DELETE', `/${id}`)).status).toBe(404);
  });

  it('VIEW-01: have a name of their own within a page, whatever its case', async () => {
    await add('Nordics');
    const other = await add('Alps');
    expect(refusal(await call('POST', '', view('nordics')))).toEqual([409, 'VIEW_NAME_TAKEN', 'VIEW-01']);
    expect(refusal(await call('PUT', `/${other}`, { name: 'NORDICS', query: '' }))).toEqual([409, 'VIEW_NAME_TAKEN', 'VIEW-01']);
    expect((await call('PUT', `/${other}`, { name: 'ALPS', query: '' })).status).toBe(200);
    expect((await call('POST', '', view('Nordics', { page: 'indirect-providers' }))).status).toBe(201);
    expect((await call('POST', '', view('Nordics'), actor({ organisationId: me.organisationId, userId: newId() }))).status).toBe(201);
  });

  it('VIEW-01: of eight changes to one name at once, one is made', async () => {
    const ids: string[] = [];
    for (const name of 'ABCDEFGH') ids.push(await add(name));
    const replies = await Promise.all(ids.map((id) => call('PUT', `/${id}`, { name: 'Same', query: '' })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status, json }) => status === 409 && json.data[0]?.reason === 'VIEW_NAME_TAKEN')).toHaveLength(7);
  });

  it('VIEW-02: are at most twenty a page, also when eight come at once', async () => {
    for (let index = 1; index < 20; index++) await add(`View ${index}`);
    const last = await Promise.all([...'ABCDEFGH'].map((name) => call('POST', '', view(name))));
    expect(last.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(refusal(await call('POST', '', view('One more')))).toEqual([409, 'VIEW_LIMIT', 'VIEW-02']);
    expect(await names()).toHaveLength(20);
    expect((await call('POST', '', view('One more', { page: 'indirect-providers' }))).status).toBe(201);
  });

  it('SEC-01: are nobody else\'s, in the own organisation or another', async () => {
    const id = await add('Mine');
    const strangers = [actor({ organisationId: me.organisationId, userId: newId() }), actor({ organisationId: newId(), userId: me.userId ?? '' })];
    for (const who of strangers) {
      expect(await names('indirect-resellers', who)).toEqual([]);
      expect(refusal(await call('PUT', `/${id}`, { name: 'Theirs', query: '' }, who))).toEqual([404, 'NOT_FOUND', 'SEC-01']);
      expect(refusal(await call('DELETE', `/${id}`, undefined, who))).toEqual([404, 'NOT_FOUND', 'SEC-01']);
    }
    expect(await names()).toEqual(['Mine']);
  });

  it('API-05: are for people, not for an API client by itself', async () => {
    const { userId: _, ...client } = me;
    expect(refusal(await call('GET', '?page=indirect-resellers', undefined, client))).toEqual([403, 'USER_REQUIRED', 'API-05']);
    expect(refusal(await call('POST', '', view('Robot'), client))).toEqual([403, 'USER_REQUIRED', 'API-05']);
  });

  it('API-01: name every fault of a body at once', async () => {
    const reply = await call('POST', '', { page: '../etc', name: ' ', query: 'a b' });
    expect([reply.status, reply.json.data.map(({ field }) => field)]).toEqual([400, ['page', 'name', 'query']]);
    expect((await call('POST', '', view('x'.repeat(61)))).json.data[0]).toMatchObject({ reason: 'FIELD_INVALID', field: 'name' });
    expect((await call('POST', '', view('x'.repeat(60)))).status).toBe(201);
    expect((await call('POST', '', view('two\nlines'))).status).toBe(400);
  });
});
