import { randomUUID } from 'node:crypto';
import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { across } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { OrganisationDirectory } from '../directory/organisation-directory';
import { identityDatabase } from '../identity-database';
import { Browser } from '../spec-parts/browser';
import { person } from '../spec-parts/callers';
import type { Caller } from '../spec-parts/callers';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { HaltPartner } from './halt-partner';

const OPERATOR = '0a000000-0000-4000-8000-000000000001';
const CUSTOMER = '0e000000-0000-4000-8000-000000000001';
const NORDWIND = '0b000000-0000-4000-8000-000000000001';
const KELLER = '0d000000-0000-4000-8000-000000000001';
const admin = { email: 'greta@contoso.example', firstName: 'Greta', lastName: 'Ahrens' };
const contoso = { name: 'Contoso Supply', domain: 'Contoso.Example', country: 'DE', program: 'indirect_provider', globalAdmin: admin };

describe('partner organisations', () => {
  let api: IdentityApi;
  let operator: Caller;
  /** Events are for ever: what a test looks at came after this one. */
  let since: string;
  beforeAll(async () => {
    api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis(), settings: { WEBMAIL_DOMAINS: 'hausmail.at' } });
    operator = await person(api, 'op1@ops.example');
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    const [last] = await sql<{ id: string }>('select id from event order by id desc limit 1');
    since = last?.id ?? '00000000-0000-0000-0000-000000000000';
  });

  const sql = <Row>(text: string, params: unknown[] = []): Promise<Row[]> => api.database.em().execute<Row[]>(text, params);
  const suspend = (id: string, body: object, by = operator) => by('PUT', `/v1/partners/${id}/suspension`, body);
  const restrict = (id: string, body: object, by = operator) => by('PUT', `/v1/partners/${id}/restriction`, body);
  const eventsOf = async (id: string): Promise<string[]> => (await sql<{ type: string }>('select type from event where subjects @> array[?::text] and id > ?::uuid order by id', [`organisation:${id}`, since])).map(({ type }) => type);

  describe('making one', () => {
    beforeEach(() => api.database.em().execute("delete from role_assignment where user_id in (select id from partner_user where email like '%contoso.example'); delete from program_membership where organisation_id in (select id from organisation where domain like '%contoso.example'); delete from partner_user where email like '%contoso.example'; delete from organisation where domain like '%contoso.example'"));

    it('ORG-05: gives a provider its program and a first Global admin who signs in once with the password and changes it', async () => {
      const { status, json } = await operator('POST', '/v1/partners', contoso);
      expect(status).toBe(201);
      expect(json).toMatchObject({ name: 'Contoso Supply', domain: 'contoso.example', state: 'active', people: 1, programs: [{ program: 'indirect_provider', state: 'active' }], credentials: { userName: admin.email, password: expect.any(String) } });
      const { password } = json['credentials'] as { password: string };
      const browser = new Browser(api);
      await browser.signIn(admin.email, password);
      await browser.submit({ email: admin.email, password: 'a better one, chosen', repeat: 'a better one, chosen' }, `${browser.at}/password`);
      const me = await browser.request('/v1/me');
      expect(me.json).toMatchObject({ organisation: { id: json['id'], name: 'Contoso Supply' }, programs: ['indirect_provider'], roles: [{ role: 'admin_agent' }, { role: 'global_admin' }] });
      expect(await eventsOf(String(json['id']))).toContain('identity.organisation-created');
      expect(JSON.stringify([await sql('select * from event'), await sql('select * from stored_answer')])).not.toContain(password);
    });

    it('API-08: a repeated request makes one, and its answer leaves the password out', async () => {
      const headers = { 'ms-requestid': randomUUID() };
      const [first, second] = [await operator('POST', '/v1/partners', contoso, headers), await operator('POST', '/v1/partners', contoso, headers)];
      expect([second.status, second.json['id'], second.json['credentials']]).toEqual([201, first.json['id'], undefined]);
    });

    it.each([
      ['ORG-01: a domain that somebody has', { domain: 'Nordwind.example' }, 409, 'DOMAIN_TAKEN', 'domain'],
      ['ORG-01: no domain at all', { domain: 'contoso' }, 400, 'DOMAIN_MALFORMED', 'domain'],
      ['ENR-08: a domain of web mail', { domain: 'gmail.com' }, 400, 'WEBMAIL_DOMAIN', 'domain'],
      ['ENR-08: one that the operator added', { domain: 'hausmail.at' }, 400, 'WEBMAIL_DOMAIN', 'domain'],
      ['GEO-03: a country without a region', { country: 'CN' }, 400, 'COUNTRY_UNSUPPORTED', 'country'],
      ['ORG-05: a program that resellers apply for', { program: 'indirect_reseller' }, 400, 'FIELD_INVALID', 'program'],
      ['ROL-06: an address that somebody has', { globalAdmin: { ...admin, email: 'GA@nordwind.example' } }, 409, 'EMAIL_TAKEN', 'globalAdmin.email'],
    ])('%s is refused, and nothing of it stays', async (_, change, status, reason, field) => {
      expect(await operator('POST', '/v1/partners', { ...contoso, ...change })).toMatchObject({ status, json: { data: [{ reason, field }] } });
      expect(await sql("select id from organisation where domain = 'contoso.example'")).toEqual([]);
      expect(await sql('select id from event where id > ?::uuid', [since])).toEqual([]);
    });

    it('ORG-01: of two at the same moment one is made, whole', async () => {
      const replies = await Promise.all([1, 2].map((number) => operator('POST', '/v1/partners', { ...contoso, globalAdmin: { ...admin, email: `${number}@contoso.example` } })));
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(replies.flatMap(({ reasons }) => reasons)).toEqual(['DOMAIN_TAKEN']);
      expect(await sql("select id from partner_user where email like '%contoso.example'")).toHaveLength(1);
    });

    it('ORG-03: a direct-bill partner is made the same way', async () => {
      expect((await operator('POST', '/v1/partners', { ...contoso, program: 'direct_bill' })).json).toMatchObject({ programs: [{ program: 'direct_bill', state: 'active' }] });
    });
  });

  it('are for operators only, also to read', async () => {
    for (const email of ['ga@nordwind.example', 'ga@keller.example']) {
      const caller = await person(api, email);
      const tries = [['GET', ''], ['POST', '', contoso], ['GET', `/${KELLER}`], ['PUT', `/${KELLER}/suspension`, { suspended: true, reason: 'x' }], ['PUT', `/${KELLER}/restriction`, { restricted: false }], ['GET', `/${KELLER}/timeline`]] as const;
      for (const [method, path, body] of tries) expect(await caller(method, `/v1/partners${path}`, body)).toMatchObject({ status: 403, reasons: ['ROLE_MISSING'] });
    }
  });

  it('are listed by name, filtered by program, state and words, page by page; customers and the operator are none', async () => {
    const names = async (query: string) => ((await operator('GET', `/v1/partners${query}`)).json['items'] as { name: string }[]).map(({ name }) => name);
    expect(await names('?program=direct_bill')).toEqual(expect.arrayContaining(['Keller Direkt KG', 'Meier Cloud AG']));
    expect(await names('?program=direct_bill')).not.toContain('Nordwind Distribution GmbH');
    expect(await names('?search=ALPEN')).toEqual(['Alpenblick IT GmbH']);
    expect(await names('?search=prairie.ex')).toEqual(['Prairie IT Inc']);
    const all = await names('?size=500');
    expect([...all].sort((one, other) => one.toLowerCase().localeCompare(other.toLowerCase()))).toEqual(all);
    expect(all).not.toContain('Tandem Operations');
    expect(all).not.toContain('Hafen Zwei AG');
    const first = await operator('GET', '/v1/partners?size=2&program=indirect_provider');
    const next = await operator('GET', '/v1/partners?seekOperation=Next', undefined, { 'MS-ContinuationToken': String(first.json['continuationToken']) });
    expect([...(first.json['items'] as { name: string }[]), ...(next.json['items'] as { name: string }[])].map(({ name }) => name)).toEqual(await names('?program=indirect_provider'));
    for (const id of [OPERATOR, CUSTOMER, randomUUID()]) {
      expect((await operator('GET', `/v1/partners/${id}`)).status).toBe(404);
      expect((await suspend(id, { suspended: true, reason: 'x' })).status).toBe(404);
    }
  });

  describe('suspending', () => {
    beforeEach(() => api.database.em().execute("update program_membership set state = 'active', suspension_reason = null, suspended_since = null, restriction_reason = null, restricted_since = null"));

    it('ORG-10: needs a reason, is done once, and tells whoever it concerns', async () => {
      expect(await suspend(NORDWIND, { suspended: true })).toMatchObject({ status: 400, reasons: ['REASON_REQUIRED'] });
      expect(await suspend(NORDWIND, { suspended: true, reason: ' ' })).toMatchObject({ status: 400, reasons: ['REASON_REQUIRED'] });
      const halted = { state: 'suspended', suspended: { reason: 'Overdue.', since: expect.any(String) }, programs: [{ program: 'indirect_provider', state: 'suspended' }] };
      expect((await suspend(NORDWIND, { suspended: true, reason: 'Overdue.' })).json).toMatchObject(halted);
      expect((await suspend(NORDWIND, { suspended: true, reason: 'Overdue.' })).json).toMatchObject(halted);
      expect(await eventsOf(NORDWIND)).toEqual(['identity.organisation-suspended']);
      const [{ visible_to: visible } = { visible_to: [] }] = await sql<{ visible_to: string[] }>('select visible_to from event where id > ?::uuid', [since]);
      expect(visible).toContain(NORDWIND);
      expect((await operator('GET', '/v1/partners?state=suspended')).json['items']).toMatchObject([{ id: NORDWIND }]);
    });

    it('ORG-10: ends no session, keeps the program for what exists, and is told by /v1/me until it is lifted', async () => {
      const browser = new Browser(api);
      await browser.signIn('ga@nordwind.example', 'Tandem-sandbox-1');
      expect((await browser.request('/v1/me')).json['suspended']).toBeUndefined();
      await suspend(NORDWIND, { suspended: true, reason: 'Overdue.' });
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect((await browser.request('/v1/me')).json).toMatchObject({ programs: ['indirect_provider'], suspended: { reason: 'Overdue.' } });
      const client = await person(api, 'ga@nordwind.example');
      expect((await client('GET', '/v1/me')).json).toMatchObject({ programs: ['indirect_provider'], suspended: { reason: 'Overdue.' } });
      expect(await api.app.get(OrganisationDirectory).byId(NORDWIND)).toMatchObject({ programs: [], signed: [], suspended: { reason: 'Overdue.' } });
      await suspend(NORDWIND, { suspended: false });
      await suspend(NORDWIND, { suspended: false });
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect((await browser.request('/v1/me')).json['suspended']).toBeUndefined();
      expect(await eventsOf(NORDWIND)).toEqual(['identity.organisation-suspended', 'identity.organisation-resumed']);
    });

    it('ORG-10: of two operators at the same moment both are heard, one after the other', async () => {
      const replies = await Promise.all(['Overdue.', 'Abuse.'].map((reason) => suspend(KELLER, { suspended: true, reason })));
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      const events = await sql<{ before: { suspended: boolean } }>('select before from event where id > ?::uuid order by id', [since]);
      expect(events.map(({ before }) => before.suspended).sort()).toEqual([false, true]);
    });

    it('ORG-10: halts neither a customer nor the operator, whoever would answer afterwards', async () => {
      const em = api.app.get(EntityManager);
      const actor = { organisationId: OPERATOR, organisationName: 'Tandem Operations', country: 'DE', programs: ['operator'], roles: [{ role: 'operator' }], name: 'Olivia Prager', locale: 'en' } as const;
      for (const id of [OPERATOR, CUSTOMER]) {
        const halted = across('operator', () => RequestContext.create(em, () => em.transactional(() => api.app.get(HaltPartner).run(actor, id, 'suspended', 'Overdue.'))));
        await expect(halted).rejects.toThrow('NOT_FOUND');
      }
      expect(await sql("select id from program_membership where state = 'suspended'")).toEqual([]);
    });

    it('ORG-11: restricts direct-bill partners only; the program stays active', async () => {
      expect(await restrict(NORDWIND, { restricted: true, reason: 'Audit.' })).toMatchObject({ status: 409, reasons: ['DIRECT_BILL_ONLY'] });
      expect(await restrict(KELLER, { restricted: true })).toMatchObject({ status: 400, reasons: ['REASON_REQUIRED'] });
      expect((await restrict(KELLER, { restricted: true, reason: 'Audit.' })).json).toMatchObject({ state: 'restricted', restricted: { reason: 'Audit.' }, programs: [{ program: 'direct_bill', state: 'active' }] });
      await restrict(KELLER, { restricted: true, reason: 'Audit.' });
      const keller = await person(api, 'ga@keller.example');
      expect((await keller('GET', '/v1/me')).json).toMatchObject({ programs: ['direct_bill'], restricted: { reason: 'Audit.' } });
      expect((await operator('GET', '/v1/partners?state=restricted')).json['items']).toMatchObject([{ id: KELLER }]);
      expect((await restrict(KELLER, { restricted: false })).json).toMatchObject({ state: 'active' });
      expect(await eventsOf(KELLER)).toEqual(['identity.organisation-restricted', 'identity.organisation-unrestricted']);
    });

    it('tells the story to the operator, newest first', async () => {
      await suspend(KELLER, { suspended: true, reason: 'Overdue.' });
      await suspend(KELLER, { suspended: false });
      const { json } = await operator('GET', `/v1/partners/${KELLER}/timeline`);
      expect((json['items'] as object[]).slice(0, 2)).toMatchObject([
        { type: 'identity.organisation-resumed', before: { suspended: true, reason: 'Overdue.' }, after: { suspended: false } },
        { type: 'identity.organisation-suspended', after: { suspended: true, reason: 'Overdue.' }, actor: { name: 'Olivia Prager' } },
      ]);
    });
  });
});
