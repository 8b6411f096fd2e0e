import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { generateSync } from 'otplib';
import { identityDatabase } from '../identity-database';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { castId } from '../sandbox/identity-sandbox';
import { SpecAuthenticator } from '../spec-parts/authenticator';
import type { Lies } from '../spec-parts/authenticator';
import { Browser } from '../spec-parts/browser';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi, Reply } from '../spec-parts/identity-api';

const place = async () => ({ database: await testDatabase(identityDatabase), redis: testRedis(), host: 'localhost' as const });
const PROOF = { password: SANDBOX_PASSWORD };

/** What differs from what was asked. */
interface Other extends Lies {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
}

/** What people do with passkeys at an installation. */
function at(api: IdentityApi) {
  const send = (browser: Browser, path: string, body?: unknown, method = 'POST'): Promise<Reply> => browser.request(path, { method, ...(body === undefined ? {} : { body }) });
  const signedIn = async (email: string) => {
    const browser = new Browser(api);
    await browser.signIn(email, SANDBOX_PASSWORD);
    return browser;
  };
  const begin = (browser: Browser, proof: object = PROOF) => send(browser, '/v1/me/passkeys/challenges', proof);
  const finish = (browser: Browser, device: SpecAuthenticator, { json }: Reply, { challenge, origin, rpId, ...lies }: Other = {}, name = 'Laptop') => {
    const asked = { challenge: challenge ?? String(json['challenge']), origin: origin ?? api.url, rpId: rpId ?? 'localhost', userHandle: (json['user'] as { id: string }).id };
    return send(browser, '/v1/me/passkeys', { name, credential: device.create(asked, lies) });
  };
  const register = async (browser: Browser, device = new SpecAuthenticator(), name = 'Laptop') => {
    const made = await finish(browser, device, await begin(browser), {}, name);
    expect([made.status, made.reasons]).toEqual([201, []]);
    return { device, id: String(made.json['id']) };
  };
  /** Opens the sign-in page and asks for what a passkey has to sign. */
  const asked = async (browser = new Browser(api)) => {
    await browser.open('/auth/sign-in');
    const page = browser.at;
    const { json, status } = await browser.request(`${page}/passkeychallenges`, { method: 'POST', headers: { origin: api.url, 'sec-fetch-site': 'same-origin' } });
    expect(status).toBe(200);
    return { browser, page, challenge: String(json['challenge']), json };
  };
  const answer = async (device: SpecAuthenticator, { origin, rpId, challenge, ...lies }: Other = {}, before?: Awaited<ReturnType<typeof asked>>) => {
    const from = before ?? (await asked());
    const credential = JSON.stringify(device.get({ challenge: challenge ?? from.challenge, origin: origin ?? api.url, rpId: rpId ?? 'localhost' }, lies));
    return { browser: from.browser, reply: await from.browser.submit({ credential }, `${from.page}/passkey`) };
  };
  const me = (browser: Browser) => browser.request('/v1/me');
  const list = async (browser: Browser) => (await browser.request('/v1/me/passkeys')).json['items'] as { id: string; name: string; lastUsedAt?: string }[];
  const sql = <Row>(statement: string, values: readonly unknown[] = []) => api.database.em().execute<Row[]>(statement, [...values]);
  const events = (type: string, email: string) => sql<{ data: object; text: string }>('select data, e::text as text from event e where type = ? and subjects::text like ?', [`identity.${type}`, `%${castId(email)}%`]);
  return { send, signedIn, begin, finish, register, asked, answer, me, list, sql, events };
}

