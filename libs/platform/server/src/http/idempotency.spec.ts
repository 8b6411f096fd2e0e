import { randomUUID } from 'node:crypto';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { thingDatabase } from './spec-parts/thing-database';
import { actor, bearer, hold, tinyApi } from './spec-parts/tiny-api';
import type { TinyApi } from './spec-parts/tiny-api';
import { StoredAnswers } from './stored-answers';

describe('a repeated request', () => {
  let database: TestDatabase;
  let api: TinyApi;

  const post = (id: string, body: unknown, who = actor(), path = '/v1/things') => api.inject('POST', path, { headers: { authorization: bearer(who), 'ms-requestid': id }, body });
  const things = async (name: string): Promise<number> => (await database.em().execute('select 1 from thing where name = ?', [name])).length;

  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] });
  });
  afterAll(async () => {
    await api?.app.close();
    await database.close();
  });

  it('API-08: gets the first answer again, without its secrets', async () => {
    const [id, body] = [randomUUID(), { name: `thing ${randomUUID()}` }];
    const first = await post(id, body);
    const again = await post(id.toUpperCase(), body, actor(), '//v1/THINGS/');
    expect([first.status, first.json['secret']]).toEqual([201, 'told once']);
    const { secret: _, ...rest } = first.json;
    expect([again.status, again.json, again.headers['location'], again.headers['ms-replayed']]).toEqual([201, { ...rest, omitted: ['secret'] }, first.headers['location'], 'true']);
    expect(await things(body.name)).toBe(1);
  });

  it('API-08: does nothing under an id that was used for something else', async () => {
    const [id, name] = [randomUUID(), `thing ${randomUUID()}`];
    await post(id, { name: `first ${name}` });
    const other = await post(id, { name });
    expect([other.status, other.json.data[0]?.reason, await things(name)]).toEqual([409, 'REQUEST_ID_REUSED', 0]);
  });

  it('API-08: is another request when somebody else sends it, or another route gets it', async () => {
    const id = randomUUID();
    const made = await Promise.all([
      post(id, { name: `a ${id}` }),
      post(id, { name: `b ${id}` }, actor({ userId: randomUUID() })),
      post(id, { name: `c ${id}` }, actor({ organisationId: randomUUID() })),
    ]);
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    const both = actor({ roles: [{ role: 'global_admin' }], programs: ['indirect_provider', 'indirect_reseller'] });
    expect([(await post(id, { name: `d ${id}` }, both)).json.data?.[0]?.reason, (await post(id, {}, both, '/v1/accept')).status]).toEqual(['REQUEST_ID_REUSED', 204]);
    expect((await api.inject('PATCH', `/v1/things/${randomUUID()}`, { headers: { authorization: bearer(), 'ms-requestid': id }, body: {} })).status).toBe(200);
  });

  it('API-08: is asked to wait while the first one runs, and then gets its answer', async () => {
    const [id, body] = [randomUUID(), { name: `thing ${randomUUID()}` }];
    let go = (): void => undefined;
    hold(new Promise((resolve) => (go = resolve)));
    const first = post(id, body);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const second = await post(id, body);
    go();
    expect([second.status, second.json.data[0]?.reason, second.headers['retry-after']]).toEqual([409, 'REQUEST_IN_PROGRESS', '1']);
    expect((await first).status).toBe(201);
    expect([(await post(id, body)).status, await things(body.name)]).toEqual([201, 1]);
  });

  it('API-08: happens once, however many arrive together', async () => {
    const [id, body] = [randomUUID(), { name: `thing ${randomUUID()}` }];
    const replies = await Promise.all(Array.from({ length: 20 }, () => post(id, body)));
    expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect([(await post(id, body)).status, await things(body.name)]).toEqual([201, 1]);
  });

  it('API-08: hears a refusal again, though its work was undone', async () => {
    const id = randomUUID();
    const first = await post(id, { name: 'undone' });
    const again = await post(id, { name: 'undone' });
    expect([first.status, first.json.data[0]?.reason, await things('undone')]).toEqual([409, 'NAME_TAKEN', 0]);
    expect([again.status, again.json, again.headers['ms-replayed']]).toEqual([409, first.json, 'true']);
    const invalid = randomUUID();
    expect((await post(invalid, { name: 'x' })).status).toBe(400);
    expect((await post(invalid, { name: 'now it is right' })).json.data[0]?.reason).toBe('REQUEST_ID_REUSED');
  });

  it('API-08: is judged anew after a limit or an accident', async () => {
    const change = (id: string, fail: string) => api.inject('PATCH', '/v1/things/00000000-0000-4000-8000-000000000001', { headers: { authorization: bearer(), 'ms-requestid': id }, body: { fail } });
    const id = randomUUID();
    expect([(await change(id, 'limit')).status, (await change(id, 'limit')).headers['ms-replayed']]).toEqual([429, undefined]);
    expect([(await change(id, 'bug')).status, (await change(id, '')).status]).toEqual([500, 200]);
  });

  it('API-08: is forgotten after 24 hours of real time', async () => {
    const [id, body] = [randomUUID(), { name: `thing ${randomUUID()}` }];
    await post(id, body);
    await database.em().execute("update stored_answer set created_at = created_at - interval '24 hours'");
    expect((await post(id, body)).json.data[0]?.reason).toBe('NAME_TAKEN');
    expect((await post(id, body)).json.data[0]?.reason).toBe('NAME_TAKEN');
  });

  it('is forgotten for good by the sweep, and not before its time', async () => {
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids) await post(id, { name: `swept ${id}` });
    const kept = () => database.em().execute("select 1 from stored_answer where answer like '%swept%'");
    await database.em().execute("update stored_answer set created_at = now() - interval '24 hours' where answer like ?", [`%${ids[0]}%`]);
    await api.app.get(StoredAnswers).sweep();
    expect(await kept()).toHaveLength(1);
  });

  it('keeps nothing of what was told only once', async () => {
    await post(randomUUID(), { name: `thing ${randomUUID()}` });
    expect(await database.em().execute("select 1 from stored_answer where answer like '%told once%'")).toEqual([]);
  });
});
