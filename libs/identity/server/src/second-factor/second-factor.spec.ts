import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { across } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { decodeJwt } from 'jose';
import { generateSync } from 'otplib';
import { Client } from 'pg';
import { identityDatabase } from '../identity-database';
import { Issuer } from '../issuer/issuer';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { castId } from '../sandbox/identity-sandbox';
import { Browser } from '../spec-parts/browser';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi, Reply } from '../spec-parts/identity-api';

const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis() });

/** The code of a time step relative to the present one. */
const codeOf = (secret: unknown, step = 0) => generateSync({ secret: String(secret), epoch: Math.floor(Date.now() / 1000) + 30 * step });

const form = (browser: Browser, path: string, body?: unknown, method = 'POST'): Promise<Reply> =>
  browser.request(path, { method, ...(body === undefined ? {} : { body }) });

async function setUp(browser: Browser): Promise<{ secret: string; recoveryCodes: string[]; used: string }> {
  const begun = await form(browser, '/v1/me/secondfactor', { password: SANDBOX_PASSWORD });
  expect(begun.status).toBe(201);
  const used = codeOf(begun.json['secret']);
  const confirmed = await form(browser, '/v1/me/secondfactor/confirmations', { code: used });
  expect(confirmed.status).toBe(200);
  return { secret: String(begun.json['secret']), recoveryCodes: confirmed.json['recoveryCodes'] as string[], used };
}

