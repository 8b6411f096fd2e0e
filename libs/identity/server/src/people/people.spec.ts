import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailSink, testDatabase, testRedis, until } from '@tandem/platform-testing';
import { Client } from 'pg';
import { identityDatabase } from '../identity-database';
import { SANDBOX_PASSWORD } from '../sandbox/cast.data';
import { Browser } from '../spec-parts/browser';
import { PeopleStack } from '../spec-parts/people-stack';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly roles: { role: string; locations?: string[] }[];
  readonly attributes: { etag: string };
  readonly credentials?: { userName: string; password: string };
}

const GA = 'ga@alpenblick.example';

describe('the people of an organisation', () => {
  let stack: PeopleStack;
  beforeAll(async () => (stack = await PeopleStack.start({ database: await testDatabase(identityDatabase), redis: testRedis(), sink: await mailSink() })));
  afterAll(() => stack.close());

  const find = async (email: string, who = GA): Promise<Person> => {
    const filter = JSON.stringify({ Field: 'Email', Value: email, Operator: 'equals' });
    const { json } = await stack.ask(who, `/v1/partnerusers?filter=${encodeURIComponent(filter)}`);
    const [person] = json['items'] as Person[];
    if (!person) throw new Error(`There is no ${email}`);
    return person;
  };
  let counter = 0;
  const newcomer = (domain = 'alpenblick.example') => ({ email: `new${++counter}@${domain}`, firstName: 'Nora', lastName: `Neu ${counter}`, roles: [{ role: 'sales_agent' }] });
  const add = async (who = GA, change: object = {}) => {
    const reply = await stack.ask(who, '/v1/partnerusers', { body: { ...newcomer(who.split('@')[1]), ...change } });
    return { ...reply, person: reply.json as unknown as Person };
  };
  const assign = (who: string, id: string, roles: readonly object[], headers: Record<string, string> = {}) => stack.ask(who, `/v1/partnerusers/${id}/roles`, { method: 'PUT', body: { roles }, headers });
  const events = async (id: string): Promise<string[]> => (await stack.sql<{ type: string }>('select type from event where subjects @> array[?] order by id', [`partner_user:${id}`])).map(({ type }) => type);

  describe('adding one', () => {
    it('ROL-05: needs Admin agent beside the right to manage; a Global admin may always give himself that', async () => {
      const me = await find('ga@lagune.example', 'ga@lagune.example').catch(() => find('ga@fjord.example', 'ga@fjord.example'));
      await assign(me.email, me.id, [{ role: 'global_admin' }]);
      const refused = await add(me.email);
      expect([refused.status, refused.reasons]).toEqual([403, ['ROLE_MISSING']]);
      expect((await assign(me.email, me.id, [{ role: 'global_admin' }, { role: 'admin_agent' }])).status).toBe(200);
      expect((await add(me.email)).status).toBe(201);
    });

    it.each(['ua', 'ba', 'aa', 'sa', 'ha', 'ac', 'mp', 'iu'])('ROL-05: %s alone is not enough', async (local) => {
      const { status, reasons } = await add(`${local}@alpenblick.example`);
      expect([status, reasons]).toEqual([403, ['ROLE_MISSING']]);
    });

    it('API-05: nor is an API client by itself', async () => {
      const form = { grant_type: 'client_credentials', client_id: 'alpenblick.example', client_secret: 'sandbox-alpenblick.example' };
      const { json } = await stack.api.call('/oidc/token', { form });
      const headers = { authorization: `Bearer ${String(json['access_token'])}` };
      expect((await stack.ask(null, '/v1/partnerusers', { body: newcomer(), headers })).reasons).toEqual(['USER_REQUIRED']);
      expect((await stack.ask(null, '/v1/partnerusers', { headers })).status).toBe(200);
    });

    it.each([
      ['ROL-06', 'a role', { roles: [] }, ['ROLE_REQUIRED']],
      ['ROL-06', 'both names and an address', { firstName: ' ', lastName: undefined, email: 'nobody' }, ['FIELD_INVALID', 'FIELD_INVALID', 'FIELD_INVALID']],
      ['ROL-08', 'locations for incentive roles', { roles: [{ role: 'incentive_admin' }] }, ['ROLE_LOCATION_REQUIRED']],
      ['ROL-08', 'locations of the own organisation', { roles: [{ role: 'incentive_admin', locations: ['6200002'] }] }, ['ROLE_LOCATION_UNKNOWN']],
      ['ROL-01', 'roles of a partner', { roles: [{ role: 'operator' }] }, ['ROLE_NOT_ASSIGNABLE']],
      ['ROL-06', 'each role once', { roles: [{ role: 'sales_agent' }, { role: 'sales_agent' }] }, ['FIELD_INVALID']],
      ['INV-10', 'a name on one line', { firstName: 'Nora\nBcc: x' }, ['FIELD_INVALID']],
    ] as const)('%s: asks for %s', async (_rule, _what, change, reasons) => {
      expect((await add(GA, change)).reasons).toEqual(reasons);
    });

    it('SEC-03: tells the credentials once; the password is changed at the first sign-in', async () => {
      const headers = { 'MS-RequestId': crypto.randomUUID() };
      const body = newcomer();
      const { status, json } = await stack.ask(GA, '/v1/partnerusers', { body, headers });
      const { credentials, id, ...person } = json as unknown as Person;
      expect([status, person.state, person.roles]).toEqual([201, 'active', [{ role: 'sales_agent' }]]);
      expect(credentials?.userName).toBe(body.email);
      expect(credentials?.password.length).toBeGreaterThanOrEqual(12);

      const again = await stack.ask(GA, '/v1/partnerusers', { body, headers });
      expect([again.status, again.json['id'], again.json['credentials'], again.json['omitted']]).toEqual([201, id, undefined, ['credentials']]);
      expect((await stack.ask(GA, `/v1/partnerusers/${id}`)).text).not.toContain('password"');
      const [stored] = await stack.sql<{ all: string }>("select (select string_agg(e::text, '') from event e) || coalesce((select string_agg(j::text, '') from job j), '') || (select string_agg(s::text, '') from stored_answer s) as all");
      expect(stored?.all).not.toContain(credentials?.password);

      const browser = new Browser(stack.api);
      expect((await browser.signIn(body.email, credentials?.password ?? '')).text).toContain('Choose your password');
      expect(await stack.mailsTo(body.email)).toBe(0);
    });

    it('ROL-06: refuses an address that somebody has, whoever it is, without saying where', async () => {
      for (const email of ['ha@alpenblick.example', 'GA@Nordwind.example']) {
        const { status, reasons, text } = await add(GA, { email });
        expect([status, reasons]).toEqual([409, ['EMAIL_TAKEN']]);
        expect(text).not.toMatch(/nordwind/i);
      }
    });

    it('ROL-06: of two who add the same address at once, one succeeds', async () => {
      const body = newcomer('keller.example');
      const replies = await Promise.all([GA, 'ga@keller.example'].map((who) => stack.ask(who, '/v1/partnerusers', { body })));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('cannot be made to set what it does not offer', async () => {
      const { person } = await add(GA, { id: '0c000000-0000-4000-8000-00000000dead', organisationId: '0b000000-0000-4000-8000-000000000001', state: 'deactivated', passwordHash: 'x', mustChangePassword: false, version: 7 });
      expect(person).toMatchObject({ state: 'active', mustChangePassword: true, attributes: { etag: '1' } });
      expect(person.id).not.toContain('dead');
      expect((await stack.ask('ga@nordwind.example', `/v1/partnerusers/${person.id}`)).status).toBe(404);
    });
  });

  describe('the list', () => {
    it('SEC-01: shows the own people by name, to everybody of the organisation', async () => {
      for (const who of ['ha@keller.example', 'mp@keller.example']) {
        const { json } = await stack.ask(who, '/v1/partnerusers');
        const people = json['items'] as (Person & { lastName: string })[];
        expect(people.every(({ email }) => email.endsWith('@keller.example'))).toBe(true);
        expect(people.slice(0, 3).map(({ lastName }) => lastName)).toEqual(['Baumann', 'Franke', 'Horn']);
      }
    });

    const emails = async (query: string, who = 'ga@keller.example') => ((await stack.ask(who, `/v1/partnerusers?${query}`)).json['items'] as Person[]).map(({ email }) => email.split('@')[0]);
    const filtered = (filter: object) => emails(`filter=${encodeURIComponent(JSON.stringify(filter))}`);

    it.each([
      ['role=global_admin', ['ga']],
      ['role=GlobalAdmin', ['ga']],
      ['search=sommer', ['ua']],
      ['search=Ute%20So', ['ua']],
      ['search=HA%40keller', ['ha']],
      ['search=%25', []],
      ['state=deactivated', []],
      ['role=sales_agent&search=seidel', ['sa']],
    ])('ROL-11: narrowed by %s', async (query, expected) => expect(await emails(query)).toEqual(expected));

    it.each([
      [{ Field: 'Role', Value: 'admin_agent', Operator: 'equals' }, ['ga', 'aa']],
      [{ operator: 'starts_with', VALUE: 'ute', field: 'name' }, ['ua']],
      [{ Field: 'Email', Value: 'sa@', Operator: 'substring' }, ['sa']],
      [{ LeftFilter: { Field: 'Role', Value: 'admin_agent', Operator: 'equals' }, RightFilter: { Field: 'Name', Value: 'lorenz', Operator: 'substring' }, Operator: 'and' }, ['aa']],
    ])('ROL-11: narrowed by the filter %j', async (filter, expected) => expect(await filtered(filter)).toEqual(expected));

    it.each(['nonsense', '{"Field":"Password","Value":"x","Operator":"equals"}', '{"Field":"Role","Value":"king","Operator":"equals"}', '{"Field":"Name","Value":"x","Operator":"greater_than"}'])('refuses the filter %s', async (filter) => {
      expect((await stack.ask(GA, `/v1/partnerusers?filter=${encodeURIComponent(filter)}`)).reasons).toEqual(['FIELD_INVALID']);
    });

    it('goes on page by page without gap or repetition', async () => {
      const seen: string[] = [];
      let token: string | undefined;
      do {
        const headers: Record<string, string> = token === undefined ? {} : { 'MS-ContinuationToken': token };
        const { json } = await stack.ask('ga@meier.example', `/v1/partnerusers?${token === undefined ? 'size=4' : 'seekOperation=Next'}`, { headers });
        seen.push(...(json['items'] as Person[]).map(({ email }) => email));
        token = json['continuationToken'] as string | undefined;
      } while (token !== undefined);
      expect(seen).toHaveLength(9);
      expect(new Set(seen).size).toBe(9);
    });

    it('says when somebody signed in last', async () => {
      expect(await find('sa@meier.example', 'ga@meier.example')).not.toHaveProperty('lastSignInAt');
      await new Browser(stack.api).signIn('sa@meier.example', SANDBOX_PASSWORD);
      expect(Date.parse((await find('sa@meier.example', 'ga@meier.example') as unknown as { lastSignInAt: string }).lastSignInAt)).toBeGreaterThan(Date.now() - 60_000);
    });
  });

  describe('roles', () => {
    it('ROL-07: a Global admin and a User admin assign every role of a partner', async () => {
      for (const who of [GA, 'ua@alpenblick.example']) {
        const { person } = await add();
        const { status, json } = await assign(who, person.id, [{ role: 'billing_admin' }, { role: 'incentive_admin', locations: ['6300001'] }, { role: 'global_admin' }]);
        expect([status, json['roles']]).toEqual([200, [{ role: 'billing_admin' }, { role: 'global_admin' }, { role: 'incentive_admin', locations: ['6300001'] }]]);
        expect(await events(person.id)).toEqual(['identity.person-added', 'identity.roles-changed']);
      }
    });

    it('ROL-07: an Account admin assigns what lies below the tenant, and leaves alone what others gave', async () => {
      const { person } = await add();
      const ac = 'ac@alpenblick.example';
      for (const roles of [[{ role: 'report_viewer' }], [{ role: 'sales_agent' }, { role: 'global_admin' }]]) {
        const { status, reasons } = await assign(ac, person.id, roles);
        expect([status, reasons]).toEqual([403, ['ROLE_NOT_ASSIGNABLE']]);
      }
      const { status, json } = await assign(ac, person.id, [{ role: 'sales_agent' }, { role: 'report_viewer' }, { role: 'incentive_user', locations: ['6300001'] }]);
      expect([status, json['roles']]).toEqual([200, [{ role: 'incentive_user', locations: ['6300001'] }, { role: 'report_viewer' }, { role: 'sales_agent' }]]);
      const me = await find(ac);
      expect((await assign(ac, me.id, [{ role: 'account_admin' }, { role: 'admin_agent' }])).reasons).toEqual(['ROLE_NOT_ASSIGNABLE']);
      expect((await assign(ac, me.id, [{ role: 'account_admin' }, { role: 'incentive_admin', locations: ['6300001'] }])).status).toBe(200);
      await assign(GA, me.id, [{ role: 'account_admin' }]);
    });

    it('ROL-07: an MPN partner admin sees roles and assigns none', async () => {
      const { id } = await find('iu@alpenblick.example', 'mp@alpenblick.example');
      expect((await assign('mp@alpenblick.example', id, [{ role: 'report_viewer' }])).reasons).toEqual(['ROLE_MISSING']);
    });

    it('ROL-09: the last active Global admin stays', async () => {
      const { id } = await find('ga@prairie.example', 'ga@prairie.example');
      const invited = await add('ga@prairie.example', { roles: [{ role: 'global_admin' }], invite: true });
      expect(invited.person.state).toBe('invited');
      for (const who of ['ga@prairie.example', 'ua@prairie.example']) {
        const { status, reasons } = await assign(who, id, [{ role: 'sales_agent' }]);
        expect([status, reasons]).toEqual([409, ['LAST_GLOBAL_ADMIN']]);
      }
      expect((await stack.ask('ua@prairie.example', `/v1/partnerusers/${id}`, { method: 'DELETE' })).reasons).toEqual(['LAST_GLOBAL_ADMIN']);
    });

    it('ROL-09: of two Global admins who take each other the role at once, one stays', async () => {
      for (let round = 0; round < 5; round += 1) {
        const first = (await find('ga@meier.example', 'ua@meier.example')).id;
        const second = (await find('aa@meier.example', 'ua@meier.example')).id;
        for (const id of [first, second]) await assign('ua@meier.example', id, [{ role: 'global_admin' }]);
        const replies = await Promise.all([assign('ga@meier.example', second, [{ role: 'sales_agent' }]), assign('aa@meier.example', first, [{ role: 'sales_agent' }])]);
        expect(replies.map(({ status }) => status).sort()).not.toEqual([200, 200]);
        const admins = await stack.sql("select 1 from role_assignment where role = 'global_admin' and user_id in (?, ?)", [first, second]);
        expect(admins).toHaveLength(1);
      }
    });

    /** What becomes of a change that waits for the organisation's people while its actor loses something. */
    const meanwhile = async (who: string, ask: () => Promise<{ status: number; reasons: readonly string[] }>, loses: string): Promise<unknown[]> => {
      const actor = await find(who, who);
      await stack.ask(who, '/v1/me');
      const em = stack.api.database.em();
      await em.begin();
      await em.execute('select id from organisation where id = (select organisation_id from partner_user where id = ?) for update', [actor.id]);
      const late = ask();
      try {
        await until(async () => (await stack.sql("select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()")).length > 0, 'the change waits');
        await em.execute(loses, [actor.id]);
      } finally {
        await em.commit();
      }
      const { status, reasons } = await late;
      return [status, ...reasons];
    };
    const NO_RIGHT = "delete from role_assignment where user_id = ? and role in ('user_admin', 'global_admin')";

    it.each([
      ['adds', 'active', (by: string) => add(by)],
      ['assigns', 'active', (by: string, id: string) => assign(by, id, [{ role: 'global_admin' }])],
      ['resets', 'active', (by: string, id: string) => stack.ask(by, `/v1/partnerusers/${id}/passwordresets`, { body: {} })],
      ['deactivates', 'active', (by: string, id: string) => stack.ask(by, `/v1/partnerusers/${id}`, { method: 'DELETE' })],
      ['reactivates', 'deactivated', (by: string, id: string) => stack.ask(by, `/v1/partnerusers/${id}/reactivations`, { method: 'POST' })],
      ['invites again', 'invited', (by: string, id: string) => stack.ask(by, `/v1/partnerusers/${id}/invitations`, { method: 'POST' })],
    ] as const)('ROL-07: whoever has lost the right meanwhile does not use it any more: %s somebody %s', async (_what, state, ask) => {
      const who = 'ga@albion.example';
      const { person } = await add(who, { invite: state === 'invited' });
      if (state === 'deactivated') await stack.ask(who, `/v1/partnerusers/${person.id}`, { method: 'DELETE' });
      const { email } = (await add(who, { roles: [{ role: 'user_admin' }, { role: 'admin_agent' }] })).person;
      expect(await meanwhile(email, () => ask(email, person.id), NO_RIGHT)).toEqual([403, 'ROLE_MISSING']);
    });

    it('ROL-07: whoever may less meanwhile gives and takes no more than that', async () => {
      const { person } = await add();
      const admin = await add(GA, { roles: [{ role: 'user_admin' }, { role: 'account_admin' }] });
      expect(await meanwhile(admin.person.email, () => assign(admin.person.email, person.id, [{ role: 'global_admin' }]), NO_RIGHT)).toEqual([403, 'ROLE_NOT_ASSIGNABLE', 'ROLE_NOT_ASSIGNABLE']);
    });

    it('SEC-02: whoever was deactivated meanwhile changes nobody any more', async () => {
      const { person } = await add();
      const admin = await add(GA, { roles: [{ role: 'user_admin' }] });
      expect(await meanwhile(admin.person.email, () => assign(admin.person.email, person.id, [{ role: 'report_viewer' }]), "update partner_user set state = 'deactivated' where id = ?")).toEqual([401, 'USER_DEACTIVATED']);
    });

    it('ROL-08: counts for open locations of the own company alone, not for its global account; one that a role has may stay after it was closed', async () => {
      const who = 'ga@keller.example';
      const { person } = await add(who, { roles: [{ role: 'incentive_user', locations: ['6200009'] }] });
      await stack.sql("update mpn_location set status = 'inactive' where mpn_id in ('6200009', '6200010')");
      await stack.sql("update mpn_location set type = 'global' where mpn_id = '6200002'");
      for (const mpnId of ['6200010', '6200002']) expect((await assign(who, person.id, [{ role: 'incentive_user', locations: [mpnId] }])).reasons).toEqual(['ROLE_LOCATION_UNKNOWN']);
      expect((await assign(who, person.id, [{ role: 'incentive_user', locations: ['6200009'] }, { role: 'report_viewer' }])).status).toBe(200);
      await stack.sql("update mpn_location set status = 'active', type = 'location' where mpn_id like '62000%'");
    });

    it('ROL-01: are those of the next call, also where the database cannot tell of the change', async () => {
      const { person } = await add();
      const owner = new Client({ connectionString: stack.api.database.ownerUrl });
      await owner.connect();
      const { rowCount } = await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tandem-signals' and datname = current_database()");
      expect(rowCount).toBeGreaterThan(0);
      await owner.end();
      expect((await stack.ask(person.email, '/v1/me')).json['roles']).toEqual([{ role: 'sales_agent' }]);
      await assign(GA, person.id, [{ role: 'helpdesk_agent' }]);
      expect((await stack.ask(person.email, '/v1/me')).json['roles']).toEqual([{ role: 'helpdesk_agent' }]);
    });

    it('API-07: a stale etag changes nothing; the same roles again neither', async () => {
      const { person } = await add();
      const first = await assign(GA, person.id, [{ role: 'helpdesk_agent' }], { 'if-match': person.attributes.etag });
      expect((first.json as unknown as Person).attributes.etag).toBe('2');
      expect((await assign(GA, person.id, [{ role: 'billing_admin' }], { 'if-match': person.attributes.etag })).reasons).toEqual(['STALE']);
      const again = await assign(GA, person.id, [{ role: 'helpdesk_agent' }]);
      expect((again.json as unknown as Person).attributes.etag).toBe('2');
      expect(await events(person.id)).toEqual(['identity.person-added', 'identity.roles-changed']);
    });

    it('API-07: nothing that is done to a person is done over a change that was not read', async () => {
      const { person } = await add();
      await assign(GA, person.id, [{ role: 'helpdesk_agent' }]);
      const stale = { headers: { 'if-match': person.attributes.etag } };
      const ask = (below: string, sent: object) => stack.ask(GA, `/v1/partnerusers/${person.id}${below}`, { ...sent, ...stale });
      const tries = [ask('', { method: 'DELETE' }), ask('/reactivations', { method: 'POST' }), ask('/passwordresets', { body: {} }), ask('/passwordresets', { body: { mail: true } }), ask('/invitations', { method: 'POST' })];
      expect((await Promise.all(tries)).map(({ reasons }) => reasons)).toEqual(tries.map(() => ['STALE']));
    });

    it('ROL-08: other locations for the same role take the place of the former ones', async () => {
      const who = 'ga@keller.example';
      const { id } = await find('iu@keller.example', who);
      const { json } = await assign(who, id, [{ role: 'incentive_user', locations: ['6200009', '6200010'] }]);
      expect(json['roles']).toEqual([{ role: 'incentive_user', locations: ['6200009', '6200010'] }]);
    });
  });

  describe('name, language, address', () => {
    it('changes the first two, and keeps the address', async () => {
      const { person } = await add();
      const patch = (body: object, headers: Record<string, string> = {}) => stack.ask(GA, `/v1/partnerusers/${person.id}`, { method: 'PATCH', body, headers });
      expect((await patch({ firstName: 'Norah', locale: 'en' })).json).toMatchObject({ firstName: 'Norah', locale: 'en', attributes: { etag: '2' } });
      const fixed = await patch({ email: 'other@alpenblick.example' });
      expect([fixed.status, fixed.reasons]).toEqual([409, ['EMAIL_FIXED']]);
      expect((await patch({ email: person.email.toUpperCase(), state: 'deactivated', roles: [{ role: 'global_admin' }] })).json).toMatchObject({ email: person.email, state: 'active', roles: [{ role: 'sales_agent' }] });
      expect((await patch({ lastName: 'Stale' }, { 'if-match': '1' })).reasons).toEqual(['STALE']);
      const [{ before, after } = {}] = await stack.sql<{ before: object; after: object }>("select before, after from event where type = 'identity.person-described' and subjects @> array[?]", [`partner_user:${person.id}`]);
      expect([before, after]).toMatchObject([{ firstName: 'Nora', locale: 'de' }, { firstName: 'Norah', locale: 'en' }]);
    });

    it('API-07: of two changes at once both are made, and of two that read the same one', async () => {
      const { person } = await add();
      const patch = (body: object, headers: Record<string, string> = {}) => stack.ask(GA, `/v1/partnerusers/${person.id}`, { method: 'PATCH', body, headers });
      expect((await Promise.all([patch({ firstName: 'Norah' }), patch({ lastName: 'Alt' }), patch({ locale: 'en' })])).map(({ status }) => status)).toEqual([200, 200, 200]);
      const read = await patch({});
      expect(read.json).toMatchObject({ firstName: 'Norah', lastName: 'Alt', locale: 'en', attributes: { etag: '4' } });
      const both = await Promise.all(['Nele', 'Nina'].map((firstName) => patch({ firstName }, { 'if-match': '4' })));
      expect(both.flatMap(({ reasons }) => reasons)).toEqual(['STALE']);
    });
  });

  describe('ending access', () => {
    it('SEC-02: sessions, tokens and refresh tokens stop at once, and stay so when the access is given back', async () => {
      const { person } = await add();
      const { credentials } = person;
      const browser = new Browser(stack.api);
      await browser.signIn(person.email, credentials?.password ?? '');
      await browser.submit({ password: 'a long enough one', repeat: 'a long enough one' }, `${browser.at}/password`);
      expect((await browser.request('/v1/me')).status).toBe(200);
      const { access_token: token, refresh_token: refresh } = (await stack.api.call('/v1/sandbox/tokens', { body: { email: person.email } })).json;
      const bearer = { authorization: `Bearer ${String(token)}` };
      expect((await stack.api.call('/v1/me', { headers: bearer })).status).toBe(200);

      expect((await stack.ask(GA, `/v1/partnerusers/${person.id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await browser.request('/v1/me')).status).toBe(401);
      expect((await stack.api.call('/v1/me', { headers: bearer })).reasons).toEqual(['USER_DEACTIVATED']);
      const refreshed = () => stack.api.call('/oidc/token', { form: { grant_type: 'refresh_token', refresh_token: String(refresh), client_id: 'alpenblick.example', client_secret: 'sandbox-alpenblick.example' } });
      expect((await refreshed()).json['error']).toBe('invalid_grant');
      expect((await new Browser(stack.api).signIn(person.email, 'a long enough one')).status).toBe(401);
      expect((await stack.ask(GA, `/v1/partnerusers/${person.id}`, { method: 'DELETE' })).status).toBe(204);

      const back = await stack.ask(GA, `/v1/partnerusers/${person.id}/reactivations`, { method: 'POST' });
      expect([back.status, back.json]).toMatchObject([200, { state: 'active', roles: [{ role: 'sales_agent' }] }]);
      expect((await browser.request('/v1/me')).status).toBe(401);
      expect((await refreshed()).json['error']).toBe('invalid_grant');
      expect((await new Browser(stack.api).signIn(person.email, 'a long enough one')).status).toBe(303);
      expect((await events(person.id)).filter((type) => type.includes('activated'))).toEqual(['identity.person-deactivated', 'identity.person-reactivated']);
    });

    it('ROL-09: nobody ends their own', async () => {
      const { person } = await add(GA, { roles: [{ role: 'global_admin' }] });
      const me = await find(GA);
      expect((await stack.ask(GA, `/v1/partnerusers/${me.id}`, { method: 'DELETE' })).reasons).toEqual(['SELF_DEACTIVATION']);
      expect((await stack.ask(GA, `/v1/partnerusers/${person.id}`, { method: 'DELETE' })).status).toBe(204);
    });

    it('SEC-03: a reset password is temporary, ends the sessions and says so by mail', async () => {
      const browser = new Browser(stack.api);
      const { id, email } = await find('sa@alpenblick.example');
      await browser.signIn(email, SANDBOX_PASSWORD);
      const { status, json } = await stack.ask(GA, `/v1/partnerusers/${id}/passwordresets`, { body: {} });
      const { password } = (json as unknown as Person).credentials ?? { password: '' };
      expect([status, json]).toMatchObject([201, { mustChangePassword: true, credentials: { userName: email } }]);
      expect((await browser.request('/v1/me')).status).toBe(401);
      expect((await new Browser(stack.api).signIn(email, SANDBOX_PASSWORD)).status).toBe(401);
      const waiting = new Browser(stack.api);
      expect((await waiting.signIn(email, password)).text).toContain('Choose your password');

      const second = await stack.ask(GA, `/v1/partnerusers/${id}/passwordresets`, { body: {} });
      await waiting.submit({ password: 'chosen by a stranger', repeat: 'chosen by a stranger' }, `${waiting.at}/password`);
      expect((await new Browser(stack.api).signIn(email, 'chosen by a stranger')).status).toBe(401);
      expect((await new Browser(stack.api).signIn(email, (second.json as unknown as Person).credentials?.password ?? '')).text).toContain('Choose your password');
      const mail = await stack.mail(email, 2);
      expect(mail.subject).toBe('Ihr Kennwort wurde zurückgesetzt');
      expect(mail.text).not.toContain(password);
    });

    it('SEC-03: nobody resets their own password here, nor of somebody who has not joined', async () => {
      const me = await find(GA);
      for (const body of [{}, { mail: true }]) expect((await stack.ask(GA, `/v1/partnerusers/${me.id}/passwordresets`, { body })).reasons).toEqual(['SELF_RESET']);
      const { person } = await add(GA, { invite: true });
      expect((await stack.ask(GA, `/v1/partnerusers/${person.id}/passwordresets`, { body: {} })).reasons).toEqual(['PERSON_INVITED']);
    });
  });

  describe('of another organisation, or of operators', () => {
    it('SEC-01: are not there for anybody else', async () => {
      const { id } = await find('sa@keller.example', 'ga@keller.example');
      const calls = [
        ['GET', '', undefined],
        ['PATCH', '', { firstName: 'X' }],
        ['DELETE', '', undefined],
        ['PUT', '/roles', { roles: [{ role: 'sales_agent' }] }],
        ['POST', '/passwordresets', {}],
        ['POST', '/invitations', undefined],
        ['POST', '/reactivations', undefined],
        ['GET', '/timeline', undefined],
      ] as const;
      for (const who of [GA, 'op1@ops.example']) {
        for (const [method, below, body] of calls) {
          const { status } = await stack.ask(who, `/v1/partnerusers/${id}${below}`, { method, ...(body ? { body } : {}) });
          expect([who, method, below, status]).toEqual([who, method, below, 404]);
        }
      }
      expect((await find('sa@keller.example', 'ga@keller.example')).attributes.etag).toBe('1');
    });

    it('ROL-01: operators manage their own people, with the role operator alone', async () => {
      const op = 'op1@ops.example';
      expect((await add(op)).reasons).toEqual(['ROLE_NOT_ASSIGNABLE']);
      const { status, person } = await add(op, { roles: [{ role: 'operator' }] });
      expect([status, person.roles]).toEqual([201, [{ role: 'operator' }]]);
      expect((await assign(op, person.id, [{ role: 'operator' }, { role: 'global_admin' }])).reasons).toEqual(['ROLE_NOT_ASSIGNABLE']);
      expect((await stack.ask(op, `/v1/partnerusers/${person.id}`, { method: 'DELETE' })).status).toBe(204);
      const me = await find(op, op);
      expect((await stack.ask(op, `/v1/partnerusers/${me.id}`, { method: 'DELETE' })).reasons).toEqual(['SELF_DEACTIVATION']);
    });

    it('AUD-01: a person’s story is told to their organisation', async () => {
      const { person } = await add();
      await assign(GA, person.id, [{ role: 'helpdesk_agent' }]);
      const { json } = await stack.ask('ha@alpenblick.example', `/v1/partnerusers/${person.id}/timeline`);
      expect(json['items']).toMatchObject([
        { type: 'identity.roles-changed', actor: { name: 'Katharina Huber' }, before: { roles: [{ role: 'sales_agent' }] }, after: { roles: [{ role: 'helpdesk_agent' }] } },
        { type: 'identity.person-added', data: { invited: false } },
      ]);
    });
  });
});
