import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { identityDatabase } from '../identity-database';
import { callerWith, castClientId, person } from '../spec-parts/callers';
import type { Caller } from '../spec-parts/callers';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi, Reply } from '../spec-parts/identity-api';

const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const CLIENT = 'nordwind.example';
const ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

interface Pair {
  readonly alg: Algorithm;
  readonly key: CryptoKey;
  readonly jwk: JWK;
}
interface Given {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
}

const pairOf = async (alg: Algorithm): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, key: privateKey, jwk: { ...(await exportJWK(publicKey)), alg, kid: randomUUID() } };
};
const now = (): number => Math.floor(Date.now() / 1000);

describe('a client that signs instead of sending a secret', () => {
  let api: IdentityApi;
  let admin: Caller;
  const keys = `/v1/apiclients/${castClientId(CLIENT)}/keys`;
  const added = async (pair: Pair): Promise<string> => String((await admin('POST', keys, { key: pair.jwk })).json['id']);
  const removed = (id: string) => admin('DELETE', `${keys}/${id}`);

  beforeAll(async () => {
    api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis() });
    admin = await person(api, 'ga@nordwind.example');
  });
  // Every refusal here counts as a failed sign-in.
  beforeEach(() => api.database.em().execute('delete from sign_in_failure'));
  afterAll(() => api.close());

  const assertion = ({ alg, key, jwk }: Pair, { claims = {}, header = {} }: Given = {}): Promise<string> =>
    new SignJWT({ iss: CLIENT, sub: CLIENT, aud: `${api.url}/oidc`, jti: randomUUID(), iat: now(), exp: now() + 60, ...claims }).setProtectedHeader({ alg, kid: String(jwk.kid), ...header }).sign(key);
  const ask = (signed: string, path = '/nordwind.example/oauth2/v2.0/token', form: Record<string, string> = {}): Promise<Reply> =>
    api.call(path, { form: { grant_type: 'client_credentials', client_assertion_type: BEARER, client_assertion: signed, ...form } });
  const refused = { status: 401, json: { error: 'invalid_client' } };

  it.each(ALGORITHMS)('gets a token with %s at every token route, with the audience of issuer or route', async (alg) => {
    const pair = await pairOf(alg);
    const id = await added(pair);
    for (const path of ['/nordwind.example/oauth2/v2.0/token', '/nordwind.example/oauth2/token', '/oidc/token']) {
      for (const aud of [`${api.url}/oidc`, `${api.url}/oidc/token`, api.url + path]) {
        const { status, json } = await ask(await assertion(pair, { claims: { aud } }), path);
        expect([path, aud, status]).toEqual([path, aud, 200]);
        expect((await callerWith(api, json['access_token'])('GET', '/v1/me')).json).toMatchObject({ client: { clientId: CLIENT } });
      }
    }
    expect((await admin('GET', `/v1/apiclients/${castClientId(CLIENT)}`)).json['keys']).toMatchObject([{ id, algorithm: alg, lastUsedAt: expect.any(String) }]);
    await removed(id);
  });

  describe('with one key', () => {
    let pair: Pair;
    let other: Pair;
    let id: string;
    beforeAll(async () => {
      [pair, other] = await Promise.all([pairOf('RS256'), pairOf('RS256')]);
      id = await added(pair);
      const albion = await person(api, 'ga@albion.example');
      await albion('POST', `/v1/apiclients/${castClientId('albion.example')}/keys`, { key: other.jwk });
    });

    it.each([
      ['for another audience', { claims: { aud: 'https://elsewhere.example/oidc' } }],
      ['for the API instead of the issuer', { claims: { aud: 'v1' } }],
      ['that has expired', { claims: { exp: now() - 120, iat: now() - 180 } }],
      ['without an end', { claims: { exp: undefined } }],
      ['that lives for a day', { claims: { exp: now() + 86_400 } }],
      ['that is not valid yet', { claims: { nbf: now() + 600 } }],
      ['without an id of its own', { claims: { jti: undefined } }],
      ['of another issuer', { claims: { iss: 'albion.example' } }],
      ['under the name of an unknown key', { header: { kid: 'nobody' } }],
    ] as const)('SEC-02: is refused an assertion %s', async (_, given) => {
      expect(await ask(await assertion(pair, given))).toMatchObject(refused);
    });

    it('SEC-02: is refused the same assertion twice, also at the same moment', async () => {
      const signed = await assertion(pair);
      const replies = await Promise.all([1, 2, 3, 4].map(() => ask(signed)));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
      expect(await ask(signed, '/oidc/token')).toMatchObject(refused);
    });

    it('SEC-02: is refused an assertion signed with the key of another client', async () => {
      for (const kid of [pair.jwk.kid, other.jwk.kid]) expect(await ask(await assertion(other, { header: { kid } }))).toMatchObject(refused);
    });

    it("SEC-02: is refused at another organisation's route", async () => {
      expect(await ask(await assertion(pair), '/albion.example/oauth2/v2.0/token')).toMatchObject(refused);
    });

    it('SEC-02: is refused HS256 with the public key as secret, "none", and another algorithm than the key is bound to', async () => {
      const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = () => ({ iss: CLIENT, sub: CLIENT, aud: `${api.url}/oidc`, jti: randomUUID(), exp: now() + 60 });
      const pem = await exportSPKI((await importJWK(pair.jwk, 'RS256', { extractable: true })) as CryptoKey);
      for (const secret of [pem, JSON.stringify(pair.jwk), String(pair.jwk.n)]) {
        const text = `${encoded({ alg: 'HS256', kid: pair.jwk.kid })}.${encoded(claims())}`;
        expect(await ask(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`)).toMatchObject(refused);
      }
      expect(await ask(`${encoded({ alg: 'none' })}.${encoded(claims())}.`)).toMatchObject(refused);
      const asPss = (await importJWK(await exportJWK(pair.key), 'PS256')) as CryptoKey;
      expect(await ask(await assertion({ ...pair, alg: 'PS256', key: asPss }))).toMatchObject(refused);
    });

    it('SEC-02: proves itself in one way only, and a secret still works', async () => {
      const signed = await assertion(pair);
      expect((await ask(signed, undefined, { client_secret: 'sandbox-nordwind.example' })).status).toBe(400);
      expect((await ask(signed, undefined, { client_id: 'albion.example' })).status).toBe(400);
      const secret = { grant_type: 'client_credentials', client_id: CLIENT, client_secret: 'sandbox-nordwind.example' };
      expect((await api.call('/oidc/token', { form: secret })).status).toBe(200);
    });

    it('answers nonsense with 4xx', async () => {
      for (const signed of ['', 'x', 'a.b.c', `${Buffer.from('{}').toString('base64url')}.${Buffer.from('{"sub":"\\u0000"}').toString('base64url')}.x`]) {
        const { status } = await ask(signed);
        expect([400, 401]).toContain(status);
      }
    });

    it('SEC-05: counts wrong assertions as failed sign-ins of the client that they name', async () => {
      for (let count = 0; count < 11; count++) await ask(await assertion(other, { claims: { iss: 'alpenblick.example', sub: 'alpenblick.example' } }), '/oidc/token');
      expect((await ask(await assertion(other, { claims: { iss: 'alpenblick.example', sub: 'alpenblick.example' } }), '/oidc/token')).status).toBe(429);
      expect((await ask(await assertion(pair))).status).toBe(200);
    });

    it('SEC-02: a removed key takes its tokens with it at once', async () => {
      const calls = callerWith(api, (await ask(await assertion(pair))).json['access_token']);
      expect((await calls('GET', '/v1/me')).status).toBe(200);
      expect((await removed(id)).status).toBe(204);
      expect(await calls('POST', '/v1/apiclients', {})).toMatchObject({ status: 401, reasons: ['SECRET_REVOKED'] });
      expect(await ask(await assertion(pair))).toMatchObject(refused);
    });
  });

  it('SEC-02: has two live keys at most, each once, public ones only', async () => {
    const [one, two, three] = [await pairOf('RS256'), await pairOf('ES256'), await pairOf('PS256')];
    const add = (key: JWK) => admin('POST', keys, { key });
    expect(await add(await exportJWK(one.key))).toMatchObject({ status: 400, reasons: ['KEY_PRIVATE'] });
    expect(await add({ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' })).toMatchObject({ status: 400, reasons: ['KEY_UNSUPPORTED'] });
    const first = await add({ ...one.jwk, kid: undefined } as unknown as JWK);
    expect(first).toMatchObject({ status: 201, json: { kid: expect.stringMatching(/^[\w-]{43}$/), algorithm: 'RS256' } });
    expect(await add(one.jwk)).toMatchObject({ status: 409, reasons: ['KEY_KNOWN'] });
    const races = await Promise.all([add(two.jwk), add(three.jwk)]);
    expect(races.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(races.flatMap(({ reasons }) => reasons)).toEqual(['KEY_LIMIT']);
    // Without a name the key is found by its algorithm.
    const { status } = await ask(await assertion(one, { header: { kid: undefined } }));
    expect(status).toBe(200);
    const kept = JSON.stringify(await api.database.em().execute('select jwk from api_client_key'));
    expect(kept).not.toContain('"d"');
  });

  it('SEC-02: loses a key once, below the client that it belongs to, while that is there', async () => {
    const made = async () => String((await admin('POST', '/v1/apiclients', { name: 'Shop', roles: [{ role: 'sales_agent' }] })).json['id']);
    const [client, beside] = [await made(), await made()];
    const [one, two] = [await pairOf('ES256'), await pairOf('ES256')];
    const add = async ({ jwk }: Pair) => String((await admin('POST', `/v1/apiclients/${client}/keys`, { key: jwk })).json['id']);
    const [first, second] = [await add(one), await add(two)];
    expect((await admin('DELETE', `/v1/apiclients/${beside}/keys/${first}`)).status).toBe(404);
    for (let time = 0; time < 2; time += 1) expect((await admin('DELETE', `/v1/apiclients/${client}/keys/${first}`)).status).toBe(204);
    const { json } = await admin('GET', `/v1/apiclients/${client}/timeline`);
    expect((json['items'] as { type: string }[]).filter(({ type }) => type === 'identity.api-client-key-removed')).toHaveLength(1);
    expect((await admin('GET', `/v1/apiclients/${client}`)).json['keys']).toMatchObject([{ id: second }]);
    await admin('DELETE', `/v1/apiclients/${client}`);
    expect((await admin('DELETE', `/v1/apiclients/${client}/keys/${second}`)).status).toBe(404);
    const claims = { iss: client, sub: client };
    expect(await ask(await assertion(two, { claims }))).toMatchObject(refused);
  });
});
