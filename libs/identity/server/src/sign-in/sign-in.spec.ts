import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { SystemClock } from '@tandem/platform-kernel';
import { createOperator } from '../operator/create-operator';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { KnownCallers } from '../session/known-callers';
import { Browser } from '../spec-parts/browser';
import { identityDatabase } from '../identity-database';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';

const me = (browser: Browser, headers: Record<string, string> = {}) => browser.request('/v1/me', { headers });

const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });

describe('signing in to the console', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { TRUST_PROXY: 'true' } })));
  afterAll(() => api.close());

  it('leads from a page to the form and back to that page, with a session', async () => {
    const browser = new Browser(api);
    const form = await browser.open('/auth/sign-in?returnTo=%2Finvite%2Fk1.x.y%3Fa%3D1');
    expect(form.status).toBe(200);
    expect(form.headers.get('content-security-policy')).toContain("default-src 'none'");
    const done = await browser.submit({ email: ' GA@alpenblick.example', password: SANDBOX_PASSWORD });
    expect([done.status, browser.at]).toEqual([303, '/invite/k1.x.y?a=1']);
    expect((await me(browser)).json).toMatchObject({
      user: { email: 'ga@alpenblick.example', firstName: 'Katharina', lastName: 'Huber' },
      organisation: { name: 'Alpenblick IT GmbH', country: 'AT' },
      programs: ['indirect_reseller'],
      roles: [{ role: 'admin_agent' }, { role: 'global_admin' }],
      permissions: expect.arrayContaining(['partnership.accept']),
    });
  });

  it('keeps the session in a cookie that scripts and other sites do not get', async () => {
    const browser = new Browser(api);
    await browser.open('/auth/sign-in');
    let set: string[] = [];
    let reply = await browser.request(browser.at, { form: { email: 'ga@albion.example', password: SANDBOX_PASSWORD } });
    while (reply.headers.get('location')?.includes('/oidc/') || reply.headers.get('location')?.includes('/auth/callback')) {
      const next = new URL(String(reply.headers.get('location')));
      reply = await browser.request(next.pathname + next.search);
      set = reply.headers.getSetCookie();
    }
    expect(set.find((line) => line.startsWith('tandem_session='))).toMatch(/Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/);
  });

  it('in the sandbox takes one click on the cast, also without script', async () => {
    const browser = new Browser(api);
    const page = await browser.open('/auth/sign-in');
    expect(page.text).toContain('<button class="btn xs act" name="as" value="ga@nordwind.example"');
    expect(page.text).not.toContain('<script');
    await browser.submit({ as: 'ga@nordwind.example' });
    expect((await me(browser)).json).toMatchObject({ user: { email: 'ga@nordwind.example' } });
  });

  it('speaks German to whoever asks for it, and switches on the page', async () => {
    const browser = new Browser(api);
    await browser.open('/auth/sign-in');
    const german = await browser.request(browser.at, { headers: { 'accept-language': 'de-AT,de;q=0.9' } });
    expect(german.text).toContain('<html lang="de">');
    expect(german.text).toContain('Mit dem Arbeitskonto Ihrer Organisation.');
    await browser.request(`${browser.at}?lang=de`);
    expect((await browser.open('/auth/sign-in')).text).toContain('<html lang="de">');
  });

  it.each([
    ['a wrong password', 'ga@alpenblick.example', 'Tandem-sandbox-2'],
    ['nobody', 'nobody@alpenblick.example', SANDBOX_PASSWORD],
    ['an empty form', '', ''],
    ['nonsense', 'ga@\u0000alpenblick.example', '\u0000'],
  ])('SEC-02: says the same to %s', async (_, email, password) => {
    const browser = new Browser(api);
    const reply = await browser.signIn(email, password);
    expect(reply.status).toBe(401);
    expect(reply.text).toContain('E-mail and password do not belong together.');
    expect(reply.text).toContain(`value="${email}"`);
    expect((await me(browser)).status).toBe(401);
  });

  it('SEC-02: does the same work for known and unknown accounts, so that the time says nothing', async () => {
    const browser = new Browser(api);
    await browser.open('/auth/sign-in');
    const path = browser.at;
    // Processor time, not the clock on the wall: other programs run beside this one.
    const work = async (emails: readonly string[]) => {
      const begun = process.cpuUsage();
      for (const email of emails) await browser.request(path, { form: { email, password: 'wrong' } });
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    const roles = ['ga', 'ua', 'ba', 'aa', 'sa', 'ha', 'ac', 'mp'];
    await work(['nobody@prairie.example']);
    const known = await work(roles.map((role) => `${role}@prairie.example`));
    const unknown = await work(roles.map((role) => `no${role}@prairie.example`));
    expect(unknown / known).toBeGreaterThan(0.6);
    expect(unknown / known).toBeLessThan(1.7);
  });

  it('SEC-05: stops after ten failures and says for how long', async () => {
    const browser = new Browser(api);
    await browser.open('/auth/sign-in', { headers: { 'x-forwarded-for': '198.51.100.7' } });
    const attempt = (password: string) =>
      browser.request(browser.at, { form: { email: 'ga@liberty.example', password }, headers: { 'x-forwarded-for': '198.51.100.7' } });
    for (let round = 0; round < 10; round++) expect((await attempt('wrong')).status).toBe(401);
    const refused = await attempt(SANDBOX_PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('try again in 15 minutes');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(880);
  });

  it('SEC-05: whoever guesses elsewhere does not keep the owner out, neither on a known device nor on a new one', async () => {
    const [known, fresh, guesser] = [new Browser(api), new Browser(api), new Browser(api)];
    await known.signIn('ga@keller.example', SANDBOX_PASSWORD);
    await guesser.open('/auth/sign-in');
    const at = guesser.at;
    const attempt = (browser: Browser, path: string, password: string, address: string) =>
      browser.request(path, { form: { email: 'ga@keller.example', password }, headers: { 'x-forwarded-for': address } });
    for (let round = 0; round < 50; round++) expect((await attempt(guesser, at, 'wrong', `203.0.113.${String(Math.floor(round / 10))}`)).status).toBe(401);
    expect([(await attempt(guesser, at, 'wrong', '203.0.113.77')).status, (await attempt(guesser, at, 'wrong', '203.0.113.77')).status]).toEqual([401, 429]);

    await fresh.open('/auth/sign-in');
    expect((await attempt(fresh, fresh.at, SANDBOX_PASSWORD, '198.51.100.20')).status).toBe(303);
    await known.open('/auth/sign-in');
    const form = known.at;
    for (let round = 0; round < 9; round++) expect((await attempt(known, form, 'mistyped', '203.0.113.77')).status).toBe(401);
    expect((await attempt(known, form, SANDBOX_PASSWORD, '203.0.113.77')).status).toBe(303);
    expect(known.cookie('tandem_device')).not.toBe(known.cookie('tandem_session'));
  });

  it('SEC-05: a device is known for its own people only', async () => {
    const browser = new Browser(api);
    await browser.signIn('ga@fjord.example', SANDBOX_PASSWORD);
    await browser.open('/auth/sign-in');
    const path = browser.at;
    const guess = () => browser.request(path, { form: { email: 'sa@fjord.example', password: 'wrong' }, headers: { 'x-forwarded-for': '198.51.100.30' } });
    for (let round = 0; round < 10; round++) await guess();
    const kept = await api.database.em().execute<{ device: string | null }[]>("select device from sign_in_failure where account = 'sa@fjord.example'");
    expect(kept.map(({ device }) => device)).toEqual(kept.map(() => null));
    expect((await guess()).status).toBe(429);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/.//evil.example', '/auth/sign-out'])(
    'SEC-02: never leads to %s',
    async (returnTo) => {
      const browser = new Browser(api);
      await browser.signIn('ga@fjord.example', SANDBOX_PASSWORD, returnTo);
      expect(browser.at).toBe('/');
    },
  );

  it('SEC-02: takes a callback only in the browser that began', async () => {
    const [victim, attacker] = [new Browser(api), new Browser(api)];
    await attacker.open('/auth/sign-in');
    let reply = await attacker.request(attacker.at, { form: { email: 'ga@albion.example', password: SANDBOX_PASSWORD } });
    const resume = new URL(String(reply.headers.get('location')));
    reply = await attacker.request(resume.pathname);
    const callback = new URL(String(reply.headers.get('location')));
    await victim.open('/auth/sign-in');
    const taken = await victim.request(callback.pathname + callback.search);
    expect(taken.status).toBe(400);
    expect(taken.text).toContain('This sign-in cannot go on');
    expect(victim.cookie('tandem_session')).toBeUndefined();
  });

  it('says plainly when a sign-in has gone stale', async () => {
    const browser = new Browser(api);
    await browser.open('/auth/sign-in');
    const elsewhere = await new Browser(api).request(browser.at);
    expect([elsewhere.status, elsewhere.text.includes('href="/auth/sign-in"')]).toEqual([400, true]);
    expect((await browser.request('/oidc/auth/unknown', { headers: { accept: 'text/html' } })).text).toContain('This sign-in cannot go on');
  });
});

describe('a session', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi(await place())));
  afterAll(() => api.close());
  const signedIn = async (email: string) => {
    const browser = new Browser(api);
    await browser.signIn(email, SANDBOX_PASSWORD);
    return browser;
  };
  /** Changes something behind the api's back and lets it look anew, as it does after a second. */
  const sql = async (text: string, parameters: string[] = []) => {
    const rows = await api.database.em().execute<object[]>(text, parameters);
    api.app.get(KnownCallers).forget();
    return rows;
  };

  it('gets a new id with every sign-in, and the former one is dead', async () => {
    const browser = await signedIn('ga@nordwind.example');
    const former = browser.cookie('tandem_session');
    await browser.signIn('sa@nordwind.example', SANDBOX_PASSWORD);
    expect(browser.cookie('tandem_session')).not.toBe(former);
    const old = await api.call('/v1/me', { headers: { cookie: `tandem_session=${former}` } });
    expect([old.status, old.reasons]).toEqual([401, ['SESSION_ENDED']]);
    expect((await me(browser)).json).toMatchObject({ user: { email: 'sa@nordwind.example' } });
  });

  it.each([
    ['8 hours without a request', "update session set seen_at = now() - interval '8 hours'"],
    ['24 hours in all', "update session set created_at = now() - interval '24 hours'"],
  ])('SEC-02: ends after %s', async (_, change) => {
    const browser = await signedIn('ga@nordwind.example');
    expect((await me(browser)).status).toBe(200);
    await sql(change);
    const reply = await me(browser);
    expect([reply.status, reply.reasons]).toEqual([401, ['SESSION_ENDED']]);
  });

  it('stays alive while it is used', async () => {
    const browser = await signedIn('ga@nordwind.example');
    await sql("update session set seen_at = now() - interval '7 hours' where ended_at is null");
    await me(browser);
    const [row] = await api.database
      .em()
      .execute<{ fresh: boolean }[]>("select max(seen_at) > now() - interval '1 minute' as fresh from session");
    expect(row?.fresh).toBe(true);
  });

  it('is kept as a hash', async () => {
    const browser = await signedIn('ga@nordwind.example');
    expect(await sql('select 1 from session where token_hash = ?', [String(browser.cookie('tandem_session'))])).toEqual([]);
  });

  it('SEC-06: ends by a form of our own pages only', async () => {
    const browser = await signedIn('ga@nordwind.example');
    const foreign = await browser.request('/auth/sign-out', {
      form: {},
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    expect([foreign.status, foreign.reasons]).toEqual([403, ['ORIGIN_FOREIGN']]);
    expect((await me(browser)).status).toBe(200);
    expect((await browser.request('/auth/sign-out')).status).toBe(405);

    const session = browser.cookie('tandem_session');
    const out = await browser.request('/auth/sign-out', { form: {}, headers: { origin: api.url, 'sec-fetch-site': 'same-origin' } });
    expect([out.status, out.headers.get('location'), browser.cookie('tandem_session')]).toEqual([303, '/auth/sign-in', undefined]);
    expect((await api.call('/v1/me', { headers: { cookie: `tandem_session=${session}` } })).reasons).toEqual(['SESSION_ENDED']);
  });

  it('does not lock anybody out of the sign-in when it has ended', async () => {
    const browser = await signedIn('ga@nordwind.example');
    await sql('update session set ended_at = now()');
    expect((await browser.signIn('ga@nordwind.example', SANDBOX_PASSWORD)).status).toBe(303);
    expect((await me(browser)).status).toBe(200);
  });

  it('ROL-01: has the present roles and programs, not those of the sign-in', async () => {
    const browser = await signedIn('ga@prairie.example');
    await sql("update program_membership set state = 'suspended' where organisation_id = '0c000000-0000-4000-8000-000000000002'");
    await sql(
      "delete from role_assignment where role = 'global_admin' and user_id in (select id from partner_user where email = 'ga@prairie.example')",
    );
    expect((await me(browser)).json).toMatchObject({
      programs: [],
      roles: [{ role: 'admin_agent' }],
      permissions: expect.not.arrayContaining(['partnership.accept']),
    });
  });

  it('SEC-02: of a deactivated person is worth nothing, nor are their tokens', async () => {
    const browser = await signedIn('ua@fjord.example');
    const { access_token: token } = (await api.call('/v1/sandbox/tokens', { body: { email: 'ua@fjord.example' } })).json;
    const bearer = { authorization: `Bearer ${String(token)}` };
    expect((await api.call('/v1/me', { headers: bearer })).status).toBe(200);
    await sql("update partner_user set state = 'deactivated' where email = 'ua@fjord.example'");
    expect((await me(browser)).reasons).toEqual(['USER_DEACTIVATED']);
    expect((await api.call('/v1/me', { headers: bearer })).reasons).toEqual(['USER_DEACTIVATED']);
    expect((await new Browser(api).signIn('ua@fjord.example', SANDBOX_PASSWORD)).status).toBe(401);
    expect((await api.call('/v1/sandbox/tokens', { body: { email: 'ua@fjord.example' } })).status).toBe(404);
  });
});