describe('passkeys', () => {
  let api: IdentityApi;
  let on: ReturnType<typeof at>;
  beforeAll(async () => {
    api = await identityApi({ ...(await place()), settings: { TRUST_PROXY: 'true' } });
    on = at(api);
  });
  afterAll(() => api.close());

  it('ROL-12: are registered with a proof, named, listed, renamed and removed; the activity log hears of it', async () => {
    const browser = await on.signedIn('ga@nordwind.example');
    expect((await browser.request('/v1/me/passkeys')).json).toMatchObject({ totalCount: 0, items: [], offered: true });
    const begun = await on.begin(browser);
    expect([begun.status, begun.json]).toEqual([201, {
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rp: { id: 'localhost', name: 'Tandem' },
      user: { id: Buffer.from(castId('ga@nordwind.example')).toString('base64url'), name: 'ga@nordwind.example', displayName: expect.any(String) },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
      timeout: 300_000,
      attestation: 'none',
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    }]);
    const device = new SpecAuthenticator();
    const made = await on.finish(browser, device, begun, {}, '  Laptop ');
    expect([made.status, made.json]).toEqual([201, { id: expect.any(String), name: 'Laptop', createdAt: expect.any(String) }]);
    expect((await on.begin(browser)).json['excludeCredentials']).toEqual([{ type: 'public-key', id: device.id }]);

    const path = `/v1/me/passkeys/${String(made.json['id'])}`;
    expect((await on.send(browser, path, { name: '' }, 'PATCH')).reasons).toEqual(['FIELD_INVALID']);
    expect((await on.send(browser, path, { name: 'Phone' }, 'PATCH')).json).toMatchObject({ name: 'Phone' });
    expect((await on.send(browser, path, { name: 'Phone' }, 'PATCH')).status).toBe(200);
    expect(await on.list(browser)).toEqual([{ id: made.json['id'], name: 'Phone', createdAt: expect.any(String) }]);
    for (const [body, reason] of [[{}, 'FIELD_INVALID'], [{ password: 'wrong' }, 'CURRENT_PASSWORD_WRONG'], [{ code: '000000' }, 'CODE_REFUSED']] as const) {
      expect((await on.send(browser, `${path}/removals`, body)).reasons).toEqual([reason]);
      expect((await on.begin(browser, body)).reasons).toEqual([reason]);
    }
    expect((await on.send(browser, `${path}/removals`, PROOF)).status).toBe(204);
    expect((await on.send(browser, `${path}/removals`, PROOF)).status).toBe(404);
    expect(await on.list(browser)).toEqual([]);
    for (const [type, count] of [['passkey-registered', 1], ['passkey-renamed', 1], ['passkey-removed', 1]] as const) {
      const told = await on.events(type, 'ga@nordwind.example');
      expect(told.map(({ data }) => data)).toEqual(Array(count).fill({ userId: castId('ga@nordwind.example'), passkeyId: made.json['id'] }));
      expect(told.some(({ text }) => text.includes(device.id) || text.includes(String(begun.json['challenge'])))).toBe(false);
    }
  });

  it('ROL-12: sign in without address, password and code, and count as a second factor', async () => {
    const owner = await on.signedIn('ga@albion.example');
    const secret = String((await on.send(owner, '/v1/me/secondfactor', PROOF)).json['secret']);
    await on.send(owner, '/v1/me/secondfactor/confirmations', { code: generateSync({ secret }) });
    const { device } = await on.register(owner);
    const from = await on.asked();
    expect(from.json).toEqual({ challenge: from.challenge, rpId: 'localhost', timeout: 300_000, userVerification: 'required' });
    const { browser, reply } = await on.answer(device, {}, from);
    expect([reply.status, browser.at]).toEqual([303, '/']);
    expect((await on.me(browser)).json).toMatchObject({ user: { email: 'ga@albion.example' } });
    const [session] = await on.sql<{ amr: string[] }>('select amr from session where user_id = ? order by created_at desc limit 1', [castId('ga@albion.example')]);
    expect(session?.amr).toEqual(['pop', 'user', 'mfa']);
    expect((await on.list(owner))[0]).toMatchObject({ lastUsedAt: expect.any(String) });
    expect((await on.events('signed-in', 'ga@albion.example')).length).toBe(2);
    const [known] = await on.sql<{ found: boolean }>('select exists (select from known_device where user_id = ?) as found', [castId('ga@albion.example')]);
    expect(known?.found).toBe(true);
  });

  it('ROL-12: sign in again and again where the device does not count', async () => {
    const { device } = await on.register(await on.signedIn('sa@albion.example'));
    for (let round = 0; round < 2; round++) expect((await on.answer(device)).reply.status).toBe(303);
  });

  it('ROL-12: belong to the session they were begun in, once and for five minutes', async () => {
    const [browser, other] = [await on.signedIn('aa@albion.example'), await on.signedIn('aa@albion.example')];
    const begun = await on.begin(browser);
    expect((await on.finish(other, new SpecAuthenticator(), begun)).reasons).toEqual(['PASSKEY_CHALLENGE_ENDED']);
    expect((await on.finish(await on.signedIn('ha@albion.example'), new SpecAuthenticator(), begun)).reasons).toEqual(['PASSKEY_CHALLENGE_ENDED']);
    expect((await on.finish(browser, new SpecAuthenticator(), begun)).status).toBe(201);
    expect((await on.finish(browser, new SpecAuthenticator(), begun)).reasons).toEqual(['PASSKEY_CHALLENGE_ENDED']);

    const former = await on.begin(browser);
    await on.begin(browser);
    expect((await on.finish(browser, new SpecAuthenticator(), former)).reasons).toEqual(['PASSKEY_REFUSED']);
    expect((await on.finish(browser, new SpecAuthenticator(), former)).reasons).toEqual(['PASSKEY_CHALLENGE_ENDED']);
    const late = await on.begin(browser);
    await on.sql("update passkey_challenge set expires_at = now() - interval '1 second'");
    expect((await on.finish(browser, new SpecAuthenticator(), late)).reasons).toEqual(['PASSKEY_CHALLENGE_ENDED']);
    expect((await on.list(browser)).length).toBe(1);
    const [kept] = await on.sql<{ found: boolean }>('select exists (select from passkey_challenge c where c::text like ?) as found', [`%${String((await on.begin(browser)).json['challenge'])}%`]);
    expect(kept?.found).toBe(false);
  });

  it.each<[string, Other]>([
    ['made at another site', { origin: 'https://tandem.evil.example' }],
    ['made at another port of this host', { origin: 'http://localhost:1' }],
    ['made for another site', { rpId: 'evil.example' }],
    ['made without making sure of the person', { verified: false }],
    ['made without anybody there', { present: false }],
    ['made for signing in', { type: 'webauthn.get' }],
    ['made within a page of another site', { crossOrigin: true }],
    ['with a certificate that nobody asked for', { certified: true }],
  ])('ROL-12: are refused when %s', async (_what, lies) => {
    const browser = await on.signedIn('ga@prairie.example');
    const refused = await on.finish(browser, new SpecAuthenticator(), await on.begin(browser), lies);
    expect([refused.status, refused.reasons]).toEqual([400, ['PASSKEY_REFUSED']]);
  });

  it('ROL-12: are ten at most, and each is one person’s', async () => {
    const [browser, other] = [await on.signedIn('ga@fjord.example'), await on.signedIn('ga@liberty.example')];
    const device = new SpecAuthenticator();
    const tries = [await on.begin(browser), await on.begin(other)];
    const both = await Promise.all([on.finish(browser, device, tries[0] as Reply), on.finish(other, device, tries[1] as Reply)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.flatMap(({ reasons }) => reasons)).toEqual(['PASSKEY_KNOWN']);

    const person = await on.signedIn('ua@nordwind.example');
    for (let round = 0; round < 9; round++) await on.register(person);
    const elsewhere = await on.signedIn('ua@nordwind.example');
    const [one, two] = [await on.begin(person), await on.begin(elsewhere)];
    const last = await Promise.all([on.finish(person, new SpecAuthenticator(), one), on.finish(elsewhere, new SpecAuthenticator(), two)]);
    expect(last.flatMap(({ status, reasons }) => [status, ...reasons]).sort()).toEqual([201, 409, 'PASSKEY_LIMIT']);
    expect((await on.begin(person)).reasons).toEqual(['PASSKEY_LIMIT']);
  });

  it('SEC-01: are nobody else’s to see, rename or remove', async () => {
    const owner = await on.signedIn('sa@nordwind.example');
    const { id } = await on.register(owner);
    for (const email of ['ga@nordwind.example', 'ga@alpenblick.example']) {
      const stranger = await on.signedIn(email);
      expect((await on.list(stranger)).map((one) => one.id)).not.toContain(id);
      expect((await on.send(stranger, `/v1/me/passkeys/${id}`, { name: 'Mine' }, 'PATCH')).status).toBe(404);
      expect((await on.send(stranger, `/v1/me/passkeys/${id}/removals`, PROOF)).status).toBe(404);
    }
    expect(await on.list(owner)).toEqual([expect.objectContaining({ id, name: 'Laptop' })]);
  });

  it('ROL-12: are registered in the console only, and by persons only', async () => {
    const browser = await on.signedIn('aa@nordwind.example');
    const { access_token: token } = (await api.call('/v1/sandbox/tokens', { body: { email: 'aa@nordwind.example' } })).json;
    const headers = { authorization: `Bearer ${String(token)}` };
    expect((await browser.request('/v1/me/passkeys/challenges', { method: 'POST', body: PROOF, headers })).reasons).toEqual(['SESSION_REQUIRED']);
    const begun = await on.begin(browser);
    const asked = { challenge: String(begun.json['challenge']), origin: api.url, rpId: 'localhost', userHandle: 'x' };
    expect((await browser.request('/v1/me/passkeys', { method: 'POST', body: { name: 'x', credential: new SpecAuthenticator().create(asked) }, headers })).reasons).toEqual(['SESSION_REQUIRED']);
    const grant = { client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example', grant_type: 'client_credentials' };
    const client = (await api.call('/nordwind.example/oauth2/v2.0/token', { form: grant })).json;
    expect((await api.call('/v1/me/passkeys', { headers: { authorization: `Bearer ${String(client['access_token'])}` } })).reasons).toEqual(['USER_REQUIRED']);
  });

  describe('at the sign-in', () => {
    const email = 'ga@alpenblick.example';
    let device: SpecAuthenticator;
    beforeAll(async () => {
      device = (await on.register(await on.signedIn(email))).device;
    });
    beforeEach(async () => {
      device.counter = 6;
      await on.sql('update passkey set counter = 5 where credential_id = ?', [device.id]);
      await on.sql('delete from sign_in_failure');
    });

    /** Calm, the same for everything that is wrong, and told to the activity log. */
    const refuses = async ({ browser, reply }: Awaited<ReturnType<typeof on.answer>>): Promise<void> => {
      expect([reply.status, reply.text.includes('This passkey does not open an account here')]).toEqual([401, true]);
      expect((await on.me(browser)).status).toBe(401);
    };

    it.each<[string, Other]>([
      ['another origin', { origin: 'https://tandem.evil.example' }],
      ['another relying party', { rpId: 'evil.example' }],
      ['a device that has not made sure of the person', { verified: false }],
      ['a device that nobody has touched', { present: false }],
      ['a challenge that nobody made', { challenge: 'x'.repeat(43) }],
      ['a signature of a registration', { type: 'webauthn.create' }],
      ['a page within another site', { crossOrigin: true }],
      ['a counter that went back', { counter: 4 }],
      ['a counter that stood still', { counter: 5 }],
      ['a counter that began anew', { counter: 0 }],
      ['the name of another person', { userHandle: Buffer.from(castId('ga@nordwind.example')).toString('base64url') }],
    ])('ROL-12: refuses %s', async (_what, lies) => {
      const before = (await on.events('sign-in-refused', email)).length;
      await refuses(await on.answer(device, lies));
      expect((await on.events('sign-in-refused', email)).length).toBe(before + 1);
    });

    it('ROL-12: takes an answer once, and in the sign-in that asked', async () => {
      const [first, second] = [await on.asked(), await on.asked()];
      await refuses(await on.answer(device, { challenge: first.challenge }, second));
      const credential = JSON.stringify(device.get({ challenge: first.challenge, origin: api.url, rpId: 'localhost' }));
      const both = await Promise.all([first.browser.request(`${first.page}/passkey`, { form: { credential } }), first.browser.request(`${first.page}/passkey`, { form: { credential } })]);
      expect(both.map(({ status }) => status).sort()).toEqual([303, 401]);
      device.counter += 1;
      const late = await on.asked();
      await on.sql("update passkey_challenge set expires_at = now() - interval '1 second'");
      await refuses(await on.answer(device, {}, late));
    });

    it('ROL-12: refuses a copy that is used at the same moment', async () => {
      const [one, two] = [await on.asked(), await on.asked()];
      const both = await Promise.all([on.answer(device, {}, one), on.answer(device, {}, two)]);
      expect(both.map(({ reply }) => reply.status).sort()).toEqual([303, 401]);
    });

    it('ROL-12: refuses passkeys that are unknown, somebody else’s, or no passkeys at all', async () => {
      await refuses(await on.answer(new SpecAuthenticator()));
      const foreign = (await on.register(await on.signedIn('ga@hafen2.example'))).device;
      await refuses(await on.answer(foreign, { id: device.id }));
      await refuses(await on.answer(foreign, { id: device.id, userHandle: Buffer.from(castId(email)).toString('base64url') }));
      for (const credential of ['', '{', '{}', JSON.stringify({ id: 'x' })]) {
        const { browser, page } = await on.asked();
        await refuses({ browser, reply: await browser.submit({ credential }, `${page}/passkey`) });
      }
    });

    it('SEC-05: counts as wrong passwords do, and waits with them', async () => {
      const [first] = [await on.asked()];
      for (let round = 0; round < 10; round++) {
        const { json } = await first.browser.request(`${first.page}/passkeychallenges`, { method: 'POST', headers: { origin: api.url } });
        await refuses(await on.answer(device, { verified: false, challenge: String(json['challenge']) }, first));
      }
      const { reply } = await on.answer(device);
      expect([reply.status, Number(reply.headers.get('retry-after')) > 880]).toEqual([429, true]);
      const typed = await new Browser(api).signIn(email, SANDBOX_PASSWORD);
      expect(typed.status).toBe(429);
      await on.sql('delete from sign_in_failure');
      expect((await on.answer(device)).reply.status).toBe(303);
    });

    it('SEC-02: lets nobody in who is deactivated, and those again who are given their access back', async () => {
      await on.sql("update partner_user set state = 'deactivated' where email = ?", [email]);
      await refuses(await on.answer(device));
      await on.sql("update partner_user set state = 'active' where email = ?", [email]);
      expect((await on.answer(device)).reply.status).toBe(303);
    });

    it('ROL-06: leads to the choice of a password where a temporary one has to be replaced', async () => {
      await on.sql('update partner_user set must_change_password = true where email = ?', [email]);
      const { browser, reply } = await on.answer(device);
      const page = browser.at;
      expect(reply.text).toContain('Choose your password');
      expect((await on.me(browser)).status).toBe(401);
      await browser.submit({ password: 'correct horse battery', repeat: 'correct horse battery' }, `${page}/password`);
      expect((await on.me(browser)).status).toBe(200);
    });

    it('ROL-12: refuses a passkey that was removed', async () => {
      const browser = await on.signedIn('ga@liberty.example');
      const { device: lost, id } = await on.register(browser);
      const before = await on.asked();
      expect((await on.send(browser, `/v1/me/passkeys/${id}/removals`, PROOF)).status).toBe(204);
      await refuses(await on.answer(lost, {}, before));
    });
  });

  it('ROL-12: go with the second factor when an admin resets it, who needs no second factor to be there', async () => {
    const owner = await on.signedIn('ha@nordwind.example');
    const { device } = await on.register(owner);
    const admin = await on.signedIn('ga@nordwind.example');
    const path = `/v1/partnerusers/${castId('ha@nordwind.example')}/secondfactorresets`;
    expect((await on.send(admin, path)).status).toBe(204);
    expect((await on.send(admin, path)).reasons).toEqual(['SECOND_FACTOR_MISSING']);
    expect((await on.answer(device)).reply.status).toBe(401);
    expect((await on.me(owner)).status).toBe(200);
    expect(await on.events('second-factor-reset', 'ha@nordwind.example')).toHaveLength(1);
  });

  it('SEC-06: are offered by a button whose script is the one the page may run', async () => {
    const browser = new Browser(api);
    const page = await browser.open('/auth/sign-in');
    expect(page.text).toContain(`<script src="${api.url}/auth/passkey.js" defer></script>`);
    expect(page.text).toMatch(/<form [^>]*id="passkey"[^>]* hidden>/);
    expect(page.headers.get('content-security-policy')).toContain(`; script-src ${api.url}/auth/passkey.js; connect-src ${api.url}/auth/interaction/`);
    const script = await browser.request('/auth/passkey.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    const code = await browser.request('/auth/forgotten');
    expect(code.headers.get('content-security-policy')).not.toContain('script-src');
  });
});

describe('an address for which browsers make no passkeys', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis() })));
  afterAll(() => api.close());

  it('ROL-12: offers none', async () => {
    const on = at(api);
    const page = await new Browser(api).open('/auth/sign-in');
    expect(page.text).not.toContain('passkey');
    expect(page.headers.get('content-security-policy')).not.toContain('script-src');
    const browser = await on.signedIn('ga@nordwind.example');
    expect((await browser.request('/v1/me/passkeys')).json).toMatchObject({ offered: false });
    expect((await on.begin(browser)).reasons).toEqual(['PASSKEYS_NOT_OFFERED']);
  });
});

