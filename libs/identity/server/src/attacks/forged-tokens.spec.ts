import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { identityDatabase } from '../identity-database';
import { castId } from '../sandbox/identity-sandbox';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

const encoded = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('a token that somebody else has made', () => {
  let api: IdentityApi;
  let own: { key: CryptoKey; kid: string };
  let evil: Server;
  let evilKeys: { privateKey: CryptoKey; publicKey: CryptoKey };
  /** What was asked of the attacker's own server: nobody may look there for keys. */
  const asked: string[] = [];

  beforeAll(async () => {
    api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis() });
    await api.call('/oidc/jwks');
    const [row] = await api.database.em().execute<{ private_jwk: JWK }[]>('select private_jwk from signing_key');
    own = { key: (await importJWK(row?.private_jwk ?? {}, 'RS256')) as CryptoKey, kid: String(row?.private_jwk.kid) };
    evilKeys = await generateKeyPair('RS256', { extractable: true });
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(evilKeys.publicKey)), kid: own.kid, alg: 'RS256', use: 'sig' }] });
    evil = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json').end(jwks);
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => evil.close(resolve));
    await api.close();
  });

  const elsewhere = (): string => `http://127.0.0.1:${(evil.address() as AddressInfo).port}`;
  const claims = () => ({ iss: `${api.url}/oidc`, aud: `${api.url}/v1`, sub: castId('ga@nordwind.example'), client_id: 'nordwind.example', iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 600 });
  const sign = (key: CryptoKey | Uint8Array, header: Record<string, unknown> = {}) => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: own.kid, ...header }).sign(key);
  const answer = async (token: string) => {
    const { status, reasons } = await api.call('/v1/me', { headers: { authorization: `Bearer ${token}` } });
    return [status, ...reasons];
  };
  const refused = [401, 'TOKEN_INVALID'];

  it('is refused although one of our own would be taken', async () => {
    expect(await answer(await sign(own.key))).toEqual([200]);
    expect(await answer(await sign(evilKeys.privateKey))).toEqual(refused);
  });

  it('SEC-02: keys that the token itself brings or points to are not looked at', async () => {
    const jwk = await exportJWK(evilKeys.publicKey);
    for (const header of [{ jku: `${elsewhere()}/jku` }, { x5u: `${elsewhere()}/x5u` }, { jwk }, { x5c: ['MIIB'] }, { kid: `${elsewhere()}/kid` }]) {
      expect([Object.keys(header), await answer(await sign(evilKeys.privateKey, header))]).toEqual([Object.keys(header), refused]);
    }
    expect(asked).toEqual([]);
  });

  it.each(['unknown', '', '../../../../dev/null', "' or '1'='1", '__proto__', 'a'.repeat(5000)])('SEC-02: the key %j is none of ours', async (kid) => {
    expect(await answer(await sign(evilKeys.privateKey, { kid }))).toEqual(refused);
  });

  it('SEC-02: one algorithm is taken, whatever the token names', async () => {
    const symmetric = await importOf(own.kid);
    expect(await answer(await sign(symmetric, { alg: 'HS256' }))).toEqual(refused);
    const [, payload = '', signature = ''] = (await sign(own.key)).split('.');
    for (const alg of ['none', 'None', 'NONE', 'HS256', 'HS512', 'PS256', 'RS512', 'ES256', 'EdDSA', '']) {
      const header = encoded({ alg, typ: 'at+jwt', kid: own.kid });
      for (const end of ['', signature]) expect([alg, end === '', await answer(`${header}.${payload}.${end}`)]).toEqual([alg, end === '', refused]);
    }
  });

  it('SEC-02: another type of token, or one with demands that nobody knows, is refused', async () => {
    for (const typ of ['JWT', 'id_token', 'logout+jwt', 'AT+JWT+x', '']) expect([typ, await answer(await sign(own.key, { typ }))]).toEqual([typ, refused]);
    const [, payload = '', signature = ''] = (await sign(own.key)).split('.');
    expect(await answer(`${encoded({ alg: 'RS256', typ: 'at+jwt', kid: own.kid, crit: ['exp'] })}.${payload}.${signature}`)).toEqual(refused);
    expect(await answer(`${encoded({ alg: 'RS256', typ: 'at+jwt', kid: own.kid, b64: false, crit: ['b64'] })}.${payload}.${signature}`)).toEqual(refused);
  });

  it('SEC-02: a changed claim under an old signature is refused', async () => {
    const [header = '', , signature = ''] = (await sign(own.key)).split('.');
    for (const change of [{ sub: castId('op1@ops.example') }, { client_id: 'albion.example' }, { exp: 9_999_999_999 }]) {
      expect(await answer(`${header}.${encoded({ ...claims(), ...change })}.${signature}`)).toEqual(refused);
    }
  });

  it('SEC-02: a token in the query or a form counts for nothing', async () => {
    const token = await sign(own.key);
    expect((await api.call(`/v1/me?access_token=${token}`)).reasons).toEqual(['TOKEN_REQUIRED']);
    expect((await api.call('/v1/me', { headers: { cookie: `tandem_session=${token}` } })).status).toBe(401);
  });

  /** The public key as the secret of a symmetric algorithm: the old confusion. */
  async function importOf(kid: string): Promise<Uint8Array> {
    const { json } = await api.call('/oidc/jwks');
    const [jwk] = (json['keys'] as JWK[]).filter((key) => key.kid === kid);
    return new TextEncoder().encode(JSON.stringify(jwk));
  }
});