describe('the first operator', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), sandbox: false })));
  afterAll(() => api.close());

  it('SEC-03: signs in with a password shown once and has to choose another', async () => {
    const { userName, password } = await api.database
      .em()
      .transactional((em) => createOperator(em, new SystemClock(), ' Olga@Operator.test '));
    expect([userName, password.length]).toEqual(['olga@operator.test', 20]);
    const browser = new Browser(api);
    const first = await browser.signIn(userName, password, '/organisations');
    expect(first.text).toContain('Choose your password');
    const form = browser.at;
    expect((await me(browser)).status).toBe(401);

    const choose = (chosen: string, repeat = chosen) => browser.submit({ password: chosen, repeat }, `${form}/password`);
    for (const [chosen, repeat, says] of [
      ['a long enough one', 'another long one', 'The two passwords differ'],
      ['elevenchars', 'elevenchars', 'too short'],
      [userName, userName, 'is your e-mail address'],
      [password, password, 'the password you were given'],
    ] as const) {
      const again = await choose(chosen, repeat);
      expect([again.status, again.text.includes(says)]).toEqual([400, true]);
    }
    await choose('a long enough one');
    expect(browser.at).toBe('/organisations');
    expect((await me(browser)).json).toMatchObject({
      user: { email: userName },
      programs: ['operator'],
      roles: [{ role: 'operator' }],
      sandbox: false,
    });

    expect((await new Browser(api).signIn(userName, password)).status).toBe(401);
    expect((await new Browser(api).signIn(userName, 'a long enough one')).status).toBe(303);
    const [event] = await api.database.em().execute<{ data: unknown }[]>("select data from event where type = 'identity.password-changed'");
    expect(JSON.stringify(event)).not.toContain('long enough');
  });

  it('ROL-06: is made once per address', async () => {
    await expect(
      api.database.em().transactional((em) => createOperator(em, new SystemClock(), 'olga@operator.test')),
    ).rejects.toMatchObject({ reason: 'EMAIL_TAKEN' });
  });

  it('has no sandbox: its routes are not there, and nobody signs in by a click', async () => {
    for (const [method, path] of [
      ['GET', '/v1/sandbox/cast'],
      ['POST', '/v1/sandbox/tokens'],
      ['GET', '/v1/sandbox/clock'],
      ['PUT', '/v1/sandbox/clock'],
      ['POST', '/v1/sandbox/reset'],
    ] as const) {
      expect([path, (await api.call(path, { method })).status]).toEqual([path, 404]);
    }
    const browser = new Browser(api);
    const page = await browser.open('/auth/sign-in');
    expect(page.text).not.toContain('Sandbox');
    expect((await browser.submit({ as: 'ga@nordwind.example' })).status).toBe(401);
  });
});

