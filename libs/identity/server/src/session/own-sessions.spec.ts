import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { castId } from '../sandbox/identity-sandbox';
import { Browser } from '../spec-parts/browser';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { KnownCallers } from './known-callers';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });

interface Item {
  readonly id: string;
  readonly current: boolean;
}

describe('own sessions', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { SESSION_IDLE_HOURS: '2', SESSION_HOURS: '3' } })));
  afterAll(() => api.close());

  const signedIn = async (email: string, password = SANDBOX_PASSWORD) => {
    const browser = new Browser(api);
    await browser.signIn(email, password);
    return browser;
  };
  const me = async (browser: Browser) => (await browser.request('/v1/me')).status;
  const list = async (browser: Browser, query = '') => (await browser.request(`/v1/me/sessions${query}`)).json['items'] as Item[];
  const change = (browser: Browser, body: object) => browser.request('/v1/passwordchanges', { body, headers: OWN_PAGE });

  it('SEC-02: are listed with device, address and times, newest first; which one asks is said', async () => {
    const first = await signedIn('ga@nordwind.example');
    const browser = new Browser(api);
    await browser.open('/auth/sign-in');
    let reply = await browser.request(browser.at, { form: { email: 'ga@nordwind.example', password: SANDBOX_PASSWORD } });
    while (/\/(oidc|callback)/.test(reply.headers.get('location') ?? '')) {
      const next = new URL(reply.headers.get('location') ?? '');
      reply = await browser.request(next.pathname + next.search, { headers: { 'user-agent': FIREFOX } });
    }
    const items = await list(browser);
    expect(items).toEqual([
      { id: expect.any(String), device: { browser: 'Firefox', system: 'Windows', kind: 'desktop' }, address: '127.0.0.1', secondFactor: false, current: true, since: expect.any(String), lastUsedAt: expect.any(String) },
      expect.objectContaining({ current: false }),
    ]);
    expect((await list(first)).map(({ current }) => current)).toEqual([false, true]);
    const page = await browser.request('/v1/me/sessions?size=1');
    const rest = await browser.request('/v1/me/sessions?seekOperation=Next', { headers: { 'ms-continuationtoken': String(page.json['continuationToken']) } });
    expect([page, rest].map(({ json }) => (json['items'] as Item[]).map(({ id }) => id))).toEqual(items.map(({ id }) => [id]));
  });

  it('SEC-01: are ended one by one, only by their owner, and only once', async () => {
    const [here, there, stranger] = [await signedIn('ua@nordwind.example'), await signedIn('ua@nordwind.example'), await signedIn('ga@albion.example')];
    const path = `/v1/me/sessions/${(await list(here)).find(({ current }) => !current)?.id ?? ''}`;
    expect((await stranger.request(path, { method: 'DELETE' })).reasons).toEqual(['NOT_FOUND']);
    expect(await me(there)).toBe(200);
    expect((await here.request(path, { method: 'DELETE' })).status).toBe(204);
    expect([await me(there), await me(here)]).toEqual([401, 200]);
    expect((await here.request(path, { method: 'DELETE' })).reasons).toEqual(['NOT_FOUND']);
    const events = await api.database.em().execute<object[]>("select 1 from event where type = 'identity.sessions-ended' and subjects::text like ?", [`%${castId('ua@nordwind.example')}%`]);
    expect(events).toHaveLength(1);
  });

  it('SEC-02: are ended all but the one that asks', async () => {
    const [here, one, other, stranger] = [await signedIn('aa@nordwind.example'), await signedIn('aa@nordwind.example'), await signedIn('aa@nordwind.example'), await signedIn('ga@albion.example')];
    expect((await here.request('/v1/me/sessionends', { method: 'POST' })).status).toBe(204);
    expect([await me(here), await me(one), await me(other), await me(stranger)]).toEqual([200, 401, 401, 200]);
    expect((await here.request('/v1/me/sessionends', { method: 'POST' })).status).toBe(204);
  });

  it.each([
    ['two hours without a request', "update session set seen_at = now() - interval '2 hours'"],
    ['three hours in all', "update session set created_at = now() - interval '3 hours'"],
  ])('SEC-02: end after %s, as the settings say, and are listed no more', async (_, age) => {
    const browser = await signedIn('sa@nordwind.example');
    await api.database.em().execute(age);
    api.app.get(KnownCallers).forget();
    expect(await me(browser)).toBe(401);
    expect(await list(await signedIn('sa@nordwind.example'))).toHaveLength(1);
  });

  it('SEC-03: the password is changed with the present one; all that the former one opened ends', async () => {
    const [here, there] = [await signedIn('ha@nordwind.example'), await signedIn('ha@nordwind.example')];
    const { refresh_token: refreshToken } = (await api.call('/v1/sandbox/tokens', { body: { email: 'ha@nordwind.example' } })).json;
    const wrong = await change(here, { current: 'wrong', next: 'correct horse battery' });
    expect([wrong.status, wrong.reasons, (wrong.json['data'] as { field: string }[])[0]?.field]).toEqual([400, ['CURRENT_PASSWORD_WRONG'], 'current']);
    expect((await change(here, { current: SANDBOX_PASSWORD, next: 'nordwind1' })).reasons).toEqual(['PASSWORD_TOO_SHORT', 'PASSWORD_FROM_NAMES']);
    expect((await change(here, { current: SANDBOX_PASSWORD, next: 'x'.repeat(129) })).reasons).toEqual(['PASSWORD_TOO_LONG']);
    expect(await me(there)).toBe(200);

    expect((await change(here, { current: SANDBOX_PASSWORD, next: 'correct horse battery' })).status).toBe(204);
    api.app.get(KnownCallers).forget();
    expect([await me(here), await me(there)]).toEqual([200, 401]);
    const refreshed = await api.call('/nordwind.example/oauth2/v2.0/token', {
      form: { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example', grant_type: 'refresh_token', refresh_token: String(refreshToken) },
    });
    expect(refreshed.json).toMatchObject({ error: 'invalid_grant' });
    expect((await new Browser(api).signIn('ha@nordwind.example', SANDBOX_PASSWORD)).status).toBe(401);
    expect(await me(await signedIn('ha@nordwind.example', 'correct horse battery'))).toBe(200);
    const [event] = await api.database.em().execute<{ text: string }[]>("select e::text as text from event e where type = 'identity.password-changed' and subjects::text like ?", [`%${castId('ha@nordwind.example')}%`]);
    expect(event?.text).not.toContain('horse');
  });

  it('SEC-05: guessing the present password ends as guessing at the sign-in does', async () => {
    const browser = await signedIn('ba@nordwind.example');
    for (let round = 0; round < 10; round++) expect((await change(browser, { current: 'wrong', next: 'correct horse battery' })).status).toBe(400);
    const refused = await change(browser, { current: SANDBOX_PASSWORD, next: 'correct horse battery' });
    expect([refused.status, refused.reasons, Number(refused.headers.get('retry-after')) > 880]).toEqual([429, ['SIGN_IN_LIMITED'], true]);
  });

  it('SEC-02: no password stays behind with the answer of a request that may be repeated', async () => {
    const browser = await signedIn('mp@nordwind.example');
    const body = { current: SANDBOX_PASSWORD, next: 'correct horse battery' };
    const headers = { ...OWN_PAGE, 'ms-requestid': crypto.randomUUID() };
    expect((await browser.request('/v1/passwordchanges', { body, headers })).status).toBe(204);
    expect((await browser.request('/v1/passwordchanges', { body, headers })).reasons).toEqual(['CURRENT_PASSWORD_WRONG']);
  });

  it('SEC-06: nothing is changed from a page of another site', async () => {
    const browser = await signedIn('ac@nordwind.example');
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const path of ['/v1/passwordchanges', '/v1/me/secondfactor', '/v1/me/sessionends'])
      expect((await browser.request(path, { method: 'POST', body: { current: SANDBOX_PASSWORD, next: 'correct horse battery', password: SANDBOX_PASSWORD }, headers: foreign })).reasons).toEqual(['ORIGIN_FOREIGN']);
    expect((await browser.request('/v1/me/secondfactor')).json).toMatchObject({ state: 'none' });
  });
});

