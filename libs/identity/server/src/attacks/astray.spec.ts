import { request as plainRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { Browser } from '../spec-parts/browser';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });

/** What a link may carry to lead somebody who has just signed in to another site, or to run a script. */
const ASTRAY = [
  ...['https://evil.example', '//evil.example', '///evil.example', '////evil.example/%2f..', '/\\evil.example', '\\\\evil.example', '/\\/evil.example', '\\/\\/evil.example'],
  ...['/.//evil.example', '/..//evil.example', '/%2e//evil.example', '/a/..//evil.example', '/\t/evil.example', '/\n/evil.example', '/\r\n/evil.example', '\t//evil.example'],
  ...['javascript:alert(1)', 'JaVaScRiPt://%0aalert(1)', 'data:text/html,x', ' https://evil.example', 'https:evil.example', 'http:\\\\evil.example', '//127.0.0.1@evil.example'],
  ...['/auth/sign-out', '/AUTH/sign-out', '/oidc/auth?client_id=x', '/%61uth/sign-out', '/./auth/sign-out', '\u0000/', '/\u0000//evil.example'],
];

describe('nobody is led astray', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi(await place())));
  afterAll(() => api.close());

  it.each(ASTRAY)('SEC-02: not by returnTo=%j', async (returnTo) => {
    const browser = new Browser(api);
    await browser.signIn('ga@fjord.example', SANDBOX_PASSWORD, returnTo);
    const reached = new URL(browser.at, api.url);
    expect([reached.origin, reached.pathname.startsWith('//')]).toEqual([api.url, false]);
    expect(decodeURIComponent(reached.pathname)).not.toMatch(/^\/(auth|oidc)(\/|$)/i);
  });

  it('SEC-02: not by a line break in an address: it ends up in no header', async () => {
    for (const path of ['/auth/sign-in?returnTo=/a%0d%0aset-cookie:%20x=y', '/auth/sign-in?returnTo=/a%E5%98%8A%E5%98%8Dset-cookie:x=y']) {
      const browser = new Browser(api);
      const reply = await browser.request(path);
      expect(reply.headers.getSetCookie().filter((line) => line.startsWith('x='))).toEqual([]);
    }
    const odd = await api.call('/v1/me', { headers: { 'ms-correlationid': 'a b;c', 'ms-requestid': '<script>' } });
    expect([odd.headers.get('ms-correlationid'), odd.headers.get('ms-requestid')]).toEqual([expect.stringMatching(/^[\w-]{36}$/), expect.stringMatching(/^[\w-]{36}$/)]);
  });

  it('SEC-02: not by a false Host: where somebody is sent follows from the settings', async () => {
    const port = Number(new URL(api.url).port);
    const location = await new Promise<string>((resolve, reject) => {
      const call = plainRequest({ host: '127.0.0.1', port, path: '/auth/sign-in', headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } }, (reply) => resolve(String(reply.headers.location)));
      call.on('error', reject).end();
    });
    expect(location).toContain(`${api.url}/oidc/auth`);
    expect(location).not.toContain('evil.example');
  });
});

describe('answers say nothing of who exists', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), sandbox: false, settings: { TRUST_PROXY: 'true' } })));
  afterAll(() => api.close());

  /** What an outsider sees, without what is new with every answer. */
  const seen = ({ status, text, headers }: Awaited<ReturnType<IdentityApi['call']>>, ...own: string[]) => [status, own.reduce((rest, part) => rest.replaceAll(part, '…'), text).replaceAll(/interaction\/[\w-]+/g, ''), headers.get('content-type'), headers.get('www-authenticate')];

  it('SEC-02: a wrong password and an unknown, a deactivated or a foreign address look the same', async () => {
    await api.database.em().execute("update partner_user set state = 'deactivated' where email = 'ua@liberty.example'");
    const attempt = async (email: string) => seen(await new Browser(api).signIn(email, 'not the password'), email);
    const wrong = await attempt('ga@liberty.example');
    expect(wrong[0]).toBe(401);
    for (const email of ['no@liberty.example', 'ua@liberty.example', 'ga@nowhere.test']) expect(await attempt(email)).toEqual(wrong);
  });

  it('SEC-02: an unknown client and a wrong secret look the same', async () => {
    const grant = async (clientId: string) => seen(await api.call('/oidc/token', { form: { grant_type: 'client_credentials', client_id: clientId, client_secret: 'wrong' }, headers: { 'x-forwarded-for': '203.0.113.4' } }), clientId);
    expect(await grant('nobody.example')).toEqual(await grant('nordwind.example'));
  });

  it('SEC-05: an unknown account is slowed down like a known one', async () => {
    const last = async (email: string, address: string) => {
      const browser = new Browser(api);
      await browser.open('/auth/sign-in');
      const form = () => browser.request(browser.at, { form: { email, password: 'wrong' }, headers: { 'x-forwarded-for': address } });
      for (let round = 0; round < 10; round++) await form();
      const reply = await form();
      return [reply.status, reply.text.includes('15 minutes')];
    };
    expect([await last('sa@liberty.example', '203.0.113.1'), await last('nobody@liberty.example', '203.0.113.2')]).toEqual([
      [429, true],
      [429, true],
    ]);
  });
});

describe('outside of the sandbox', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), sandbox: false })));
  afterAll(() => api.close());

  it.each(['/v1/sandbox/tokens', '/v1/%73andbox/tokens', '/v1//sandbox/tokens', '/V1/Sandbox/Tokens', '/v1/sandbox/tokens/', '/%76%31/sandbox/%74okens', '/v1/./sandbox/tokens', '/v1/sandbox%2ftokens'])('SEC-02: nobody gets a token without a password at %s', async (path) => {
    const reply = await api.call(path, { body: { email: 'ga@nordwind.example' } });
    expect([reply.status, reply.text.includes('access_token')]).toEqual([404, false]);
  });

  it('SEC-01: what is said about somebody is kept by nobody, however the path is written', async () => {
    for (const path of ['/v1/me', '/V1/me', '//v1/me', '/%76%31/me']) {
      const reply = await api.call(path);
      expect([path, reply.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });
});
