import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permissionOf } from '@tandem/platform-contract';
import { across, endpointsOf } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { IdentityApiModule } from '../identity.api.module';
import { identityDatabase } from '../identity-database';
import { Issuer } from '../issuer/issuer';
import { castId } from '../sandbox/identity-sandbox';
import { callerWith, castClientId, clientToken, person } from '../spec-parts/callers';
import type { Caller } from '../spec-parts/callers';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi, Reply } from '../spec-parts/identity-api';

type Made = { id: string; clientId: string; clientSecret: string; secrets: { id: string; lastUsedAt?: string }[]; attributes: { etag: string } };

const roles = [{ role: 'admin_agent' }];
const settled = () => new Promise((resolve) => setTimeout(resolve, 1_100));

describe('API clients', () => {
  let api: IdentityApi;
  let admin: Caller;
  let other: Caller;
  beforeAll(async () => {
    api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis() });
    admin = await person(api, 'ga@nordwind.example');
    other = await person(api, 'ga@albion.example');
  });
  afterAll(() => api.close());

  const made = async (body: object = { name: 'Shop', roles }): Promise<Made> => (await admin('POST', '/v1/apiclients', body)).json as unknown as Made;
  const token = (clientId: string, secret: string): Promise<Reply> => clientToken(api, 'nordwind.example', { client_id: clientId, client_secret: secret });
  const calling = async ({ clientId, clientSecret }: { clientId: string; clientSecret: string }): Promise<Caller> => callerWith(api, (await token(clientId, clientSecret)).json['access_token']);
  const stored = async (): Promise<string> =>
    JSON.stringify([await api.database.em().execute('select * from event'), await api.database.em().execute('select * from stored_answer'), await api.database.em().execute('select * from api_client_secret')]);

  it('gives the secret in one answer, keeps its hash, and it works', async () => {
    const reply = await admin('POST', '/v1/apiclients', { name: ' Shop ', roles });
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ name: 'Shop', roles, secrets: [{ id: expect.any(String) }], keys: [], clientSecret: expect.stringMatching(/^[\w-]{43}$/), attributes: { objectType: 'ApiClient', etag: '1' } });
    const { id, clientSecret } = reply.json as unknown as Made;
    const me = await (await calling(reply.json as unknown as Made))('GET', '/v1/me');
    expect(me.json).toMatchObject({ client: { clientId: reply.json['clientId'], name: 'Shop' }, roles });
    for (const path of [`/v1/apiclients/${id}`, '/v1/apiclients', `/v1/apiclients/${id}/timeline`]) expect((await admin('GET', path)).text).not.toContain(clientSecret);
    expect(await stored()).not.toContain(clientSecret);
  });

  it('API-08: a repeated request is one client, and its answer leaves the secret out', async () => {
    const headers = { 'ms-requestid': randomUUID() };
    const first = await admin('POST', '/v1/apiclients', { name: 'Once', roles }, headers);
    const second = await admin('POST', '/v1/apiclients', { name: 'Once', roles }, headers);
    expect([second.status, second.json['id'], second.json['clientSecret'], second.json['omitted']]).toEqual([201, first.json['id'], undefined, ['clientSecret']]);
    expect(await stored()).not.toContain(String(first.json['clientSecret']));
  });

  it.each([
    ['ROL-01: the operator\'s role', [{ role: 'operator' }], 'OPERATOR_ONLY'],
    ['ROL-06: no role', [], 'ROLE_REQUIRED'],
    ['ROL-08: an incentive role everywhere', [{ role: 'incentive_user' }], 'ROLE_LOCATION_REQUIRED'],
    ['ROL-08: a location of another organisation', [{ role: 'incentive_user', locations: ['6110001'] }], 'ROLE_LOCATION_UNKNOWN'],
  ])('%s is refused', async (_, given, reason) => {
    expect(await admin('POST', '/v1/apiclients', { name: 'Shop', roles: given })).toMatchObject({ status: 400, reasons: [reason] });
  });

  it('are read by Global admin and Admin agent, made by a Global admin in person', async () => {
    const [agent, sales] = [await person(api, 'aa@nordwind.example'), await person(api, 'sa@nordwind.example')];
    expect((await agent('GET', '/v1/apiclients')).status).toBe(200);
    expect((await agent('POST', '/v1/apiclients', { name: 'Shop', roles })).json).toMatchObject({ data: [{ reason: 'ROLE_MISSING', requiredRoles: ['global_admin'], heldBy: ['Anna Weber'] }] });
    expect((await sales('GET', '/v1/apiclients')).json).toMatchObject({ data: [{ reason: 'ROLE_MISSING', requiredRoles: ['global_admin', 'admin_agent'], heldBy: ['Anna Weber', 'Lars Petersen'] }] });
  });

  it('API-05: what only a person may do is refused to a client by itself, whatever its roles: USER_REQUIRED on every such route', async () => {
    const client = await calling(await made({ name: 'Mighty', roles: [{ role: 'global_admin' }, { role: 'user_admin' }, { role: 'account_admin' }, { role: 'admin_agent' }] }));
    const userOnly = endpointsOf([IdentityApiModule]).filter(({ endpoint: { action } }) => action !== 'public' && action !== 'signed-in' && permissionOf(action).userOnly);
    expect(userOnly.length).toBeGreaterThan(6);
    for (const { endpoint } of userOnly) {
      const { status, reasons } = await client(endpoint.method, endpoint.path.replace(/:\w+/g, randomUUID()), endpoint.method === 'GET' ? undefined : {});
      expect([endpoint.method, endpoint.path, status, ...reasons]).toEqual([endpoint.method, endpoint.path, 403, 'USER_REQUIRED']);
    }
    expect((await client('GET', '/v1/apiclients')).status).toBe(200);
  });

  it('SEC-02: have two live secrets at most, also when two are asked for at the same moment', async () => {
    const { id } = await made();
    const replies = await Promise.all([1, 2, 3].map(() => admin('POST', `/v1/apiclients/${id}/secrets`)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(replies.flatMap(({ reasons }) => reasons)).toEqual(['SECRET_LIMIT', 'SECRET_LIMIT']);
    const added = replies.find(({ status }) => status === 201)?.json;
    expect(Object.keys(added ?? {}).sort()).toEqual(['clientSecret', 'createdAt', 'id']);
  });

  it('SEC-02: a revoked secret takes its tokens with it at once, those of the other one live on', async () => {
    const client = await made();
    const old = await calling(client);
    const { json: second } = await admin('POST', `/v1/apiclients/${client.id}/secrets`);
    const fresh = await calling({ clientId: client.clientId, clientSecret: String(second['clientSecret']) });
    expect([(await old('GET', '/v1/me')).status, (await fresh('GET', '/v1/me')).status]).toEqual([200, 200]);
    const secret = `/v1/apiclients/${client.id}/secrets/${client.secrets[0]?.id}`;
    expect((await admin('DELETE', secret)).status).toBe(204);
    // A change is looked up at once, a read within a second.
    expect(await old('POST', '/v1/apiclients', {})).toMatchObject({ status: 401, reasons: ['SECRET_REVOKED'] });
    await settled();
    expect(await old('GET', '/v1/me')).toMatchObject({ status: 401, reasons: ['SECRET_REVOKED'] });
    expect((await fresh('GET', '/v1/me')).status).toBe(200);
    expect(await token(client.clientId, client.clientSecret)).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    expect((await admin('DELETE', secret)).status).toBe(204);
    const { json } = await admin('GET', `/v1/apiclients/${client.id}/timeline`);
    expect((json['items'] as { type: string }[]).filter(({ type }) => type === 'identity.api-client-secret-revoked')).toHaveLength(1);
    expect((await admin('GET', `/v1/apiclients/${client.id}`)).json['secrets']).toMatchObject([{ id: second['id'] }]);
    expect((await admin('POST', `/v1/apiclients/${client.id}/secrets`)).status).toBe(201);
  });

  it('SEC-02: a secret is revoked below the client that it belongs to, and below no other of the same organisation', async () => {
    const [client, beside] = [await made(), await made()];
    expect((await admin('DELETE', `/v1/apiclients/${beside.id}/secrets/${client.secrets[0]?.id}`)).status).toBe(404);
    expect((await token(client.clientId, client.clientSecret)).status).toBe(200);
  });

  it('SEC-02: a person\'s token through the client dies with the secret it was refreshed with', async () => {
    const client = await made();
    const minted = await across('sandbox', () => api.app.get(Issuer).mint(castId('sa@nordwind.example'), client.clientId));
    const { json } = await clientToken(api, 'nordwind.example', { client_id: client.clientId, client_secret: client.clientSecret, grant_type: 'refresh_token', refresh_token: minted.refresh_token });
    const sales = callerWith(api, json['access_token']);
    expect((await sales('GET', '/v1/me')).json).toMatchObject({ user: { email: 'sa@nordwind.example' } });
    await admin('DELETE', `/v1/apiclients/${client.id}/secrets/${client.secrets[0]?.id}`);
    await settled();
    expect(await sales('GET', '/v1/me')).toMatchObject({ status: 401, reasons: ['SECRET_REVOKED'] });
  });

  it('SEC-02: a removed client is gone with its tokens, and says which role a new one needs', async () => {
    const client = await made();
    const calls = await calling(client);
    expect((await admin('DELETE', `/v1/apiclients/${client.id}`)).status).toBe(204);
    expect((await calls('POST', '/v1/apiclients', {})).json).toMatchObject({ data: [{ reason: 'CLIENT_REMOVED', requiredRoles: ['global_admin'] }] });
    await settled();
    expect(await calls('GET', '/v1/me')).toMatchObject({ status: 401, reasons: ['CLIENT_REMOVED'] });
    expect((await token(client.clientId, client.clientSecret)).status).toBe(401);
    const secret = `/secrets/${client.secrets[0]?.id}`;
    for (const [method, path] of [['GET', ''], ['DELETE', ''], ['POST', '/secrets'], ['DELETE', secret], ['GET', '/timeline']]) expect((await admin(method ?? '', `/v1/apiclients/${client.id}${path}`)).status).toBe(404);
  });

  it('change name and roles, under the etag; tokens that are out have the new roles at once', async () => {
    const { id, attributes, ...client } = await made();
    const calls = await calling(client);
    const body = { name: 'Warehouse', roles: [{ role: 'sales_agent' }], attributes };
    expect((await admin('PATCH', `/v1/apiclients/${id}`, body)).json).toMatchObject({ name: 'Warehouse', roles: [{ role: 'sales_agent' }], attributes: { etag: '2' } });
    expect(await admin('PATCH', `/v1/apiclients/${id}`, body)).toMatchObject({ status: 400, reasons: ['STALE'] });
    expect(await admin('PATCH', `/v1/apiclients/${id}`, { roles: [{ role: 'operator' }] })).toMatchObject({ status: 400, reasons: ['OPERATOR_ONLY'] });
    await settled();
    expect((await calls('GET', '/v1/apiclients')).json).toMatchObject({ data: [{ reason: 'ROLE_MISSING', requiredRoles: ['global_admin', 'admin_agent'] }] });
  });

  it('ROL-08: do not change to a location of another organisation, nor to a closed one or the global account of their own', async () => {
    const { id } = await made();
    await api.database.em().execute("insert into mpn_location (id, organisation_id, mpn_id, type, name, country, status, created_at) select gen_random_uuid(), id, '6100099', 'location', 'Closed', 'DE', 'inactive', now() from organisation where domain = 'nordwind.example'");
    for (const mpnId of ['6110001', '6100099', '6100000']) expect(await admin('PATCH', `/v1/apiclients/${id}`, { roles: [{ role: 'incentive_user', locations: [mpnId] }] })).toMatchObject({ status: 400, reasons: ['ROLE_LOCATION_UNKNOWN'] });
    expect((await admin('PATCH', `/v1/apiclients/${id}`, { roles: [{ role: 'incentive_user', locations: ['6100001'] }] })).status).toBe(200);
  });

  it('the same change a second time does nothing', async () => {
    const { id } = await made();
    for (let time = 0; time < 2; time += 1) expect((await admin('PATCH', `/v1/apiclients/${id}`, { name: 'Renamed' })).json).toMatchObject({ name: 'Renamed', attributes: { etag: '2' } });
    const { json } = await admin('GET', `/v1/apiclients/${id}/timeline`);
    expect((json['items'] as { type: string }[]).map(({ type }) => type)).toEqual(['identity.api-client-changed', 'identity.api-client-created']);
  });

  it('show when client and secret were used, and the first call as an event, once', async () => {
    const client = await made();
    expect((await admin('GET', `/v1/apiclients/${client.id}`)).json['lastUsedAt']).toBeUndefined();
    const calls = await calling(client);
    await Promise.all([1, 2, 3].map(() => calls('GET', '/v1/me')));
    const { json } = await admin('GET', `/v1/apiclients/${client.id}`);
    expect(json).toMatchObject({ firstUsedAt: expect.any(String), lastUsedAt: expect.any(String), secrets: [{ lastUsedAt: expect.any(String) }] });
    const { json: story } = await admin('GET', `/v1/apiclients/${client.id}/timeline`);
    expect((story['items'] as { type: string; actor: object }[]).map(({ type, actor }) => [type, actor])).toEqual([
      ['identity.api-client-first-used', { name: 'Shop', organisation: 'Nordwind Distribution GmbH' }],
      ['identity.api-client-created', { name: 'Anna Weber', organisation: 'Nordwind Distribution GmbH' }],
    ]);
  });

  it('SEC-01: another organisation finds none of it, and changes none of it', async () => {
    const client = await made();
    const one = `/v1/apiclients/${client.id}`;
    const tries = [['GET', one], ['PATCH', one, { name: 'Mine' }], ['DELETE', one], ['POST', `${one}/secrets`], ['DELETE', `${one}/secrets/${client.secrets[0]?.id}`], ['POST', `${one}/keys`, { key: { kty: 'RSA', n: 'A'.repeat(342), e: 'AQAB' } }], ['GET', `${one}/timeline`]] as const;
    for (const [method, path, body] of tries) expect([method, path, (await other(method, path, body)).status]).toEqual([method, path, 404]);
    expect((await other('GET', '/v1/apiclients')).text).not.toContain(client.id);
    // Nor through a client of one's own: the secret of another one is not found below it.
    expect((await other('DELETE', `/v1/apiclients/${castClientId('albion.example')}/secrets/${client.secrets[0]?.id}`)).status).toBe(404);
    expect((await token(client.clientId, client.clientSecret)).status).toBe(200);
  });

  it('are listed newest first, page by page, and searched by name', async () => {
    const names = ['Page 1', 'Page 2', 'Page 3'];
    for (const name of names) await made({ name, roles });
    const first = await admin('GET', '/v1/apiclients?size=2&search=page');
    const next = await admin('GET', '/v1/apiclients?seekOperation=Next', undefined, { 'MS-ContinuationToken': String(first.json['continuationToken']) });
    expect([first, next].map(({ json }) => (json['items'] as { name: string }[]).map(({ name }) => name))).toEqual([['Page 3', 'Page 2'], ['Page 1']]);
    expect(next.json['continuationToken']).toBeUndefined();
  });

  it('SEC-02: an expired token, and one of another installation, name the roles a new one needs, but nobody', async () => {
    for (const given of ['eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl', '']) {
      const { status, json } = await callerWith(api, given)('GET', '/v1/apiclients');
      expect([status, json['data']]).toMatchObject([401, [{ reason: 'TOKEN_INVALID', requiredRoles: ['global_admin', 'admin_agent'] }]]);
      expect(JSON.stringify(json)).not.toContain('heldBy');
    }
    expect((await api.call('/v1/apiclients')).json).toMatchObject({ data: [{ reason: 'TOKEN_REQUIRED', requiredRoles: ['global_admin', 'admin_agent'] }] });
  });
});
