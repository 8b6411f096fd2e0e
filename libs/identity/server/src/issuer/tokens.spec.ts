import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Client } from 'pg';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

const NORDWIND = '0b000000-0000-4000-8000-000000000001';
const CREDENTIALS = { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example' };

const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });

describe('the token routes', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi(await place())));
  afterAll(() => api.close());

  const token = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => api.call(path, { form, headers });
  const me = (accessToken: unknown) => api.call('/v1/me', { headers: { authorization: `Bearer ${String(accessToken)}` } });

  it('give an API client a JWT with exp, by tenant id or domain, that the API takes', async () => {
    for (const tenant of [NORDWIND, 'nordwind.example', 'Nordwind.Example']) {
      const { status, json, headers } = await token(`/${tenant}/oauth2/v2.0/token`, {
        ...CREDENTIALS,
        grant_type: 'client_credentials',
        scope: 'https://api.partnercenter.microsoft.com/.default',
      });
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600 });
      expect(decodeJwt(String(json['access_token'])).exp).toBeGreaterThan(Date.now() / 1000 + 3500);
      const who = await me(json['access_token']);
      expect(who.json).toMatchObject({
        client: { clientId: 'nordwind.example' },
        organisation: { id: NORDWIND },
        roles: [{ role: 'admin_agent' }, { role: 'sales_agent' }],
        sandbox: true,
      });
      expect(who.json['user']).toBeUndefined();
    }
  });

  it('answer version 1 with numbers as strings and the resource that was asked for', async () => {
    const { status, json } = await token(`/${NORDWIND}/oauth2/token`, {
      ...CREDENTIALS,
      grant_type: 'client_credentials',
      resource: 'https://graph.windows.net',
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: '3600', ext_expires_in: '3600', resource: 'https://graph.windows.net' });
    expect(Number(json['expires_on']) - Number(json['not_before'])).toBe(3600);
    expect(typeof json['expires_on']).toBe('string');
    expect((await me(json['access_token'])).status).toBe(200);
  });

  it('take the secret in the Authorization header too', async () => {
    const basic = Buffer.from(`${CREDENTIALS.client_id}:${CREDENTIALS.client_secret}`).toString('base64');
    expect(
      (await token('/nordwind.example/oauth2/v2.0/token', { grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` }))
        .status,
    ).toBe(200);
  });

  it.each([
    ['a wrong secret', 'nordwind.example', { ...CREDENTIALS, client_secret: 'sandbox-albion.example' }],
    ['an unknown client', 'nordwind.example', { ...CREDENTIALS, client_id: 'nobody.example' }],
    ["another organisation's client", 'albion.example', CREDENTIALS],
  ])('SEC-02: refuse %s as OAuth says', async (_, tenant, credentials) => {
    const { status, json } = await token(`/${tenant}/oauth2/v2.0/token`, { ...credentials, grant_type: 'client_credentials' });
    expect(status).toBe(401);
    expect(json).toMatchObject({ error: 'invalid_client', error_description: expect.any(String) });
    expect(json['code']).toBeUndefined();
  });

  it.each([
    ['unknown tenants', '/unknown.example/oauth2/v2.0/token', { ...CREDENTIALS, grant_type: 'client_credentials' }, 'invalid_request'],
    [
      'passwords',
      '/nordwind.example/oauth2/v2.0/token',
      { ...CREDENTIALS, grant_type: 'password', username: 'a', password: 'b' },
      'unsupported_grant_type',
    ],
    ['a missing grant type', '/nordwind.example/oauth2/v2.0/token', { ...CREDENTIALS }, 'invalid_request'],
    [
      'codes for machines',
      '/nordwind.example/oauth2/v2.0/token',
      { ...CREDENTIALS, grant_type: 'authorization_code', code: 'x' },
      'invalid_request',
    ],
  ])('refuse %s', async (_, path, form, error) => {
    const { status, json } = await token(path, form as Record<string, string>);
    expect(status).toBe(400);
    expect(json).toMatchObject({ error });
  });

  it('answer nonsense with 4xx, never 500', async () => {
    const path = '/nordwind.example/oauth2/v2.0/token';
    const json = await api.call(path, { body: { ...CREDENTIALS, grant_type: 'client_credentials' } });
    expect([json.status, json.json['error']]).toEqual([400, 'invalid_request']);
    expect((await api.call(path, { method: 'POST' })).status).toBe(400);
    expect((await token(path, { client_id: 'a'.repeat(100_000) })).status).toBe(400);
    expect(
      (await token(path, { client_id: 'nord\u0000wind', client_secret: '\u0000', grant_type: 'client_credentials' })).status,
    ).toBeLessThan(500);
    expect((await token('/%00/oauth2/token', { grant_type: 'client_credentials' })).status).toBe(400);
    expect((await token(path, { ...CREDENTIALS, grant_type: 'refresh_token', refresh_token: '\u0000' })).status).toBe(400);
    expect((await api.call('/oidc/unknown')).status).toBe(404);
    expect((await api.call('/oidc/auth?client_id=%00')).status).toBe(400);
    expect(
      (await api.call('/oidc/auth?client_id=console&redirect_uri=https://evil.example/&response_type=code&scope=openid')).headers.get(
        'location',
      ),
    ).toBeNull();
  });

  it('rotate refresh tokens; the former one works for 60 seconds more, then the whole grant is dead', async () => {
    const minted = (await api.call('/v1/sandbox/tokens', { body: { email: 'sa@nordwind.example' } })).json;
    const refresh = (refreshToken: unknown) =>
      token('/nordwind.example/oauth2/v2.0/token', {
        ...CREDENTIALS,
        grant_type: 'refresh_token',
        refresh_token: String(refreshToken),
        scope: 'openid',
      });
    const first = await refresh(minted['refresh_token']);
    expect(first.status).toBe(200);
    expect(first.json['refresh_token']).not.toBe(minted['refresh_token']);
    expect((await me(first.json['access_token'])).json).toMatchObject({
      user: { email: 'sa@nordwind.example' },
      roles: [{ role: 'sales_agent' }],
    });

    await api.database.em().execute("update oidc_artifact set consumed_at = now() - interval '59 seconds' where consumed_at is not null");
    const again = await refresh(minted['refresh_token']);
    expect(again.status).toBe(200);
    const [kept] = await api.database
      .em()
      .execute<{ old: boolean }[]>("select max(consumed_at) < now() - interval '58 seconds' as old from oidc_artifact");
    expect(kept?.old).toBe(true);
    await api.database.em().execute("update oidc_artifact set consumed_at = now() - interval '61 seconds' where consumed_at is not null");
    expect((await refresh(minted['refresh_token'])).json).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(again.json['refresh_token'])).json).toMatchObject({ error: 'invalid_grant' });
  });

  it.each([
    ['the person is deactivated', "update partner_user set state = 'deactivated' where email = 'ba@nordwind.example'"],
    ['the API client is removed', "update api_client set state = 'removed' where client_id = 'nordwind.example'"],
  ])('SEC-02: refresh nothing once %s', async (_, change) => {
    const { refresh_token: refreshToken } = (await api.call('/v1/sandbox/tokens', { body: { email: 'ba@nordwind.example' } })).json;
    const refresh = () => token('/nordwind.example/oauth2/v2.0/token', { ...CREDENTIALS, grant_type: 'refresh_token', refresh_token: String(refreshToken) });
    expect((await refresh()).status).toBe(200);
    await api.database.em().execute(change);
    expect((await refresh()).json['error']).toMatch(/^invalid_(grant|client)$/);
    await api.database.em().execute("update partner_user set state = 'active' where email = 'ba@nordwind.example'");
    await api.database.em().execute("update api_client set state = 'active' where client_id = 'nordwind.example'");
  });

  it('leave nothing behind: what expired an hour ago is swept when something new is kept', async () => {
    const count = async (): Promise<number> => {
      const [row] = await api.database.em().execute<{ count: number }[]>("select count(*)::int as count from oidc_artifact where id = 'long-gone'");
      return row?.count ?? 0;
    };
    await api.database.em().execute("insert into oidc_artifact (model, id, payload, expires_at) values ('Interaction', 'long-gone', '{}', now() - interval '2 hours')");
    expect(await count()).toBe(1);
    await api.call('/v1/sandbox/tokens', { body: { email: 'sa@nordwind.example' } });
    expect(await count()).toBe(0);
  });

  it("SEC-02: do not refresh through another organisation's client, nor keep refresh tokens readable", async () => {
    const minted = (await api.call('/v1/sandbox/tokens', { body: { email: 'aa@nordwind.example' } })).json;
    const { status, json } = await token('/albion.example/oauth2/v2.0/token', {
      ...{ client_id: 'albion.example', client_secret: 'sandbox-albion.example' },
      ...{ grant_type: 'refresh_token', refresh_token: String(minted['refresh_token']) },
    });
    expect([status, json['error']]).toEqual([400, 'invalid_grant']);
    const [row] = await api.database
      .em()
      .execute<{ found: boolean }[]>('select exists (select from oidc_artifact where id = ? or payload::text like ?) as found', [
        minted['refresh_token'],
        `%${String(minted['refresh_token'])}%`,
      ]);
    expect(row?.found).toBe(false);
  });

  it('publish how to find and check tokens, also under a tenant', async () => {
    const own = (await api.call('/oidc/.well-known/openid-configuration')).json;
    const tenant = (await api.call(`/${NORDWIND}/v2.0/.well-known/openid-configuration`)).json;
    expect(own).toMatchObject({ issuer: `${api.url}/oidc`, token_endpoint: `${api.url}/oidc/token`, jwks_uri: `${api.url}/oidc/jwks` });
    expect(tenant).toMatchObject({
      issuer: own['issuer'],
      token_endpoint: `${api.url}/${NORDWIND}/oauth2/v2.0/token`,
      jwks_uri: own['jwks_uri'],
    });
    expect((await api.call('/unknown.example/v2.0/.well-known/openid-configuration')).status).toBe(400);
    const { keys } = (await api.call('/oidc/jwks')).json as { keys: Record<string, unknown>[] };
    const minted = (await api.call('/v1/sandbox/tokens', { body: { email: 'aa@nordwind.example' } })).json;
    expect(decodeProtectedHeader(String(minted['access_token']))).toMatchObject({ alg: 'RS256', kid: keys[0]?.['kid'], typ: 'at+jwt' });
    expect(keys[0]).not.toHaveProperty('d');
  });

  it('share their keys between two processes that start at once on an empty database', async () => {
    await api.database.em().execute('delete from signing_key');
    const [one, other] = await Promise.all([
      identityApi({ database: api.database, redis: testRedis(), beside: true }),
      identityApi({ database: api.database, redis: testRedis(), beside: true }),
    ]);
    try {
      const keys = await Promise.all([one, other].map((each) => each.call('/oidc/jwks')));
      expect(keys[0]?.json).toEqual(keys[1]?.json);
      const [row] = await api.database.em().execute<{ count: number }[]>('select count(*)::int as count from signing_key');
      expect(row?.count).toBe(1);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });
});

describe('guessing client secrets', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { TRUST_PROXY: 'true' } })));
  afterAll(() => api.close());

  const guess = (clientId: string, address: string, secret = 'wrong') =>
    api.call('/nordwind.example/oauth2/v2.0/token', {
      form: { client_id: clientId, client_secret: secret, grant_type: 'client_credentials' },
      headers: { 'x-forwarded-for': address },
    });

  it('SEC-05: ends after ten failures per account and address, also in one burst', async () => {
    const statuses = (await Promise.all(Array.from({ length: 15 }, () => guess('nordwind.example', '192.0.2.1')))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);

    const refused = await guess('nordwind.example', '192.0.2.1', 'sandbox-nordwind.example');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(880);
    expect(refused.json).toMatchObject({
      statusCode: 429,
      message: `Rate limit is exceeded. Try again in ${String(refused.headers.get('retry-after'))} seconds.`,
      data: [{ reason: 'SIGN_IN_LIMITED', rule: 'SEC-05' }],
    });

    expect((await guess('nordwind.example', '192.0.2.2', 'sandbox-nordwind.example')).status).toBe(200);
    expect((await guess('albion.example', '192.0.2.1')).status).toBe(401);
  });

  it('SEC-05: ends after a hundred failures per address', async () => {
    await api.database
      .em()
      .execute(
        "insert into sign_in_failure (id, account, address) select gen_random_uuid(), 'account ' || n, '192.0.2.9' from generate_series(1, 99) n",
      );
    expect((await guess('one.example', '192.0.2.9')).status).toBe(401);
    expect((await guess('other.example', '192.0.2.9')).status).toBe(429);
  });

  it('SEC-05: a failure counts before it is told: nobody tries again in between', async () => {
    let status = 0;
    const answered = await api.database.em().transactional(async (em) => {
      await em.execute('lock table sign_in_failure in share mode');
      const guessing = guess('late.example', '192.0.2.60').then((answer) => (status = answer.status));
      await wait(500);
      return [status, guessing] as const;
    });
    await answered[1];
    expect([answered[0], status]).toEqual([0, 401]);
  });

  it('API-09: what cannot be counted is not judged, and says so in the form of the API', async () => {
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('revoke insert on sign_in_failure from tandem_app');
      const { status, json } = await guess('albion.example', '192.0.2.61');
      expect([status, json['data']]).toMatchObject([500, [{ rule: 'API-09', reason: 'INTERNAL' }]]);
    } finally {
      await owner.query('grant insert on sign_in_failure to tandem_app');
      await owner.end();
    }
  });

  it('SEC-05: from ever new addresses it is slowed to one try each, and never keeps out who knows the secret', async () => {
    await api.database
      .em()
      .execute(
        "insert into sign_in_failure (id, account, address) select gen_random_uuid(), 'fjord.example', '203.0.113.' || n from generate_series(1, 50) n",
      );
    expect([(await guess('fjord.example', '192.0.2.50')).status, (await guess('fjord.example', '192.0.2.50')).status]).toEqual([401, 429]);
    const right = await api.call('/fjord.example/oauth2/v2.0/token', {
      form: { client_id: 'fjord.example', client_secret: 'sandbox-fjord.example', grant_type: 'client_credentials' },
      headers: { 'x-forwarded-for': '192.0.2.51' },
    });
    expect(right.status).toBe(200);
  });

  it('SEC-05: a network of IPv6 is one address', async () => {
    const statuses = [];
    for (let round = 1; round <= 11; round++) statuses.push((await guess('lagune.example', `2001:db8:0:7::${String(round)}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect((await guess('lagune.example', '2001:db8:0:8::1')).status).toBe(401);
  });

  it('SEC-05: begins anew after fifteen minutes', async () => {
    await api.database.em().execute("update sign_in_failure set at = now() - interval '15 minutes'");
    expect((await guess('nordwind.example', '192.0.2.1', 'sandbox-nordwind.example')).status).toBe(200);
  });
});