describe('an installation that asks everybody for a second factor', () => {
  let api: IdentityApi;
  beforeAll(async () => (api = await identityApi({ ...(await place()), settings: { REQUIRE_MFA: 'true' } })));
  afterAll(() => api.close());

  it('ROL-12: is content with a passkey, which a sign-in by password alone cannot replace', async () => {
    const on = at(api);
    const open = async (browser: Browser) => (await browser.request('/v1/roleholders?action=delivery.read')).status;
    const browser = await on.signedIn('ga@nordwind.example');
    expect([browser.at, await open(browser)]).toEqual(['/account', 403]);
    const begunBefore = (await on.send(browser, '/v1/me/secondfactor', PROOF)).json;
    const { device, id } = await on.register(browser);
    expect((await browser.request('/v1/me')).json['secondFactorMissing']).toBeUndefined();
    expect(await open(browser)).toBe(200);
    const [session] = await on.sql<{ amr: string[] }>('select amr from session where user_id = ?', [castId('ga@nordwind.example')]);
    expect(session?.amr).toEqual(['pwd', 'pop', 'user', 'mfa']);
    const byPasskey = await on.answer(device);
    expect([byPasskey.browser.at, await open(byPasskey.browser)]).toEqual(['/', 200]);

    const byPassword = await on.signedIn('ga@nordwind.example');
    expect([byPassword.at, await open(byPassword)]).toEqual(['/account', 403]);
    expect(await on.list(byPassword)).toHaveLength(1);
    for (const [path, body] of [
      ['/v1/me/passkeys/challenges', PROOF],
      [`/v1/me/passkeys/${id}/removals`, PROOF],
      ['/v1/me/secondfactor', PROOF],
      ['/v1/me/secondfactor/confirmations', { code: generateSync({ secret: String(begunBefore['secret']) }) }],
    ] as const) {
      const refused = await on.send(byPassword, path, body);
      expect([path, refused.status, refused.reasons]).toEqual([path, 403, ['SECOND_FACTOR_UNUSED']]);
    }
    expect((await on.answer(device)).reply.status).toBe(303);
  });

  it('ROL-12: lets a session without it neither renew recovery codes nor take a second factor away', async () => {
    const on = at(api);
    const browser = await on.signedIn('sa@nordwind.example');
    const secret = String((await on.send(browser, '/v1/me/secondfactor', PROOF)).json['secret']);
    await on.send(browser, '/v1/me/secondfactor/confirmations', { code: generateSync({ secret }) });
    await on.sql("update session set amr = '{pwd}' where user_id = ?", [castId('sa@nordwind.example')]);
    for (const path of ['/v1/me/secondfactor/removals', '/v1/me/secondfactor/recoverycodes']) expect((await on.send(browser, path, PROOF)).reasons).toEqual(['SECOND_FACTOR_UNUSED']);
  });

  it('ROL-12: finishes no registration that was begun before another session had its passkey', async () => {
    const on = at(api);
    const [browser, other] = [await on.signedIn('aa@nordwind.example'), await on.signedIn('aa@nordwind.example')];
    const begun = await on.begin(browser);
    await on.register(other);
    expect((await on.finish(browser, new SpecAuthenticator(), begun)).reasons).toEqual(['SECOND_FACTOR_UNUSED']);
  });
});
