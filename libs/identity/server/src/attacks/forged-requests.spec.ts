import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { Browser } from '../spec-parts/browser';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

const EVIL = 'https://evil.example';
const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });
const live = async (browser: Browser): Promise<boolean> => (await browser.request('/v1/me')).status === 200;

describe('requests that another site makes a browser send', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi(await place())));
  afterAll(() => api.close());
  const signedIn = async (): Promise<Browser> => {
    const browser = new Browser(api);
    await browser.signIn('ga@nordwind.example', SANDBOX_PASSWORD);
    return browser;
  };

  it.each([
    ['a form of another site', { origin: EVIL, 'sec-fetch-site': 'cross-site' }],
    ['a form without a site, from a sandboxed frame', { origin: 'null' }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    ['a sister domain', { origin: 'https://other.localhost', 'sec-fetch-site': 'same-site' }],
    ['our name on another port', { origin: 'http://127.0.0.1:1' }],
    ['our name over another scheme', { origin: 'https://127.0.0.1' }],
    ['a name that begins like ours', { origin: 'http://127.0.0.1.evil.example' }],
  ] as const)('SEC-06: %s signs nobody out', async (_, headers) => {
    const browser = await signedIn();
    for (const body of [{ form: {} }, { body: {} }]) {
      const reply = await browser.request('/auth/sign-out', { ...body, headers });
      expect([reply.status, reply.reasons]).toEqual([403, ['ORIGIN_FOREIGN']]);
    }
    expect(await live(browser)).toBe(true);
  });

  it('SEC-06: JSON that is called text, as a form can send it, is refused as well', async () => {
    const browser = await signedIn();
    const reply = await browser.request('/auth/sign-out', { body: {}, headers: { 'content-type': 'text/plain', origin: EVIL } });
    expect(reply.status).toBe(403);
    expect(await live(browser)).toBe(true);
  });

  it('SEC-06: nobody is signed in as somebody else by a form of another site', async () => {
    const victim = new Browser(api);
    await victim.open('/auth/sign-in');
    const form = { email: 'ga@albion.example', password: SANDBOX_PASSWORD };
    const reply = await victim.request(victim.at, { form, headers: { origin: EVIL, 'sec-fetch-site': 'cross-site' } });
    expect([reply.status, reply.reasons]).toEqual([403, ['ORIGIN_FOREIGN']]);
    expect(victim.cookie('tandem_session')).toBeUndefined();
  });

  it.each(['/v1/me', '/v1/roleholders?action=delivery.read', '/oidc/auth', '/nordwind.example/oauth2/v2.0/token', '/auth/sign-in'])('SEC-06: %s opens itself to the scripts of no other site', async (path) => {
    const asked = await api.call(path, { method: 'OPTIONS', headers: { origin: EVIL, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } });
    const read = await api.call(path, { headers: { origin: EVIL } });
    for (const { headers } of [asked, read]) expect([...headers.keys()].filter((name) => name.startsWith('access-control-allow'))).toEqual([]);
  });

  it('SEC-06: a script of another site gets no token, whatever it is told beforehand', async () => {
    const form = { grant_type: 'client_credentials', client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example' };
    const reply = await api.call('/oidc/token', { form, headers: { origin: EVIL } });
    expect([reply.status, reply.headers.get('access-control-allow-origin'), reply.text.includes('access_token')]).toEqual([400, null, false]);
  });

  it('SEC-06: only the public keys may be read from everywhere, and never with cookies', async () => {
    const { headers } = await api.call('/oidc/jwks', { headers: { origin: EVIL } });
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('SEC-06: looking at a page changes nothing: signing out, answering and the like have no GET', async () => {
    const browser = await signedIn();
    for (const path of ['/auth/sign-out', '/auth/sign-out?really=yes']) expect((await browser.request(path)).status).toBe(405);
    expect(await live(browser)).toBe(true);
  });
});

describe('a session that somebody else has chosen', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi(await place())));
  afterAll(() => api.close());

  it('SEC-02: is not taken over by signing in', async () => {
    const planted = 'a'.repeat(43);
    const victim = new Browser(api);
    await victim.open('/auth/sign-in', { headers: { cookie: `tandem_session=${planted}` } });
    const reply = await victim.submit({ email: 'ga@nordwind.example', password: SANDBOX_PASSWORD });
    expect(reply.status).toBe(303);
    expect(victim.cookie('tandem_session')).not.toBe(planted);
    expect((await api.call('/v1/me', { headers: { cookie: `tandem_session=${planted}` } })).status).toBe(401);
  });

  it('SEC-02: a code is worth one session, in one browser', async () => {
    const browser = new Browser(api);
    await browser.open('/auth/sign-in');
    let reply = await browser.request(browser.at, { form: { email: 'ga@nordwind.example', password: SANDBOX_PASSWORD }, headers: { origin: api.url } });
    const resume = new URL(String(reply.headers.get('location')));
    reply = await browser.request(resume.pathname);
    const callback = new URL(String(reply.headers.get('location')));
    expect((await browser.request(callback.pathname + callback.search)).status).toBe(303);
    const session = browser.cookie('tandem_session');
    expect((await browser.request(callback.pathname + callback.search)).status).toBe(400);
    expect(browser.cookie('tandem_session')).toBe(session);
  });
});
