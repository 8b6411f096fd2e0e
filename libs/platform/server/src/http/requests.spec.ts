import { randomUUID } from 'node:crypto';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { thingDatabase } from './spec-parts/thing-database';
import { actor, bearer, LEADERLESS, tinyApi } from './spec-parts/tiny-api';
import type { TinyApi } from './spec-parts/tiny-api';

describe('a request', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const authorization = bearer();
  const name = () => `thing ${randomUUID()}`;

  beforeAll(async () => {
    database = await testDatabase(thingDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [thingDatabase] });
  });
  afterAll(async () => {
    await api?.app.close();
    await database.close();
  });

  it('is understood whatever the case of its keys, and keeps maps as they are', async () => {
    const body = { NAME: name(), Email: null, Profile: { DefaultAddress: { City: 'Bremen' } }, Lines: [{ OfferID: 'a', Quantity: '2' }], labels: { KeepThis: 'yes' } };
    const reply = await api.inject('POST', '//v1/Things/', { headers: { authorization }, body });
    expect(reply.status).toBe(201);
    expect(reply.json['body']).toEqual({ name: body.NAME, profile: { defaultAddress: { city: 'Bremen' } }, lines: [{ offerId: 'a', quantity: 2 }], labels: { KeepThis: 'yes' } });
    expect(reply.headers['location']).toMatch(/^\/things\/\d+$/);
  });

  it('is told all of its faults at once, with the reasons that the schema names', async () => {
    const reply = await api.inject('POST', '/v1/things', { headers: { authorization }, body: { name: 'x', email: 'a@gmail.com', lines: [{ offerId: 1, quantity: 'many' }] } });
    expect(reply.status).toBe(400);
    expect(reply.json.data.map(({ reason, field, rule }) => [reason, field, rule])).toEqual([
      ['FIELD_INVALID', 'name', 'API-01'],
      ['WEBMAIL_NOT_ALLOWED', 'email', 'TST-01'],
      ['FIELD_INVALID', 'lines.0.offerId', 'API-01'],
      ['FIELD_INVALID', 'lines.0.quantity', 'API-01'],
    ]);
    const empty = await api.inject('POST', '/v1/things', { headers: { authorization } });
    expect([empty.status, empty.json.data.map(({ field }) => field)]).toEqual([400, ['name']]);
  });

  it('ROL-12: of somebody who lacks the second factor reads what everybody may, as nobody, and does nothing', async () => {
    const headers = { authorization: bearer(actor({ secondFactorMissing: true })) };
    const refused = [403, 'MFA_REQUIRED', 'ROL-12'];
    for (const [method, path] of [
      ['GET', '/v1/things'],
      ['POST', '/v1/things'],
      ['GET', '/v1/stream'],
      ['POST', '/invite/k1.x'],
    ] as const) {
      const { status, json } = await api.inject(method, path, { headers, ...(method === 'POST' ? { body: { name: name() } } : {}) });
      expect([path, status, json.data[0]?.reason, json.data[0]?.rule]).toEqual([path, ...refused]);
    }
    expect((await api.inject('GET', '/v1/open', { headers })).json['name']).toBe('nobody');
    expect((await api.inject('GET', '/invite/k1.x', { headers })).status).toBe(410);
    expect((await api.inject('GET', '/v1/open', { headers: { authorization } })).json['name']).toBe('Sam Agent');
  });

  it('echoes its ids, or gets new ones', async () => {
    const given = await api.inject('GET', '/v1/open', { headers: { 'ms-requestid': 'abc-1', 'ms-correlationid': 'corr-1' } });
    expect([given.headers['ms-requestid'], given.headers['ms-correlationid'], given.json['correlation']]).toEqual(['abc-1', 'corr-1', 'corr-1']);
    const made = await api.inject('GET', '/v1/open', { headers: { 'ms-correlationid': 'bad\tvalue' } });
    expect(made.headers['ms-correlationid']).toMatch(/^[0-9a-f-]{36}$/);
    expect([made.headers['ms-cv'], made.headers['ms-serverid']]).toEqual([expect.stringMatching(/\.0$/), expect.any(String)]);
  });

  it('keeps its correlation id after its body has been read', async () => {
    await api.inject('PATCH', `/v1/things/${randomUUID()}`, { headers: { authorization, 'ms-correlationid': 'after-body' }, body: { fail: 'bug' } });
    expect(api.log.filter((line) => line.includes('after-body') && line.includes('inside'))).toHaveLength(1);
  });

  it('gets errors in one shape: unknown route, wrong method, unknown record', async () => {
    const unknown = await api.inject('GET', '/v1/nothing');
    const method = await api.inject('DELETE', '/v1/things', { headers: { authorization } });
    const record = await api.inject('PATCH', '/v1/things/not-an-id', { headers: { authorization }, body: {} });
    expect([unknown.status, method.status, record.status]).toEqual([404, 405, 404]);
    expect([unknown, method, record].map(({ json }) => json.data[0]?.reason)).toEqual(['METHOD_UNKNOWN', 'METHOD_UNKNOWN', 'NOT_FOUND']);
    expect(method.headers['allow']).toBe('GET, POST');
    expect([method.json['description'], method.json.data[0]]).toEqual(['There is such a route, but not for this method.', expect.objectContaining({ fix: 'Use GET or POST here.' })]);
    const long = await api.inject('PATCH', `/v1/things/${'a'.repeat(3000)}`, { headers: { authorization }, body: {} });
    expect([long.status, long.json['source'], long.headers['allow']]).toEqual([404, 'Tandem', undefined]);
    expect(unknown.json).toMatchObject({ code: 1000, source: 'Tandem' });
  });

  it('API-02: is refused, never an accident, when its body cannot be read', async () => {
    const send = (raw: string | Buffer, type = 'application/json') => api.inject('POST', '/v1/things', { headers: { authorization, 'content-type': type }, raw });
    const replies = await Promise.all([
      send('{"name": '),
      send(Buffer.concat([Buffer.from('{"name":"abc'), Buffer.from([0xff]), Buffer.from('"}')])),
      send('['.repeat(200) + ']'.repeat(200)),
      send('['.repeat(500_000)),
      send('{"name":"a\\u0000b"}'),
      send('{"__proto__": {"polluted": true}, "name": "proto"}'),
      send('{"constructor": {"prototype": {"polluted": true}}, "name": "ctor"}'),
      send('<xml/>', 'text/xml'),
      send('"text"'),
      send('[]'),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 400));
    expect(replies.slice(0, 8).map(({ json }) => json.data[0]?.reason)).toEqual(Array(8).fill('BODY_UNREADABLE'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const huge = await send(JSON.stringify({ name: 'x'.repeat(2 << 20) }));
    expect([huge.status, huge.json.data[0]?.reason]).toEqual([400, 'BODY_TOO_LARGE']);
  });

  it('may carry a name twice: the last one counts, the exact spelling first', async () => {
    const [first, second] = [name(), name()];
    const reply = await api.inject('POST', '/v1/things', { headers: { authorization }, raw: `{"name":"${first}","NAME":"other","name":"${second}"}` });
    expect((reply.json['body'] as { name: string }).name).toBe(second);
  });

  it('never gets 406, whatever it accepts', async () => {
    const reply = await api.inject('GET', '/v1/open', { headers: { accept: 'application/xml' } });
    expect([reply.status, reply.headers['content-type']]).toEqual([200, expect.stringContaining('application/json')]);
  });

  it('API-04: says how to sign in, which roles are needed and who holds them', async () => {
    const nobody = await api.inject('GET', '/v1/things');
    expect([nobody.status, nobody.headers['www-authenticate'], nobody.json.data[0]?.reason]).toEqual([401, 'Bearer realm="Tandem"', 'TOKEN_REQUIRED']);
    const stale = await api.inject('GET', '/v1/things', { headers: { authorization: 'Bearer nonsense' } });
    expect(stale.status).toBe(401);
    const reader = await api.inject('GET', '/v1/things', { headers: { authorization: bearer(actor({ roles: [{ role: 'report_viewer' }] })) } });
    expect([reader.status, reader.json['code'], reader.json.data[0]?.requiredRoles]).toEqual([403, 900150, ['global_admin', 'user_admin', 'admin_agent', 'sales_agent']]);
    expect(reader.json.data[0]).toMatchObject({ heldBy: ['Greta Ahrens'] });
    expect(reader.json.data[0]).not.toHaveProperty('requiredTogether');
    const { userId: _, ...app } = actor({ roles: [{ role: 'global_admin' }], programs: ['indirect_reseller'], clientId: 'c' });
    const client = await api.inject('POST', '/v1/accept', { headers: { authorization: bearer(app) } });
    expect([client.status, client.json.data[0]?.reason]).toEqual([403, 'USER_REQUIRED']);
    expect(client.json.data[0]).toMatchObject({ requiredRoles: ['global_admin'], heldBy: ['Greta Ahrens'] });
  });

  it('ROL-01: says when nobody of the organisation may, and who can give the role', async () => {
    const deserted = actor({ organisationId: LEADERLESS, roles: [{ role: 'sales_agent' }], programs: ['indirect_reseller'] });
    const reply = await api.inject('POST', '/v1/accept', { headers: { authorization: bearer(deserted) } });
    expect([reply.status, reply.json.data[0]]).toMatchObject([403, { reason: 'ROLE_MISSING', heldBy: [], fix: 'Nobody of your organisation may. Greta Ahrens can give the role.' }]);
  });

  it('ORG-02: says which program is missing, and how to get it', async () => {
    const provider = await api.inject('POST', '/v1/accept', { headers: { authorization: bearer(actor({ roles: [{ role: 'global_admin' }] })) } });
    expect([provider.status, provider.json.data[0]]).toMatchObject([403, { reason: 'PROGRAM_MISSING', requiredPrograms: ['indirect_reseller'], fix: expect.stringContaining('by enrolling') }]);
    expect(provider.json.data[0]).not.toHaveProperty('heldBy');
  });

  it('SEC-06: is refused when the page of another site sends it with our cookie', async () => {
    const cookie = `who=${bearer().slice(7)}`;
    const from = (headers: Record<string, string>) => api.inject('POST', '/v1/things', { headers: { cookie, ...headers }, body: { name: name() } });
    expect((await from({ origin: 'https://evil.example' })).json.data[0]?.reason).toBe('ORIGIN_FOREIGN');
    expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await from({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  it('API-07: is refused when it builds on an old version', async () => {
    const path = `/v1/things/${randomUUID()}`;
    const stale = await api.inject('PATCH', path, { headers: { authorization }, body: { Attributes: { ETag: '2' } } });
    expect([stale.status, stale.json['code'], stale.json.data[0]?.reason]).toEqual([400, 2055, 'STALE']);
    const header = await api.inject('PATCH', path, { headers: { authorization, 'if-match': '"3"' }, body: { attributes: { etag: '2' } } });
    expect(header.status).toBe(200);
  });

  it('hears the throttling shape and when to come back', async () => {
    const reply = await api.inject('PATCH', `/v1/things/${randomUUID()}`, { headers: { authorization }, body: { fail: 'limit' } });
    expect([reply.status, reply.headers['retry-after'], reply.json['statusCode'], reply.json['message']]).toEqual([429, '42', 429, 'That was too often. Try again in 42 seconds.']);
    expect(reply.json.data[0]?.reason).toBe('TOO_OFTEN');
  });

  it('hears a reason when it loses a race, and nothing of the inside when there is a bug', async () => {
    const call = (fail: string) => api.inject('PATCH', `/v1/things/${randomUUID()}`, { headers: { authorization }, body: { fail } });
    const [race, bug, nul] = await Promise.all([call('unique'), call('bug'), call('nul')]);
    expect([race.status, race.json.data[0]?.reason]).toEqual([409, 'NAME_TAKEN']);
    expect([bug.status, bug.text.includes('hunter2'), bug.json.data[0]?.reason]).toEqual([500, false, 'INTERNAL']);
    expect(nul.status).toBe(400);
  });

  it('pages with a token that carries size and filter', async () => {
    const first = await api.inject('GET', '/v1/Things?SIZE=2&Relationship_Type=x', { headers: { authorization } });
    const token = String(first.json['continuationToken']);
    expect(first.json['links']).toEqual({
      self: { uri: '/things?size=2&relationship_type=x', method: 'GET', headers: [] },
      next: { uri: '/things?size=2&relationship_type=x&seekOperation=Next', method: 'GET', headers: [{ key: 'MS-ContinuationToken', value: token }] },
    });
    const next = await api.inject('GET', '/v1/things?seekOperation=Next', { headers: { authorization, 'ms-continuationtoken': token } });
    expect(next.json['items']).toEqual([{ id: 3 }, { id: 4 }]);
    const broken = await api.inject('GET', '/v1/things?seekOperation=Next', { headers: { authorization, 'ms-continuationtoken': 'nonsense' } });
    expect([broken.status, broken.json.data[0]?.field]).toEqual([400, 'continuationToken']);
    expect((await api.inject('GET', '/v1/things?ids=a&size=0', { headers: { authorization } })).json['totalCount']).toBe(5);
  });

  it('pages on with Next, begins anew with First, and knows no other way', async () => {
    const token = String((await api.inject('GET', '/v1/things?size=2', { headers: { authorization } })).json['continuationToken']);
    const seek = (query: string) => api.inject('GET', `/v1/things?${query}`, { headers: { authorization, 'ms-continuationtoken': token } });
    expect((await seek('SeekOperation=next')).json['items']).toEqual([{ id: 3 }, { id: 4 }]);
    expect((await seek('size=3&seekoperation=FIRST')).json['items']).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    const other = await seek('seekOperation=Last');
    expect([other.status, other.json.data[0]?.field]).toEqual([400, 'seekOperation']);
    expect(JSON.stringify(other.json.data[0])).toMatch(/Next.*First/);
  });

  it('gets answers that nobody keeps or frames', async () => {
    for (const [path, status] of [['/v1/open', 200], ['//V1/things', 401], ['/v1/nothing', 404]] as const) {
      const reply = await api.inject('GET', path);
      expect([reply.status, reply.headers['cache-control'], reply.headers['x-frame-options']]).toEqual([status, 'no-store', 'DENY']);
    }
  });

  it('finds nothing of the sandbox outside of sandbox mode, whatever the method and the body', async () => {
    const send = (method: string, path: string, raw?: string) => api.inject(method, path, { headers: { authorization }, ...(raw === undefined ? {} : { raw }) });
    const replies = await Promise.all([send('POST', '/v1/sandbox/reset', '{broken'), send('DELETE', '/v1/sandbox/clock'), send('GET', '/v1//Sandbox/cast'), send('PUT', '/v1/sandbox')]);
    expect(replies.map(({ status, json, headers }) => [status, json.data[0]?.reason, headers['allow']])).toEqual(Array(4).fill([404, 'METHOD_UNKNOWN', undefined]));
  });

  it('gets small pages with their own status and a policy without scripts', async () => {
    const reply = await api.inject('GET', '/invite/k1.abc.def');
    expect([reply.status, reply.text, reply.headers['cache-control']]).toEqual([410, '<p>Hello</p>', 'no-store']);
    expect(reply.headers['content-security-policy']).not.toContain('script-src');
  });
});
