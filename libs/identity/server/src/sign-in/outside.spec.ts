import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountLink } from '@tandem/identity-domain';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { identityDatabase } from '../identity-database';
import { AccountLinks } from '../links/account-links';
import { CAST } from '../sandbox/cast.data';
import { castId } from '../sandbox/identity-sandbox';
import { Browser } from '../spec-parts/browser';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

type Claims = Readonly<Record<string, unknown>>;

const listen = async (server: Server, port = 0): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const NORDWIND = CAST.find(({ domain }) => domain === 'nordwind.example')?.id ?? '';
const ANNA = { email: 'ga@nordwind.example', email_verified: true };

describe('an outside issuer', () => {
  let api: IdentityApi;
  let issuer: Server;
  let issuerUrl: string;
  let keys: { privateKey: CryptoKey; jwk: JWK };
  /** What the issuer says of whoever signs in there. */
  let says: Claims;
  let login: { amr?: string[]; acr?: string };
  /** Puts another ID token in the place of the issuer's own. */
  let forge: ((claims: Claims) => Promise<string>) | undefined;

  const forgedAnswer = async (body: string): Promise<string> => {
    const answer = JSON.parse(body) as Record<string, unknown>;
    if (!forge || typeof answer['id_token'] !== 'string') return body;
    const [, payload = ''] = answer['id_token'].split('.');
    return JSON.stringify({ ...answer, id_token: await forge(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims) });
  };

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    keys = { privateKey: pair.privateKey, jwk: { ...(await exportJWK(pair.privateKey)), kid: 'one', alg: 'RS256', use: 'sig' } };
    issuer = createServer();
    issuerUrl = `http://127.0.0.1:${String(await listen(issuer))}`;
    api = await identityApi({
      database: await testDatabase(identityDatabase),
      redis: testRedis(),
      settings: { OIDC_ISSUER: issuerUrl, OIDC_CLIENT_ID: 'tandem', OIDC_CLIENT_SECRET: 'the secret of tandem', OIDC_LABEL: 'Nordwind Login' },
    });
    const provider = new Provider(issuerUrl, {
      clients: [{ client_id: 'tandem', client_secret: 'the secret of tandem', redirect_uris: [`${api.url}/auth/callback`], token_endpoint_auth_method: 'client_secret_post' }],
      jwks: { keys: [keys.jwk] as never },
      claims: { openid: ['sub', 'amr', 'acr', 'tid'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      acrValues: ['phr'],
      pkce: { required: () => true },
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...says }) }),
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId, accountId: ctx.oidc.session?.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
      interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['a'] },
      ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    });
    const serve = provider.callback();
    issuer.on('request', (request, reply) => {
      if (request.url?.startsWith('/login/')) {
        void provider.interactionFinished(request, reply, { login: { accountId: 'somebody-there', remember: false, ...login } });
        return;
      }
      if (request.url === '/token') {
        const end = reply.end.bind(reply);
        reply.end = ((body: string | Buffer) => {
          void forgedAnswer(body.toString()).then((changed) => {
            reply.setHeader('content-length', Buffer.byteLength(changed));
            end(changed);
          });
          return reply;
        }) as typeof reply.end;
      }
      void serve(request, reply);
    });
  });
  beforeEach(() => {
    [says, login, forge] = [ANNA, {}, undefined];
  });
  afterAll(async () => {
    await api.close();
    issuer.closeAllConnections();
    await new Promise((resolve) => issuer.close(resolve));
  });

  /** Follows the issuer's own redirects with its own cookies, and gives the way back to us. */
  async function there(location: string): Promise<string> {
    const cookies = new Map<string, string>();
    let at = location;
    for (let hops = 0; at.startsWith(issuerUrl) && hops < 10; hops++) {
      const reply = await fetch(at, { redirect: 'manual', headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } });
      for (const line of reply.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
        cookies.set(name, value);
      }
      at = new URL(reply.headers.get('location') ?? '/', issuerUrl).href;
    }
    return at;
  }
  const linkOf = (text: string) => (/<a class="btn primary wide" href="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
  async function signIn(change: (back: URL) => void = () => undefined, returnTo = '/indirect-resellers') {
    const browser = new Browser(api);
    const page = await browser.open(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    const back = new URL(await there(linkOf(page.text)));
    change(back);
    const reply = await browser.open(back.pathname + back.search);
    return { browser, page, reply };
  }
  const me = async (browser: Browser) => (await browser.request('/v1/me')).status;
  const people = async () => (await api.database.em().execute<{ count: number }[]>('select count(*)::int as count from partner_user'))[0]?.count;

  it('SEC-02: signs in whom it identifies, and leads back to where they wanted to go', async () => {
    const { browser, page } = await signIn();
    expect([page.status, page.text.includes('Continue to Nordwind Login'), page.text.includes('type="password"')]).toEqual([200, true, false]);
    expect(browser.at).toBe('/indirect-resellers');
    expect((await browser.request('/v1/me')).json).toMatchObject({ user: { id: castId(ANNA.email), email: ANNA.email } });
  });

  it.each([
    ['by its domain', { tid: 'Nordwind.example' }],
    ['by its id', { tid: NORDWIND.toUpperCase() }],
  ])('SEC-02: believes it about the organisation %s', async (_, claim) => {
    says = { ...ANNA, ...claim };
    expect(await me((await signIn()).browser)).toBe(200);
  });

  it.each([
    ['an unverified address', { ...ANNA, email_verified: false }, 'is not confirmed'],
    ['an address of which nothing is said', { email: ANNA.email }, 'is not confirmed'],
    ['a word in the place of true', { ...ANNA, email_verified: 'true' }, 'is not confirmed'],
    ['no address', {}, 'is not confirmed'],
    ['another tenant', { ...ANNA, tid: 'albion.example' }, 'Another organisation'],
    ['an empty tenant', { ...ANNA, tid: '' }, 'Another organisation'],
    ['a list of tenants', { ...ANNA, tid: ['nordwind.example'] }, 'Another organisation'],
    ['somebody nobody has added', { ...ANNA, email: 'new@nordwind.example' }, 'no account for you yet'],
  ])('SEC-02: does not let in %s, says what to do, and makes no account', async (_, claims, text) => {
    const before = await people();
    says = claims;
    const { browser, reply } = await signIn();
    expect([reply.status, reply.text.includes(text)]).toEqual([403, true]);
    expect([await me(browser), browser.cookie('tandem_session')]).toEqual([401, undefined]);
    expect(await people()).toBe(before);
  });

  it('SEC-02: does not let in an address whose domain is not the organisation’s, unless the issuer names that organisation', async () => {
    await api.database.em().execute("update partner_user set email = 'mp@freelance.example' where id = ?", [castId('mp@nordwind.example')]);
    says = { email: 'mp@freelance.example', email_verified: true };
    expect((await signIn()).reply.text).toContain('Another organisation');
    says = { ...says, tid: 'nordwind.example' };
    expect(await me((await signIn()).browser)).toBe(200);
  });

  it('SEC-02: does not let in who was deactivated', async () => {
    await api.database.em().execute("update partner_user set state = 'deactivated' where email = 'ha@nordwind.example'");
    says = { ...ANNA, email: 'ha@nordwind.example' };
    const { browser, reply } = await signIn();
    expect([reply.status, reply.text.includes('is deactivated'), await me(browser)]).toEqual([403, true, 401]);
  });

  describe('and somebody who was invited by mail', () => {
    let counter = 0;
    const ask = async (path: string, request: object) => {
      const { json } = await api.call('/v1/sandbox/tokens', { body: { email: ANNA.email } });
      return api.call(path, { ...request, headers: { authorization: `Bearer ${String(json['access_token'])}` } });
    };
    const invite = async () => {
      const email = `invited${String(++counter)}@nordwind.example`;
      const { status, json } = await ask('/v1/partnerusers', { body: { email, firstName: 'Ida', lastName: 'Neumann', roles: [{ role: 'helpdesk_agent' }], invite: true } });
      expect(status).toBe(201);
      says = { email, email_verified: true };
      return { email, id: String(json['id']) };
    };
    const sql = <Row>(statement: string, values: readonly unknown[]) => api.database.em().execute<Row[]>(statement, [...values]);
    const standing = async (id: string) => (await sql<{ state: string; used: boolean }>("select u.state, l.used_at is not null as used from partner_user u join account_link l on l.user_id = u.id and l.purpose = 'join' where u.id = ?", [id]))[0];
    const joined = (id: string) => sql<{ actor: { userId?: string } | null }>("select actor from event where type = 'identity.person-joined' and subjects @> array[?]", [`partner_user:${id}`]);

    it.each<[string, (email: string) => Claims, string]>([
      ['for another tenant', (email) => ({ email, email_verified: true, tid: 'albion.example' }), 'Another organisation'],
      ['without a verified address', (email) => ({ email, email_verified: false }), 'is not confirmed'],
      ['under another address', () => ({ email: 'another@nordwind.example', email_verified: true }), 'no account for you yet'],
    ])('ROL-06: does not let them join %s', async (_, claims, text) => {
      const { email, id } = await invite();
      says = claims(email);
      const { browser, reply } = await signIn();
      expect([reply.status, reply.text.includes(text), await me(browser)]).toEqual([403, true, 401]);
      expect([await standing(id), await joined(id)]).toEqual([{ state: 'invited', used: false }, []]);
    });

    it('ROL-06: does not let them join by an invitation that has expired, until it is sent again', async () => {
      const { id } = await invite();
      await sql("update account_link set issued_at = issued_at - interval '8 days', expires_at = issued_at where user_id = ?", [id]);
      const { browser, reply } = await signIn();
      expect([reply.status, reply.text.includes('Your invitation has expired'), await me(browser)]).toEqual([403, true, 401]);
      expect([await standing(id), await joined(id)]).toEqual([{ state: 'invited', used: false }, []]);
      expect((await ask(`/v1/partnerusers/${id}/invitations`, { method: 'POST' })).status).toBe(201);
      expect(await me((await signIn()).browser)).toBe(200);
    });

    it('ROL-06: does not let them join by an invitation that was taken back', async () => {
      const { id } = await invite();
      await ask(`/v1/partnerusers/${id}`, { method: 'DELETE' });
      const { browser, reply } = await signIn();
      expect([reply.status, reply.text.includes('is deactivated'), await me(browser)]).toEqual([403, true, 401]);
      expect([await standing(id), await joined(id)]).toEqual([{ state: 'deactivated', used: false }, []]);
    });

    it('ROL-06: joins with the first sign-in, once also from two browsers at once', async () => {
      const { email, id } = await invite();
      const both = await Promise.all([signIn(), signIn()]);
      expect(await Promise.all(both.map(({ browser }) => me(browser)))).toEqual([200, 200]);
      expect((await both[0].browser.request('/v1/me')).json).toMatchObject({ user: { id, email }, roles: [{ role: 'helpdesk_agent' }] });
      expect([await standing(id), await joined(id)]).toMatchObject([{ state: 'active', used: true }, [{ actor: { userId: id } }]]);
    });

    it('ROL-06: is led from the link of the mail to the issuer; no password is taken there', async () => {
      const { id } = await invite();
      const link = await api.database.em().findOneOrFail(AccountLink, { userId: id, purpose: 'join' });
      const path = api.app.get(AccountLinks).urlOf(link).slice(api.url.length);
      for (const page of [await api.call(path), await new Browser(api).submit({ password: 'three words in a row', repeat: 'three words in a row' }, path)]) {
        expect([page.status, page.text.includes('Continue to Nordwind Login'), page.text.includes('href="/auth/sign-in"'), page.text.includes('type="password"')]).toEqual([200, true, true, false]);
      }
      expect(await standing(id)).toEqual({ state: 'invited', used: false });
      await signIn();
      expect((await api.call(path)).status).toBe(410);
    });
  });

  const unsigned = (header: object, claims: Claims) => [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signed = (claims: Claims, key: CryptoKey | Uint8Array = keys.privateKey, alg = 'RS256') => new SignJWT({ ...claims }).setProtectedHeader({ alg, kid: 'one' }).sign(key);
  it.each<[string, (claims: Claims) => Promise<string>]>([
    ['without a signature', (claims) => Promise.resolve(`${unsigned({ alg: 'none' }, claims)}.`)],
    ['signed with its public key as a secret', (claims) => signed(claims, new TextEncoder().encode(JSON.stringify({ kty: 'RSA', n: keys.jwk.n, e: keys.jwk.e })), 'HS256')],
    ['signed with our client secret', (claims) => signed(claims, new TextEncoder().encode('the secret of tandem padded to 32'), 'HS256')],
    ['signed by somebody else', async (claims) => signed(claims, (await generateKeyPair('RS256')).privateKey)],
    ['for another audience', (claims) => signed({ ...claims, aud: 'another' })],
    ['from another issuer', (claims) => signed({ ...claims, iss: 'https://evil.example' })],
    ['with another nonce', (claims) => signed({ ...claims, nonce: 'another' })],
    ['without a nonce', ({ nonce: _, ...claims }) => signed(claims)],
    ['that has expired', (claims) => signed({ ...claims, exp: Math.floor(Date.now() / 1000) - 3600 })],
  ])('SEC-02: an ID token %s is refused', async (_, forged) => {
    forge = forged;
    const { browser, reply } = await signIn();
    expect([reply.status, reply.text.includes('This sign-in cannot go on'), await me(browser)]).toEqual([400, true, 401]);
  });

  it('SEC-02: an ID token put together the right way would be taken, so the refusals above are about what is wrong with them', async () => {
    forge = (claims) => signed(claims);
    expect(await me((await signIn()).browser)).toBe(200);
  });

  it('SEC-02: another state, or an answer to nobody, is refused', async () => {
    const { browser, reply } = await signIn((back) => back.searchParams.set('state', 'another'));
    expect([reply.status, await me(browser)]).toEqual([400, 401]);
    const page = await new Browser(api).open('/auth/sign-in');
    const back = new URL(await there(linkOf(page.text)));
    const victim = new Browser(api);
    expect((await victim.open(back.pathname + back.search)).status).toBe(400);
    expect(await me(victim)).toBe(401);
  });

  it('ROL-12: its word on several factors is taken over', async () => {
    const methods = async (given: typeof login) => {
      login = given;
      const { browser } = await signIn();
      return ((await browser.request('/v1/me/sessions')).json['items'] as { current: boolean; secondFactor: boolean }[]).find(({ current }) => current)?.secondFactor;
    };
    expect([await methods({ amr: ['pwd'] }), await methods({ amr: ['pwd', 'mfa'] }), await methods({ acr: 'phr' })]).toEqual([false, true, true]);
  });

  it('ROL-12: password and second factor are its business', async () => {
    const { browser } = await signIn();
    expect((await browser.request('/v1/me/secondfactor')).json).toMatchObject({ keptAt: 'Nordwind Login' });
    expect((await browser.request('/v1/me/secondfactor', { body: { password: 'any' } })).reasons).toEqual(['SIGN_IN_ELSEWHERE']);
    expect((await browser.request('/v1/passwordchanges', { body: { current: 'a', next: 'correct horse battery' } })).reasons).toEqual(['SIGN_IN_ELSEWHERE']);
  });

  it('signing out ends at a page, from which nobody is signed in again by themselves', async () => {
    const { browser } = await signIn();
    const out = await browser.submit({}, '/auth/sign-out');
    expect([out.status, out.text.includes('You are signed out'), await me(browser)]).toEqual([200, true, 401]);
  });

  it('that is down is told plainly, at both ends of a sign-in; API clients work on', async () => {
    const browser = new Browser(api);
    const page = await browser.open('/auth/sign-in');
    const back = new URL(await there(linkOf(page.text)));
    const port = Number(new URL(issuerUrl).port);
    issuer.closeAllConnections();
    await new Promise((resolve) => issuer.close(resolve));
    const late = await browser.open(back.pathname + back.search);
    expect([late.status, late.text.includes('Nordwind Login could not be reached'), late.headers.get('retry-after')]).toEqual([503, true, '60']);
    const fresh = await identityApi({
      database: api.database,
      redis: testRedis(),
      beside: true,
      settings: { OIDC_ISSUER: issuerUrl, OIDC_CLIENT_ID: 'tandem', OIDC_CLIENT_SECRET: 'the secret of tandem' },
    });
    try {
      const early = await fresh.call('/auth/sign-in');
      expect([early.status, early.text.includes(`127.0.0.1:${String(port)} could not be reached`)]).toEqual([503, true]);
      const form = { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example', grant_type: 'client_credentials' };
      const { json } = await fresh.call('/nordwind.example/oauth2/v2.0/token', { form });
      expect((await fresh.call('/v1/me', { headers: { authorization: `Bearer ${String(json['access_token'])}` } })).status).toBe(200);
      await listen(issuer, port);
      expect((await fresh.call('/auth/sign-in')).status).toBe(200);
    } finally {
      await fresh.close();
    }
  });
});
