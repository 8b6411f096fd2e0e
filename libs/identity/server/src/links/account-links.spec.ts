import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailSink, testDatabase, testRedis } from '@tandem/platform-testing';
import { generateSync } from 'otplib';
import { identityDatabase } from '../identity-database';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { Browser } from '../spec-parts/browser';
import { pathIn, PeopleStack } from '../spec-parts/people-stack';

const GA = 'ga@nordwind.example';
const CHOSEN = 'three words in a row';

describe('choosing a password behind a link', () => {
  let stack: PeopleStack;
  beforeAll(async () => (stack = await PeopleStack.start({ database: await testDatabase(identityDatabase), redis: testRedis(), sink: await mailSink() })));
  afterAll(() => stack.close());

  let counter = 0;
  const invite = async (change: object = {}) => {
    const body = { email: `invited${++counter}@nordwind.example`, firstName: 'Ida', lastName: 'Neumann', roles: [{ role: 'sales_agent' }], invite: true, ...change };
    const { status, json } = await stack.ask(GA, '/v1/partnerusers', { body });
    return { ...body, status, json, id: String(json['id']) };
  };
  const linkOf = async (email: string, count = 1) => pathIn((await stack.mail(email, count)).text, stack.api.url);
  const browser = () => new Browser(stack.api);
  const choose = (path: string, password = CHOSEN, repeat = password) => browser().submit({ password, repeat }, path);
  const forget = (email: string, address = '192.0.2.1') => browser().request('/auth/forgotten', { form: { email }, headers: { 'x-forwarded-for': address } });
  const person = async (id: string) => (await stack.ask(GA, `/v1/partnerusers/${id}`)).json;
  const idOf = async (email: string) => (await stack.sql<{ id: string }>('select id from partner_user where email = ?', [email]))[0]?.id ?? '';

  describe('that invites', () => {
    it('ROL-06: comes by mail instead of a password, in the language of the person', async () => {
      const { status, json, email } = await invite();
      expect([status, json]).toMatchObject([201, { state: 'invited', locale: 'de' }]);
      expect(json).not.toHaveProperty('credentials');
      const mail = await stack.mail(email);
      expect([mail.subject, mail.from]).toMatchObject(['Ihr Zugang zu Tandem bei Nordwind Distribution GmbH', { name: 'Nordwind Distribution GmbH über Tandem' }]);
      const english = await invite({ locale: 'en' });
      expect((await stack.mail(english.email)).subject).toBe('Your access to Tandem at Nordwind Distribution GmbH');
    });

    it('SEC-06: shows a form and changes nothing; the POST lets the person in, once', async () => {
      const { email, id } = await invite();
      const path = await linkOf(email);
      for (const language of ['de', 'en']) {
        const page = await browser().request(`${path}?lang=${language}`);
        expect([page.status, page.text.includes(email), page.text.includes('Nordwind Distribution GmbH'), page.text.includes('<script')]).toEqual([200, true, true, false]);
        expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'same-origin']);
      }
      expect(await person(id)).toMatchObject({ state: 'invited', attributes: { etag: '1' } });
      expect((await browser().signIn(email, CHOSEN)).status).toBe(401);

      const saved = await choose(path);
      expect([saved.status, saved.text.includes('/auth/sign-in')]).toEqual([200, true]);
      expect(await person(id)).toMatchObject({ state: 'active', mustChangePassword: false });
      const reader = browser();
      expect((await reader.signIn(email, CHOSEN, '/')).status).toBe(303);
      expect((await reader.request('/v1/me')).json).toMatchObject({ user: { email }, roles: [{ role: 'sales_agent' }] });

      expect((await browser().request(path)).status).toBe(410);
      expect((await choose(path, 'another long password')).status).toBe(410);
      expect((await browser().signIn(email, CHOSEN)).status).toBe(303);
      expect(await stack.mailsTo(email)).toBe(1);
    });

    it.each([
      ['elevenchars', 'elevenchars', 'too short'],
      [CHOSEN, 'three words in a now', 'differ'],
    ])('SEC-03: the password %s is refused, and the link is still good', async (password, repeat, says) => {
      const { email } = await invite();
      const path = await linkOf(email);
      const again = await choose(`${path}?lang=en`, password, repeat);
      expect([again.status, again.text.includes(says)]).toEqual([400, true]);
      expect((await choose(path, email)).status).toBe(400);
      expect((await choose(path)).status).toBe(200);
    });

    it('SEC-02: of two who use it at once, one does', async () => {
      const { email } = await invite();
      const path = await linkOf(email);
      const replies = await Promise.all([choose(path, 'the first one chose'), choose(path, 'the second one chose')]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 410]);
    });

    it('SEC-02: is dead when a newer one was sent, which takes a minute', async () => {
      const { email, id } = await invite();
      const first = await linkOf(email);
      const again = () => stack.ask(GA, `/v1/partnerusers/${id}/invitations`, { method: 'POST' });
      const early = await again();
      expect([early.status, early.reasons, Number(early.headers.get('retry-after'))]).toEqual([429, ['ACCOUNT_LINK_RECENT'], expect.any(Number)]);
      await stack.advance('PT2M');
      expect((await again()).status).toBe(201);
      const second = await linkOf(email, 2);
      expect((await choose(first)).status).toBe(410);
      expect((await choose(second)).status).toBe(200);
      expect((await again()).reasons).toEqual(['PERSON_JOINED']);
    });

    it('SEC-02: is worth nothing while the person is deactivated, and waits in no outbox', async () => {
      const { email, id } = await invite();
      const path = await linkOf(email);
      await stack.ask(GA, `/v1/partnerusers/${id}`, { method: 'DELETE' });
      expect((await browser().request(path)).status).toBe(410);
      expect((await choose(path)).status).toBe(410);
      await stack.ask(GA, `/v1/partnerusers/${id}/reactivations`, { method: 'POST' });
      expect(await person(id)).toMatchObject({ state: 'invited' });
    });

    it('SEC-02: lives seven days', async () => {
      const { email } = await invite();
      const path = await linkOf(email);
      await stack.advance('P6DT23H59M');
      expect((await browser().request(path)).status).toBe(200);
      await stack.advance('PT2M');
      expect((await browser().request(path)).status).toBe(410);
    });

    it('INV-02: the link stands in no table, event or job, and no other text opens anything', async () => {
      const { email } = await invite();
      const path = await linkOf(email);
      const [, signature = ''] = /\.([^.]+)$/.exec(path) ?? [];
      const tables = await stack.sql<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public'");
      for (const { name } of tables.filter((table) => table.name !== 'signing_key')) expect([name, await stack.sql(`select 1 from "${name}" t where t::text like ? limit 1`, [`%${signature}%`])]).toEqual([name, []]);
      for (const other of [path.replace('/join/', '/reset/'), `${path}x`, path.slice(0, -1), '/join/nothing', '/reset/k00000000.0', path.replace('/join/', '/invite/')]) {
        expect([other, (await browser().request(other)).status]).toEqual([other, 404]);
        if (!other.startsWith('/invite/')) expect((await choose(other)).status).toBe(404);
      }
    });

    it('EML-13: does not go to an address whose mails came back: nobody is added, nor invited again', async () => {
      const email = 'returned@nordwind.example';
      const suppress = () => stack.sql("insert into suppressed_address (address, reason) values (?, 'MAILBOX_UNKNOWN')", [email]);
      await suppress();
      const refused = await invite({ email });
      expect([refused.status, refused.json['data']]).toMatchObject([409, [{ reason: 'ADDRESS_SUPPRESSED' }]]);
      expect(await stack.sql('select 1 from partner_user where email = ?', [email])).toEqual([]);
      await stack.sql('delete from suppressed_address where address = ?', [email]);
      const { id } = await invite({ email });
      await stack.mail(email);
      await suppress();
      await stack.advance('PT2M');
      expect((await stack.ask(GA, `/v1/partnerusers/${id}/invitations`, { method: 'POST' })).reasons).toEqual(['ADDRESS_SUPPRESSED']);
      expect(await stack.mailsTo(email)).toBe(1);
    });

    it('ROL-06: is not sent again to somebody who was deactivated', async () => {
      const { id } = await invite();
      await stack.ask(GA, `/v1/partnerusers/${id}`, { method: 'DELETE' });
      await stack.advance('PT2M');
      expect((await stack.ask(GA, `/v1/partnerusers/${id}/invitations`, { method: 'POST' })).reasons).toEqual(['PERSON_DEACTIVATED']);
    });

    it('SEC-06: a form from a page of another site does nothing', async () => {
      const { email } = await invite();
      const path = await linkOf(email);
      const reply = await stack.api.call(path, { form: { password: CHOSEN, repeat: CHOSEN }, headers: { cookie: 'tandem_session=x', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } });
      expect(reply.status).toBe(403);
      expect((await browser().request(path)).status).toBe(200);
    });
  });

  describe('that somebody forgot', () => {
    it('SEC-02: one answer for everybody; a mail only for an active account', async () => {
      const { email: invited } = await invite();
      await stack.ask(GA, `/v1/partnerusers/${await idOf('ba@nordwind.example')}`, { method: 'DELETE' });
      const addresses = ['sa@nordwind.example', 'nobody@nordwind.example', invited, 'ba@nordwind.example', '', 'x'.repeat(5000), 'a\0b@nordwind.example'];
      const replies = await Promise.all(addresses.map((email, index) => forget(email, `192.0.2.${index}`)));
      expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(replies[0]?.status).toBe(200);
      expect(await Promise.all(['sa@nordwind.example', 'nobody@nordwind.example', invited, 'ba@nordwind.example'].map((email) => stack.mailsTo(email)))).toEqual([1, 0, 1, 0]);
      expect((await stack.sql<{ statements: number }>("select count(*)::int as statements from job where name = 'identity.answer-forgotten'"))[0]?.statements).toBe(addresses.length);
    });

    it('SEC-02: the link sets another password and ends sessions and refresh tokens', async () => {
      const email = 'ha@nordwind.example';
      const reader = browser();
      await reader.signIn(email, SANDBOX_PASSWORD);
      const { refresh_token: refresh } = (await stack.api.call('/v1/sandbox/tokens', { body: { email } })).json;
      await forget(` HA@nordwind.example`);
      const path = await linkOf(email);
      expect((await browser().request(path)).status).toBe(200);
      expect((await reader.request('/v1/me')).status).toBe(200);
      expect((await choose(`${path}?lang=en`, SANDBOX_PASSWORD)).text).toContain('the password you have now');

      expect((await choose(path)).status).toBe(200);
      expect((await reader.request('/v1/me')).status).toBe(401);
      const form = { grant_type: 'refresh_token', refresh_token: String(refresh), client_id: 'nordwind.example', client_secret: 'sandbox-nordwind.example' };
      expect((await stack.api.call('/oidc/token', { form })).json['error']).toBe('invalid_grant');
      expect((await browser().signIn(email, SANDBOX_PASSWORD)).status).toBe(401);
      expect((await browser().signIn(email, CHOSEN)).status).toBe(303);
      expect((await choose(path, 'once more with it')).status).toBe(410);

      const notice = await stack.mail(email, 2);
      expect(notice.subject).toBe('Ihr Kennwort wurde geändert');
      expect(notice.text).not.toMatch(/\/(reset|join)\//);
    });

    it('SEC-02: the link lives an hour', async () => {
      const email = 'aa@nordwind.example';
      await forget(email);
      const path = await linkOf(email);
      await stack.advance('PT59M');
      expect((await browser().request(path)).status).toBe(200);
      await stack.advance('PT2M');
      const ended = await choose(path);
      expect([ended.status, ended.text.includes('/auth/forgotten')]).toEqual([410, true]);
    });

    it('SEC-05: asking again and again floods no mailbox, and leaves the newest link good', async () => {
      const email = 'mp@nordwind.example';
      for (let round = 0; round < 6; round += 1) {
        await forget(email, `198.51.100.${round}`);
        await stack.idle();
        await stack.advance('PT1M');
      }
      expect(await stack.mailsTo(email)).toBe(3);
      expect((await choose(await linkOf(email, 3))).status).toBe(200);
      expect((await browser().signIn(email, CHOSEN)).status).toBe(303);
    });

    it('SEC-05: within a minute there is one mail', async () => {
      const email = 'iu@nordwind.example';
      await Promise.all([1, 2, 3, 4].map((place) => forget(email, `198.51.100.10${place}`)));
      expect(await stack.mailsTo(email)).toBe(1);
    });

    it('SEC-05: one network address asks twenty times in a quarter of an hour; others still can', async () => {
      const statuses: number[] = [];
      for (let round = 0; round < 21; round += 1) statuses.push((await forget(`nobody${round}@nordwind.example`, '203.0.113.9')).status);
      expect([statuses.slice(0, 20).every((status) => status === 200), statuses[20]]).toEqual([true, 429]);
      const limited = await forget('ua@nordwind.example', '203.0.113.9');
      expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect((await forget('ua@nordwind.example', '203.0.113.10')).status).toBe(200);
      expect(await stack.mailsTo('ua@nordwind.example')).toBe(1);
    });
  });

  describe('that an admin sends', () => {
    it('SEC-03: leaves the present password until another is chosen, and dies with a temporary one', async () => {
      const email = 'ac@nordwind.example';
      const id = await idOf(email);
      const reset = (body: object) => stack.ask(GA, `/v1/partnerusers/${id}/passwordresets`, { body });
      const { status, json } = await reset({ mail: true });
      expect([status, json['credentials']]).toEqual([201, undefined]);
      const path = await linkOf(email);
      expect((await browser().signIn(email, SANDBOX_PASSWORD)).status).toBe(303);
      expect((await reset({})).status).toBe(201);
      expect((await choose(path)).status).toBe(410);
    });

    it('ROL-12: tells the person whose second factor was taken away, when, and what to do if they did not ask for it', async () => {
      const email = 'sa@nordwind.example';
      const begun = await stack.ask(email, '/v1/me/secondfactor', { body: { password: SANDBOX_PASSWORD } });
      await stack.ask(email, '/v1/me/secondfactor/confirmations', { body: { code: generateSync({ secret: String(begun.json['secret']) }) } });
      const before = await stack.mailsTo(email);
      expect((await stack.ask(GA, `/v1/partnerusers/${await idOf(email)}/secondfactorresets`, { method: 'POST' })).status).toBe(204);
      const notice = await stack.mail(email, before + 1);
      expect(notice.subject).toBe('Ihr zweiter Faktor wurde zurückgesetzt');
      for (const said of [email, 'Ändern Sie sofort Ihr Kennwort', `${stack.api.url}/account`]) expect(notice.text?.replace(/\s+/g, ' ')).toContain(said);
      expect(notice.text).not.toContain(String(begun.json['secret']));
    });

    it('EML-13: refuses an address whose mails came back, before anything is done', async () => {
      const email = 'ua@nordwind.example';
      await stack.sql("insert into suppressed_address (address, reason) values (?, 'MAILBOX_UNKNOWN')", [email]);
      const before = await stack.mailsTo(email);
      await forget(email, '192.0.2.77');
      expect(await stack.mailsTo(email)).toBe(before);
      expect((await stack.ask(GA, `/v1/partnerusers/${await idOf(email)}/passwordresets`, { body: { mail: true } })).reasons).toEqual(['ADDRESS_SUPPRESSED']);
    });
  });
});