describe('a second factor', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { TRUST_PROXY: 'true' } })));
  afterAll(() => api.close());

  const signedIn = async (email: string) => {
    const browser = new Browser(api);
    await browser.signIn(email, SANDBOX_PASSWORD);
    return browser;
  };
  const me = (browser: Browser) => browser.request('/v1/me');
  const state = async (browser: Browser) => (await browser.request('/v1/me/secondfactor')).json;
  const atCode = async (email: string, at = api) => {
    const browser = new Browser(at);
    const page = await browser.signIn(email, SANDBOX_PASSWORD);
    const path = `${browser.at}/code`;
    return { browser, page, answer: (code: string) => browser.submit({ code }, path) };
  };
  const events = async (type: string, email: string) =>
    api.database.em().execute<{ data: unknown; text: string }[]>("select data, e::text as text from event e where type = ? and subjects::text like ?", [`identity.${type}`, `%${castId(email)}%`]);

  it('ROL-12: is set up with a secret, shown once and kept encrypted, and a code of it', async () => {
    const browser = await signedIn('ga@nordwind.example');
    expect(await state(browser)).toEqual({ state: 'none', recoveryCodesLeft: 0, required: false });
    const { status, json } = await form(browser, '/v1/me/secondfactor', { password: SANDBOX_PASSWORD });
    expect(status).toBe(201);
    expect(json['secret']).toMatch(/^[A-Z2-7]{32}$/);
    expect(json['uri']).toBe(`otpauth://totp/Tandem:ga%40nordwind.example?secret=${String(json['secret'])}&issuer=Tandem`);
    expect(json['qr']).toMatch(/^<svg [\s\S]*<\/svg>$/);
    expect(await state(browser)).toMatchObject({ state: 'begun', recoveryCodesLeft: 0 });
    expect((await me(await signedIn('ga@nordwind.example'))).status).toBe(200);

    const wrong = await form(browser, '/v1/me/secondfactor/confirmations', { code: codeOf(json['secret'], 5) });
    expect([wrong.status, wrong.reasons, (wrong.json['data'] as { field: string }[])[0]?.field]).toEqual([400, ['CODE_REFUSED'], 'code']);
    const right = await form(browser, '/v1/me/secondfactor/confirmations', { code: codeOf(json['secret']) });
    expect(right.status).toBe(200);
    expect(right.json['recoveryCodes']).toHaveLength(10);
    expect(await state(browser)).toMatchObject({ state: 'active', recoveryCodesLeft: 10, since: expect.any(String) });
    expect((await form(browser, '/v1/me/secondfactor', { password: SANDBOX_PASSWORD })).reasons).toEqual(['SECOND_FACTOR_ACTIVE']);
    expect((await form(browser, '/v1/me/secondfactor/confirmations', { code: codeOf(json['secret'], 1) })).reasons).toEqual(['SECOND_FACTOR_ACTIVE']);

    const [kept] = await api.database.em().execute<{ found: boolean }[]>(
      'select exists (select from second_factor f where f::text like ?) or exists (select from recovery_code c where c::text like ?) or exists (select from event e where e::text like ? or e::text like ?) as found',
      [`%${String(json['secret'])}%`, ...[0, 0].map(() => `%${(right.json['recoveryCodes'] as string[])[0] ?? ''}%`), `%${String(json['secret'])}%`],
    );
    expect(kept?.found).toBe(false);
    expect(await events('second-factor-confirmed', 'ga@nordwind.example')).toHaveLength(1);
  });

  it('ROL-12: is not begun with an open session alone: it takes the password, of which no trace stays, and guessing it ends soon', async () => {
    const browser = await signedIn('ba@nordwind.example');
    const begin = (body: object, headers: Record<string, string> = {}) => browser.request('/v1/me/secondfactor', { body, headers });
    expect((await begin({})).reasons).toEqual(['FIELD_INVALID']);
    expect((await begin({ code: '000000' })).reasons).toEqual(['FIELD_INVALID']);
    const wrong = await begin({ password: 'wrong' });
    expect([wrong.status, wrong.reasons, (wrong.json['data'] as { field: string }[])[0]?.field]).toEqual([400, ['CURRENT_PASSWORD_WRONG'], 'password']);
    expect(await state(browser)).toMatchObject({ state: 'none' });
    expect(await events('second-factor-begun', 'ba@nordwind.example')).toEqual([]);

    const repeated = { 'ms-requestid': crypto.randomUUID() };
    const secrets = [await begin({ password: SANDBOX_PASSWORD }, repeated), await begin({ password: SANDBOX_PASSWORD }, repeated)].map(({ json }) => json['secret']);
    expect([secrets.every((secret) => typeof secret === 'string'), new Set(secrets).size]).toEqual([true, 2]);
    for (let round = 0; round < 10; round++) await begin({ password: 'wrong' });
    expect((await begin({ password: SANDBOX_PASSWORD })).reasons).toEqual(['SIGN_IN_LIMITED']);
  });

  it('ROL-12: is asked for after the password, in the language of the page; only then there is a session', async () => {
    const { secret } = await setUp(await signedIn('ga@albion.example'));
    const { browser, page, answer } = await atCode('ga@albion.example');
    expect(page.text).toContain('<label for="code">Code</label>');
    expect(page.text).toContain('autocomplete="one-time-code"');
    expect((await browser.request(`${browser.at}?lang=de`)).text).toContain('Ihr zweiter Faktor');
    expect((await me(browser)).status).toBe(401);
    expect((await answer(codeOf(secret, 1))).status).toBe(303);
    expect((await me(browser)).json).toMatchObject({ user: { email: 'ga@albion.example' } });
    const [session] = ((await browser.request('/v1/me/sessions')).json['items'] as { secondFactor: boolean }[]);
    expect(session?.secondFactor).toBe(true);
  });

  it('ROL-12: takes a code once, also from two who use it at once at two apis', async () => {
    const email = 'sa@albion.example';
    const { secret, used } = await setUp(await signedIn(email));
    const beside = await identityApi({ database: api.database, redis: testRedis(), beside: true });
    try {
      const [first, second] = [await atCode(email), await atCode(email, beside)];
      const replayed = await first.answer(used);
      expect([replayed.status, replayed.text.includes('This code is not the present one')]).toEqual([401, true]);
      const next = codeOf(secret, 1);
      // Who waits for what is told to the owner of the database only.
      const owner = new Client({ connectionString: api.database.ownerUrl });
      await owner.connect();
      const waiting = async () => (await owner.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount ?? 0;
      const both = await api.database.em().transactional(async (em) => {
        await em.execute('select 1 from second_factor where user_id = ? for update', [castId(email)]);
        const answers = [first.answer(next), second.answer(next)];
        while ((await waiting()) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
        return answers;
      });
      await owner.end();
      expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([303, 401]);
    } finally {
      await beside.close();
    }
  });

  it('ROL-12: cannot be left out: no step of the sign-in works before the code', async () => {
    await setUp(await signedIn('aa@albion.example'));
    await api.database.em().execute("update partner_user set must_change_password = true where email = 'aa@albion.example'");
    const { browser } = await atCode('aa@albion.example');
    const uid = browser.at.split('/')[3] ?? '';
    const chosen = await browser.submit({ password: 'correct horse battery', repeat: 'correct horse battery' }, `/auth/interaction/${uid}/password`);
    expect(chosen.text).toContain('<label for="code">');
    await browser.open(`/oidc/auth/${uid}`);
    expect((await me(browser)).status).toBe(401);
    const other = new Browser(api);
    await other.open('/auth/sign-in');
    const early = await other.submit({ code: '000000' }, `${other.at}/code`);
    expect(early.text).toContain('name="password"');
    const [row] = await api.database.em().execute<{ same: boolean }[]>("select must_change_password as same from partner_user where email = 'aa@albion.example'");
    expect(row?.same).toBe(true);
  });

  it('ROL-12: gives way to a recovery code, each once', async () => {
    const { recoveryCodes } = await setUp(await signedIn('ha@albion.example'));
    const [code = ''] = recoveryCodes;
    const first = await atCode('ha@albion.example');
    expect((await first.answer(` ${code.toUpperCase()} `)).status).toBe(303);
    expect(await state(first.browser)).toMatchObject({ recoveryCodesLeft: 9 });
    expect((await (await atCode('ha@albion.example')).answer(code)).status).toBe(401);
    expect(await events('recovery-code-used', 'ha@albion.example')).toHaveLength(1);
    const refused = await events('sign-in-refused', 'ha@albion.example');
    expect(refused.map(({ text }) => text.includes(code))).toEqual([false]);
  });

  it('ROL-12: is removed, and gets new recovery codes, by a fresh code or the password only', async () => {
    const browser = await signedIn('ga@prairie.example');
    const { secret, recoveryCodes, used } = await setUp(browser);
    const renew = (body: object) => form(browser, '/v1/me/secondfactor/recoverycodes', body);
    const remove = (body: object) => form(browser, '/v1/me/secondfactor/removals', body);
    for (const act of [renew, remove]) {
      expect((await act({})).reasons).toEqual(['FIELD_INVALID']);
      expect((await act({ code: used })).reasons).toEqual(['CODE_REFUSED']);
      expect((await act({ password: 'wrong' })).reasons).toEqual(['CURRENT_PASSWORD_WRONG']);
      expect((await act({ code: '000000', password: SANDBOX_PASSWORD })).reasons).toEqual(['FIELD_INVALID']);
    }
    const renewed = await renew({ password: SANDBOX_PASSWORD });
    expect([renewed.status, (renewed.json['recoveryCodes'] as string[]).length]).toEqual([200, 10]);
    expect((await (await atCode('ga@prairie.example')).answer(recoveryCodes[1] ?? '')).status).toBe(401);

    expect((await remove({ code: codeOf(secret, 1) })).status).toBe(204);
    expect(await state(browser)).toEqual({ state: 'none', recoveryCodesLeft: 0, required: false });
    expect((await remove({ password: SANDBOX_PASSWORD })).reasons).toEqual(['SECOND_FACTOR_MISSING']);
    expect((await me(await signedIn('ga@prairie.example'))).status).toBe(200);
    expect(await events('second-factor-removed', 'ga@prairie.example')).toHaveLength(1);
  });

  it('ROL-12: is reset by an admin of the own organisation, which ends nothing else', async () => {
    const owner = await signedIn('sa@nordwind.example');
    const { secret } = await setUp(owner);
    const path = `/v1/partnerusers/${castId('sa@nordwind.example')}/secondfactorresets`;
    for (const [email, status, reason] of [
      ['aa@nordwind.example', 403, 'ROLE_MISSING'],
      ['ga@liberty.example', 404, 'NOT_FOUND'],
      ['op1@ops.example', 404, 'NOT_FOUND'],
    ] as const) {
      const refused = await form(await signedIn(email), path);
      expect([email, refused.status, refused.reasons]).toEqual([email, status, [reason]]);
    }
    const admin = await signedIn('ua@nordwind.example');
    expect((await form(admin, path)).status).toBe(204);
    expect((await form(admin, path)).reasons).toEqual(['SECOND_FACTOR_MISSING']);
    const gone = 'iu@nordwind.example';
    await setUp(await signedIn(gone));
    await api.database.em().execute("update partner_user set state = 'deactivated' where email = ?", [gone]);
    expect((await form(admin, `/v1/partnerusers/${castId(gone)}/secondfactorresets`)).status).toBe(204);
    const told = await api.database.em().execute<{ recipient: string; locale: string }[]>("select recipient, locale from delivery where template = 'second_factor_reset'");
    expect(told).toEqual([{ recipient: 'sa@nordwind.example', locale: 'de' }]);
    expect((await me(owner)).status).toBe(200);
    expect((await me(await signedIn('sa@nordwind.example'))).status).toBe(200);
    const [event] = await events('second-factor-reset', 'sa@nordwind.example');
    expect(event?.text).not.toContain(secret);
    expect(event?.data).toEqual({ userId: castId('sa@nordwind.example') });
  });

  it('SEC-03: is not reset by its own person, who has to prove to be the one', async () => {
    const admin = await signedIn('ua@nordwind.example');
    await setUp(admin);
    expect((await form(admin, `/v1/partnerusers/${castId('ua@nordwind.example')}/secondfactorresets`)).reasons).toEqual(['SELF_RESET']);
    expect(await state(admin)).toMatchObject({ state: 'active' });
  });

  it('API-05: is a matter of persons', async () => {
    const grant = { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example', grant_type: 'client_credentials' };
    const { json } = await api.call('/nordwind.example/oauth2/v2.0/token', { form: grant });
    const headers = { authorization: `Bearer ${String(json['access_token'])}` };
    for (const path of ['/v1/me/secondfactor', '/v1/me/sessions']) expect((await api.call(path, { headers })).reasons).toEqual(['USER_REQUIRED']);
    expect((await api.call('/v1/passwordchanges', { headers, body: { current: 'x', next: 'y' } })).reasons).toEqual(['USER_REQUIRED']);
    expect((await api.call('/v1/me/secondfactor')).status).toBe(401);
  });

  it('SEC-05: is not guessed: twenty failures from everywhere, and ten on a device the person knows', async () => {
    const owner = await signedIn('ha@nordwind.example');
    const { secret } = await setUp(owner);
    const { browser } = await atCode('ha@nordwind.example');
    const path = `${browser.at}/code`;
    const guess = (code: string, address: string) => browser.request(path, { form: { code }, headers: { 'x-forwarded-for': address } });
    for (let round = 0; round < 20; round++) expect((await guess('000000', `198.51.100.${String(round)}`)).status).toBe(401);
    const refused = await guess(codeOf(secret, 1), '198.51.100.99');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 880]).toEqual([429, true]);

    await owner.signIn('ha@nordwind.example', SANDBOX_PASSWORD);
    const uid = owner.at.split('/')[3] ?? '';
    for (let round = 0; round < 9; round++) expect((await owner.submit({ code: '000000' }, `/auth/interaction/${uid}/code`)).status).toBe(401);
    expect((await owner.submit({ code: codeOf(secret, 1) }, `/auth/interaction/${uid}/code`)).status).toBe(303);
    expect((await me(owner)).status).toBe(200);
  });

  it('ROL-12: lives on under a new key, and is sealed anew with its next use', async () => {
    const { secret } = await setUp(await signedIn('ga@fjord.example'));
    const sealed = async () => (await api.database.em().execute<{ secret: string }[]>('select secret from second_factor where user_id = ?', [castId('ga@fjord.example')]))[0]?.secret;
    const before = await sealed();
    const renewed = await identityApi({ database: api.database, redis: testRedis(), beside: true, settings: { SESSION_KEYS: `${'n'.repeat(32)},${'s'.repeat(32)}` } });
    try {
      const browser = new Browser(renewed);
      await browser.signIn('ga@fjord.example', SANDBOX_PASSWORD);
      expect((await browser.submit({ code: codeOf(secret, 1) }, `${browser.at}/code`)).status).toBe(303);
      expect(await sealed()).not.toBe(before);
    } finally {
      await renewed.close();
    }
  });
});

