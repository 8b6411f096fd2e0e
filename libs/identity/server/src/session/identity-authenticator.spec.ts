import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authenticator } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { FastifyRequest } from 'fastify';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { castId } from '../sandbox/identity-sandbox';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

interface Given {
  readonly key?: CryptoKey | Uint8Array;
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
}

const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });

describe('an access token', () => {
  let api: IdentityApi;
  let own: { key: CryptoKey; kid: string };
  beforeAll(async () => {
    api = await identityApi(await place());
    await api.call('/oidc/jwks');
    const [row] = await api.database.em().execute<{ private_jwk: JWK }[]>('select private_jwk from signing_key');
    own = { key: (await importJWK(row?.private_jwk ?? {}, 'RS256')) as CryptoKey, kid: String(row?.private_jwk.kid) };
  });
  afterAll(() => api.close());

  const now = () => Math.floor(Date.now() / 1000);
  const sign = ({ key = own.key, header = {}, claims = {} }: Given) =>
    new SignJWT({
      iss: `${api.url}/oidc`,
      aud: `${api.url}/v1`,
      sub: castId('ga@nordwind.example'),
      client_id: 'nordwind.example',
      iat: now(),
      exp: now() + 600,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: own.kid, ...header })
      .sign(key);
  const reasonFor = async (authorization: string) => {
    const { status, reasons } = await api.call('/v1/me', { headers: { authorization } });
    return [status, ...reasons];
  };
  /** What the next read may not know yet, a later one does. */
  const becomes = async (authorization: string, reason: string) => {
    while ((await reasonFor(authorization))[1] !== reason) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const changing = (authorization: string) => api.app.get(Authenticator).identify({ method: 'PATCH', headers: { authorization } } as FastifyRequest);

  it('of our own is taken', async () => {
    expect(await reasonFor(`Bearer ${await sign({})}`)).toEqual([200]);
    expect(await reasonFor(`bearer ${await sign({})}`)).toEqual([200]);
  });

  it('SEC-02: that has expired is refused as such', async () => {
    expect(await reasonFor(`Bearer ${await sign({ claims: { exp: now() - 1 } })}`)).toEqual([401, 'TOKEN_EXPIRED']);
  });

  it('SEC-02: that was good a moment ago is asked after its end, its person and its signature every time', async () => {
    const [short, long] = [await sign({ claims: { exp: now() + 2 } }), await sign({})];
    expect(await reasonFor(`Bearer ${short}`)).toEqual([200]);
    expect(await reasonFor(`Bearer ${long}`)).toEqual([200]);
    expect(await reasonFor(`Bearer ${long.slice(0, -8)}AAAAAAAA`)).toEqual([401, 'TOKEN_INVALID']);
    await api.database.em().execute("update partner_user set state = 'deactivated' where id = ?", [castId('ga@nordwind.example')]);
    await expect(changing(`Bearer ${long}`)).rejects.toMatchObject({ reason: 'USER_DEACTIVATED' });
    await becomes(`Bearer ${long}`, 'USER_DEACTIVATED');
    await api.database.em().execute("update partner_user set state = 'active' where id = ?", [castId('ga@nordwind.example')]);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await reasonFor(`Bearer ${short}`)).toEqual([401, 'TOKEN_EXPIRED']);
  });

  it.each([
    ['from another issuer', { claims: { iss: 'https://evil.example/oidc' } }],
    ['for another audience', { claims: { aud: 'https://graph.windows.net' } }],
    ['without an end', { claims: { exp: undefined } }],
    ['that is an ID token', { header: { typ: 'JWT' } }],
    ['without a client', { claims: { client_id: undefined } }],
  ] as const)('SEC-02: %s is refused', async (_, given) => {
    expect(await reasonFor(`Bearer ${await sign(given)}`)).toEqual([401, 'TOKEN_INVALID']);
  });

  it('SEC-02: signed by somebody else, or with another algorithm, is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    expect(await reasonFor(`Bearer ${await sign({ key: privateKey })}`)).toEqual([401, 'TOKEN_INVALID']);
    const jwk = await exportJWK(publicKey);
    expect(await reasonFor(`Bearer ${await sign({ key: privateKey, header: { jwk } })}`)).toEqual([401, 'TOKEN_INVALID']);
    const symmetric = new TextEncoder().encode(JSON.stringify((await api.call('/oidc/jwks')).json));
    expect(await reasonFor(`Bearer ${await sign({ key: symmetric, header: { alg: 'HS256' } })}`)).toEqual([401, 'TOKEN_INVALID']);
    const [, payload] = (await sign({})).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    expect(await reasonFor(`Bearer ${none}.${payload}.`)).toEqual([401, 'TOKEN_INVALID']);
  });

  it.each(['Bearer', 'Bearer ', 'Bearer not.a.token', 'Basic bm9yZHdpbmQ6c2VjcmV0', 'Bearer a b'])(
    'SEC-02: in the form of %j is refused',
    async (authorization) => {
      expect(await reasonFor(authorization)).toEqual([401, 'TOKEN_INVALID']);
    },
  );

  it('SEC-02: of nobody, or through a removed client, is worth nothing', async () => {
    expect(await reasonFor(`Bearer ${await sign({ claims: { sub: castId('nobody@nordwind.example') } })}`)).toEqual([
      401,
      'USER_DEACTIVATED',
    ]);
    expect(await reasonFor(`Bearer ${await sign({ claims: { sub: 'not a uuid' } })}`)).toEqual([401, 'TOKEN_INVALID']);
    await api.database.em().execute("update api_client set state = 'removed' where client_id = 'albion.example'");
    expect(await reasonFor(`Bearer ${await sign({ claims: { sub: 'albion.example', client_id: 'albion.example' } })}`)).toEqual([
      401,
      'CLIENT_REMOVED',
    ]);
    expect(await reasonFor(`Bearer ${await sign({ claims: { sub: castId('ga@albion.example'), client_id: 'albion.example' } })}`)).toEqual([
      401,
      'CLIENT_REMOVED',
    ]);
    const form = { client_id: 'albion.example', client_secret: 'sandbox-albion.example', grant_type: 'client_credentials' };
    expect((await api.call('/albion.example/oauth2/v2.0/token', { form })).status).toBe(401);
  });

  it('goes before a session, and a refused one is not replaced by it', async () => {
    const { status } = await api.call('/v1/me', { headers: { authorization: 'Bearer x', cookie: 'tandem_session=y' } });
    expect(status).toBe(401);
  });
});
