import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailSink, testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { Browser } from '../spec-parts/browser';
import { pathIn, PeopleStack } from '../spec-parts/people-stack';

const CHOSEN = 'three words in a row';

describe('a work account', () => {
  let stack: PeopleStack;
  beforeAll(async () => (stack = await PeopleStack.start({ database: await testDatabase(identityDatabase), redis: testRedis(), sink: await mailSink() })));
  afterAll(() => stack.close());

  let counter = 0;
  const create = (change: object = {}, from = `198.51.100.${++counter}`) =>
    stack.ask(null, '/v1/workaccounts', {
      body: { companyName: 'Boréal Services SARL', country: 'fr', email: 'lea@boreal.example', firstName: 'Léa', lastName: 'Martin', ...change },
      headers: { 'x-forwarded-for': from },
    });
  const join = async (email: string) => new Browser(stack.api).submit({ password: CHOSEN, repeat: CHOSEN }, pathIn((await stack.mail(email)).text, stack.api.url));
  const exists = async (domain: string) => (await stack.ask(null, `/v1/workaccounts/${domain}`)).json['exists'];

  it('ENR-04: is made for a company that nobody knows, and belongs to whoever reads the mail', async () => {
    const reply = await create();
    expect([reply.status, reply.json]).toMatchObject([202, { email: 'lea@boreal.example', domain: 'boreal.example' }]);
    expect((await stack.mail('lea@boreal.example')).subject).toBe('Your work account for Boréal Services SARL');
    expect(await exists('boreal.example')).toBe(false);
    await join('lea@boreal.example');
    const me = await stack.ask('lea@boreal.example', '/v1/me');
    expect(me.json).toMatchObject({ organisation: { name: 'Boréal Services SARL', country: 'FR', domain: 'boreal.example' }, programs: [], roles: [{ role: 'global_admin' }] });
    expect((me.json['permissions'] as string[]).includes('enrollment.edit')).toBe(true);
    expect(await exists('boreal.example')).toBe(true);
    expect((await create()).reasons).toEqual(['DOMAIN_TAKEN']);
    expect((await create({ email: 'pia@mail.boreal.example' })).reasons).toEqual(['DOMAIN_TAKEN']);
  });

  it('ENR-04: as long as nobody has joined, another person of the company can ask for it, too', async () => {
    await create({ email: 'nobody@early.example' });
    expect((await create({ email: 'eva@early.example', companyName: 'Early Oy' })).status).toBe(202);
    await join('eva@early.example');
    expect((await stack.ask('eva@early.example', '/v1/me')).json).toMatchObject({ organisation: { domain: 'early.example' } });
    for (let index = 0; index < 4; index++) await create({ email: `p${index}@crowd.example` });
    expect((await create({ email: 'p4@crowd.example' })).status).toBe(202);
    expect((await create({ email: 'p5@crowd.example' })).reasons).toEqual(['DOMAIN_TAKEN']);
  });

  it('SEC-05: mails one address once a minute, and serves one network ten times a day', async () => {
    await create({ email: 'max@slow.example' });
    const again = await create({ email: 'max@slow.example' });
    expect([again.status, again.reasons]).toEqual([429, ['ACCOUNT_LINK_RECENT']]);
    for (let index = 0; index < 10; index++) expect((await create({ email: `a@many${index}.example` }, '203.0.113.9')).status).toBe(202);
    const full = await create({ email: 'a@many10.example' }, '203.0.113.9');
    expect([full.status, full.reasons, Number(full.headers.get('retry-after')) > 80_000]).toEqual([429, ['WORK_ACCOUNTS_LIMITED'], true]);
    expect((await create({ email: 'a@many11.example' })).status).toBe(202);
    await stack.sql("update work_account_request set at = now() - interval '25 hours' where address = '203.0.113.9'");
    expect((await create({ email: 'a@many12.example' }, '203.0.113.9')).status).toBe(202);
  });

  it('ENR-08, ENR-09, GEO-03: is for companies: no web mail, no bare tenant domain, no unsupported country', async () => {
    const refused = async (change: object) => (await create(change)).reasons;
    expect(await refused({ email: 'lea@gmail.com' })).toEqual(['WEBMAIL_NOT_ALLOWED']);
    expect(await refused({ email: 'lea@boreal.onmicrosoft.com' })).toEqual(['SIGN_IN_DOMAIN_NOT_ALLOWED']);
    expect(await refused({ email: 'lea@far.example', country: 'KP' })).toEqual(['COUNTRY_UNSUPPORTED']);
    expect(await refused({ email: 'ga@nordwind.example' })).toEqual(['DOMAIN_TAKEN']);
    expect(await refused({ email: 'no address', firstName: '' })).toEqual(['FIELD_INVALID', 'FIELD_INVALID']);
  });

  it("EML-13, ROL-06: refuses an address from which mails came back, and one that is another company's", async () => {
    await stack.sql("insert into suppressed_address (address, reason) values ('lea@silent.example', 'address_unknown')");
    expect((await create({ email: 'Lea@silent.example' })).reasons).toEqual(['ADDRESS_SUPPRESSED']);
    expect(await stack.sql("select 1 from organisation where domain = 'silent.example'")).toEqual([]);
    await create({ email: 'mia@home.example' });
    await stack.sql("update partner_user set email = 'guest@away.example' where email = 'mia@home.example'");
    expect((await create({ email: 'Guest@AWAY.example' })).reasons).toEqual(['EMAIL_TAKEN']);
    expect(await stack.sql("select 1 from organisation where domain = 'away.example'")).toEqual([]);
  });

  it('ENR-04: whoever asks again is the same person, who gets another mail', async () => {
    await create({ email: 'ben@again.example' });
    await stack.sql("update account_link set issued_at = issued_at - interval '2 minutes' where user_id = (select id from partner_user where email = 'ben@again.example')");
    expect((await create({ email: 'BEN@again.example' })).status).toBe(202);
    expect(await stack.sql("select email from partner_user where email ilike 'ben@again.example'")).toEqual([{ email: 'ben@again.example' }]);
    expect(await stack.sql("select 1 from delivery where recipient = 'ben@again.example'")).toHaveLength(2);
  });

  it('ENR-04, ORG-01: who holds or held a program is somebody, whoever has joined', async () => {
    await create({ email: 'kai@program.example' });
    expect(await exists('program.example')).toBe(false);
    await stack.sql("insert into program_membership (id, organisation_id, program, state, path, since, version) select gen_random_uuid(), id, 'customer', 'ended', 'application', now(), 1 from organisation where domain = 'program.example'");
    expect(await exists('program.example')).toBe(true);
    expect((await create({ email: 'eva@program.example' })).reasons).toEqual(['DOMAIN_TAKEN']);
  });

  it('ENR-04: two at once for one domain make one organisation', async () => {
    const replies = await Promise.all([create({ email: 'a@pair.example' }), create({ email: 'b@pair.example' })]);
    expect(replies.map(({ status }) => status)).toEqual([202, 202]);
    expect((await stack.sql("select 1 from organisation where domain = 'pair.example'")).length).toBe(1);
  });

  it('ENR-05: can be looked up by its domain, which tells nothing else', async () => {
    expect((await stack.ask(null, '/v1/workaccounts/NORDWIND.example')).json).toEqual({ domain: 'nordwind.example', exists: true });
    expect(await exists('unheard-of.example')).toBe(false);
    expect((await stack.ask(null, '/v1/workaccounts/gmail.com')).reasons).toEqual(['WEBMAIL_DOMAIN']);
  });
});