describe('an installation that asks everybody for a second factor', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { REQUIRE_MFA: 'true' } })));
  afterAll(() => api.close());

  it('ROL-12: leads to the set-up, refuses everything else until then, and lets go afterwards', async () => {
    const browser = new Browser(api);
    await browser.signIn('ga@nordwind.example', SANDBOX_PASSWORD, '/indirect-resellers');
    expect(browser.at).toBe('/account');
    expect((await browser.request('/v1/me')).json).toMatchObject({ secondFactorMissing: true });
    expect((await browser.request('/v1/me/sessions')).status).toBe(200);
    expect((await browser.request('/v1/me/secondfactor')).json).toMatchObject({ required: true });
    for (const [path, method] of [
      ['/v1/roleholders?action=delivery.read', 'GET'],
      [`/v1/partnerusers/${castId('sa@nordwind.example')}/secondfactorresets`, 'POST'],
    ] as const) {
      const refused = await browser.request(path, { method });
      expect([refused.status, refused.reasons, refused.json['code']]).toEqual([403, ['MFA_REQUIRED'], 710_080]);
    }

    const { secret } = await setUp(browser);
    expect((await browser.request('/v1/me')).json['secondFactorMissing']).toBeUndefined();
    expect((await browser.request('/v1/roleholders?action=delivery.read')).status).toBe(200);

    const again = new Browser(api);
    await again.signIn('ga@nordwind.example', SANDBOX_PASSWORD, '/indirect-resellers');
    await again.submit({ code: codeOf(secret, 1) }, `${again.at}/code`);
    expect(again.at).toBe('/indirect-resellers');
    expect((await again.request('/v1/roleholders?action=delivery.read')).status).toBe(200);
  });

  it('ROL-12: lets everybody sign out', async () => {
    const browser = new Browser(api);
    await browser.signIn('sa@nordwind.example', SANDBOX_PASSWORD);
    const out = await browser.request('/auth/sign-out', { form: {}, headers: { origin: api.url } });
    expect([out.status, browser.cookie('tandem_session')]).toEqual([303, undefined]);
  });

  it('ROL-12: asks persons behind access tokens too, and no API client by itself', async () => {
    const { access_token: plain } = (await api.call('/v1/sandbox/tokens', { body: { email: 'sa@nordwind.example' } })).json;
    const call = (token: unknown) => api.call('/v1/roleholders?action=delivery.read', { headers: { authorization: `Bearer ${String(token)}` } });
    expect((await call(plain)).reasons).toEqual(['MFA_REQUIRED']);
    expect(decodeJwt(String(plain))['amr']).toBeUndefined();
    const grant = { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example' };
    const client = await api.call('/nordwind.example/oauth2/v2.0/token', { form: { ...grant, grant_type: 'client_credentials' } });
    expect((await call(client.json['access_token'])).status).toBe(200);

    const provider = await api.app.get(Issuer).provider();
    const minted = await across('sandbox', () => api.app.get(Issuer).mint(castId('sa@nordwind.example'), 'nordwind.example'));
    const refresh = await provider.RefreshToken.find(minted.refresh_token);
    await Object.assign(refresh ?? {}, { amr: ['pwd', 'otp', 'mfa'] } as { amr: string[]; save(): Promise<string> }).save();
    const fresh = await api.call('/nordwind.example/oauth2/v2.0/token', { form: { ...grant, grant_type: 'refresh_token', refresh_token: minted.refresh_token } });
    expect(decodeJwt(String(fresh.json['access_token']))['amr']).toEqual(['pwd', 'otp', 'mfa']);
    expect((await call(fresh.json['access_token'])).status).toBe(200);
    expect((await call(plain)).reasons).toEqual(['MFA_REQUIRED']);
  });

});