describe('over https', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { PUBLIC_URL: 'https://tandem.example', TRUST_PROXY: 'true' } })));
  afterAll(() => api.close());

  it('SEC-02: cookies are Secure, HttpOnly, SameSite, and those of session and device bound to this host', async () => {
    const cookies = new Map<string, string>();
    const set: string[] = [];
    const go = async (path: string, form?: Record<string, string>) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const reply = await api.call(path, { ...(form ? { form } : {}), headers: { cookie, origin: 'https://tandem.example', 'x-forwarded-proto': 'https' } });
      for (const line of reply.headers.getSetCookie()) {
        set.push(line);
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
        if (/max-age=0|1970/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const { pathname, search } = new URL(reply.headers.get('location') ?? '/', 'https://tandem.example');
      return pathname + search;
    };
    const form = await go(await go('/auth/sign-in'));
    let next = await go(form === '/' ? '/' : form, { email: 'ga@nordwind.example', password: SANDBOX_PASSWORD });
    for (let hops = 0; hops < 4 && next !== '/'; hops++) next = await go(next);
    const lines = set.filter((line) => !/max-age=0|1970/i.test(line));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toMatch(/; ?secure/i);
    for (const line of lines) expect(line).toMatch(/httponly/i);
    for (const line of lines) expect(line).toMatch(/samesite=lax/i);
    for (const name of ['__Host-tandem_session', '__Host-tandem_device'])
      expect(lines.find((line) => line.startsWith(`${name}=`))).toMatch(/; Path=\/; (?!.*domain=)/i);
    expect((await api.call('/v1/me', { headers: { cookie: `__Host-tandem_session=${cookies.get('__Host-tandem_session') ?? ''}` } })).status).toBe(200);
  });
});