describe('what the activity log hears of signing in', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi(await place())));
  afterAll(() => api.close());

  interface Recorded {
    readonly type: string;
    readonly actor: { readonly email: string } | null;
    readonly domain: string | null;
    readonly subjects: string[];
    readonly operation_status: string | null;
  }
  const recorded = () =>
    api.database.em().execute<Recorded[]>(
      `select type, actor, domain, subjects, operation_status from event left join organisation on organisation.id = organisation_id where type like 'identity.sign%' order by recorded_at, event.id`,
    );

  it('AUD-01: who signed in and out, and who was refused, each once', async () => {
    const browser = new Browser(api);
    await browser.signIn('ga@albion.example', 'a wrong one');
    await browser.signIn('nobody@albion.example', 'a wrong one');
    await browser.signIn('ga@albion.example', SANDBOX_PASSWORD);
    await browser.request('/auth/sign-out', { form: {}, headers: { origin: api.url, 'sec-fetch-site': 'same-origin' } });
    await browser.request('/auth/sign-out', { form: {}, headers: { origin: api.url, 'sec-fetch-site': 'same-origin' } });
    const rows = await recorded();
    expect(rows.map(({ type, actor, domain, operation_status }) => [type, actor?.email, domain, operation_status])).toEqual([
      ['identity.sign-in-refused', undefined, 'albion.example', 'failed'],
      ['identity.sign-in-refused', undefined, null, 'failed'],
      ['identity.signed-in', 'ga@albion.example', 'albion.example', null],
      ['identity.signed-out', 'ga@albion.example', 'albion.example', null],
    ]);
    expect(rows.map(({ subjects }) => subjects.length)).toEqual([1, 0, 1, 1]);
  });

  it('AUD-04: and never what was typed', async () => {
    await new Browser(api).signIn('ga@prairie.example', 'typed-as-password-7261');
    await new Browser(api).signIn('typed-as-address-7262', 'x');
    const [row] = await api.database.em().execute<{ text: string }[]>("select string_agg(event::text, ' ') as text from event");
    expect(row?.text).toContain('identity.sign-in-refused');
    expect(row?.text).not.toMatch(/typed-as/);
  });
});
