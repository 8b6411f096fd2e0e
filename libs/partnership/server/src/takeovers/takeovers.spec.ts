import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { sweepImports } from '../imports/imports.jobs';
import { lockPairs } from '../partnership-record';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body, Reply, Sent } from '../spec-parts/partnership-stack';

const DAY = 86_400_000;
const HEADER = 'Provider;Reseller;Since;Admin access;Evidence;Note';

interface Takeover extends Body {
  readonly counts: Record<string, number>;
}

let stack: PartnershipStack;
let operator: Company;
let provider: Company;

beforeAll(async () => (stack = await PartnershipStack.start()));
afterAll(() => stack.close());
beforeEach(async () => {
  await stack.em().execute(`update job set state = 'dismissed' where state = 'pending'`);
  operator = await company(stack.em(), { program: 'operator', name: 'Tandem Operations' });
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE', name: 'Nordwind' });
});

const call = (method: string, path: string, sent: Sent = {}, who = operator.withRoles('operator')): Promise<Reply> => stack.ask(who, method, `/v1/takeovers${path}`, sent);
const check = async (...rows: readonly string[]): Promise<Takeover> => {
  const reply = await call('POST', '', { body: { csv: [HEADER, ...rows].join('\n') } });
  expect(reply.status).toBe(201);
  return reply.json as Takeover;
};
const get = async (id: string): Promise<Takeover> => (await call('GET', `/${id}`)).json as Takeover;
const steer = (id: string, command: string): Promise<Reply> => call('POST', `/${id}/${command}`);
const rowsOf = async (id: string): Promise<Record<string, unknown>[]> => (await call('GET', `/${id}/rows`)).json.items;
const resultsOf = async (id: string): Promise<unknown[]> => (await rowsOf(id)).map(({ number, result, reason, about }) => [number, result, reason, about].filter((part) => part !== undefined));
const work = async (): Promise<void> => {
  while (await stack.batch());
};
const take = async (...rows: readonly string[]): Promise<Takeover> => {
  const { id } = await check(...rows);
  await steer(id, 'start');
  await work();
  return get(id);
};
const reseller = (more: Parameters<typeof company>[1] = {}): Promise<Company> => company(stack.em(), { program: 'indirect_reseller', country: 'DE', ...more });
const resellers = async (count: number): Promise<Company[]> => {
  const made: Company[] = [];
  for (let index = 0; index < count; index++) made.push(await reseller());
  return made;
};
const row = (of: Company, { since = '2019-04-01', access = 'yes', evidence = 'V-44', by = provider }: { since?: string; access?: string; evidence?: string; by?: Company } = {}): string =>
  [by.organisation.domain, of.organisation.domain, since, access, evidence, ''].join(';');
const partnerships = (): Promise<Record<string, unknown>[]> => stack.em().execute('select * from partnership where provider_id = ? order by since', [provider.organisation.id]);
const mails = async (): Promise<number> => (await stack.em().execute<unknown[]>('select 1 from delivery')).length;

describe('the dry run', () => {
  it('IMP-12: names both sides by tenant id, domain or MPN id, and says whom it found', async () => {
    const one = await reseller({ name: 'Alpenblick', country: 'FR' });
    const found = await check(`${provider.organisation.id};${one.mpnId};1.4.2019;nein;V-44;called`, `${provider.mpnId.toUpperCase()};${one.organisation.domain.toUpperCase()};2019-04-01;no;V-44;`);
    expect(found).toMatchObject({ state: 'checked', counts: { total: 2, new: 1, duplicate: 1 }, attributes: { objectType: 'Takeover', etag: '1' } });
    expect((await rowsOf(found.id))[0]).toMatchObject({
      ...{ result: 'new', since: '2019-04-01', adminAccess: 'removed', evidence: 'V-44', note: 'called' },
      ...{ provider: { given: provider.organisation.id, id: provider.organisation.id, name: 'Nordwind' }, reseller: { given: one.mpnId, name: 'Alpenblick' } },
    });
    expect(await partnerships()).toEqual([]);
  });

  it('IMP-01: says of each row why it would not be taken', async () => {
    const [known, partner, ended, unsigned, far, customer] = [
      ...(await resellers(3)),
      ...[await reseller({ signed: false }), await reseller({ country: 'US' }), await company(stack.em(), { program: 'customer', signed: false })],
    ] as [Company, Company, Company, Company, Company, Company];
    await take(row(partner), row(ended));
    await stack.ask(provider.globalAdmin, 'PATCH', `/v1/relationships/${ended.organisation.id}`, { body: { state: 'Terminated' } });
    const tomorrow = new Date(stack.clock.now().getTime() + DAY).toISOString().slice(0, 10);
    const found = await check(
      ...[row(known, { since: tomorrow }), row(known, { evidence: '' }), row(known, { access: '' }), row(known), row(known, { evidence: 'V-45' })],
      ...[`${provider.organisation.domain};gone.example;2019-04-01;yes;V;`, `gone.example;${known.organisation.domain};2019-04-01;yes;V;`, row(known, { by: partner }), row(customer)],
      ...[row(unsigned), row(far), row(partner), row(ended), `;${known.organisation.domain};2019-04-01;yes;V;`],
    );
    expect(await resultsOf(found.id)).toEqual([
      [2, 'invalid', 'SINCE_IN_FUTURE'],
      [3, 'invalid', 'EVIDENCE_MISSING'],
      [4, 'invalid', 'ADMIN_ACCESS_UNCLEAR'],
      [5, 'new'],
      [6, 'duplicate', 'PAIR_REPEATED', '5'],
      [7, 'invalid', 'RESELLER_UNKNOWN', 'gone.example'],
      [8, 'invalid', 'PROVIDER_UNKNOWN', 'gone.example'],
      [9, 'invalid', 'NOT_A_PROVIDER', partner.organisation.name],
      [10, 'invalid', 'NOT_A_RESELLER', customer.organisation.name],
      [11, 'invalid', 'AGREEMENT_MISSING', unsigned.organisation.name],
      [12, 'invalid', 'REGIONS_DIFFER', far.organisation.name],
      [13, 'partner', 'PARTNER_ALREADY', partner.organisation.name],
      [14, 'invalid', 'PARTNERSHIP_ENDED', ended.organisation.name],
      [15, 'invalid', 'PROVIDER_UNKNOWN'],
    ]);
  });

  it('IMP-08: gives the invalid rows back with their reason, and takes the corrected file', async () => {
    const one = await reseller();
    const found = await check(row(one, { evidence: '' }));
    const errors = await call('GET', `/${found.id}/errors.csv?language=de`);
    expect(errors.text).toContain('"Es fehlt, was die Partnerschaft belegt');
    const again = await call('POST', '', { body: { csv: errors.text.replace('"yes";""', '"yes";"Mail vom 3. Mai"') } });
    expect(again.json['counts']).toMatchObject({ total: 1, new: 1 });
  });

  it('IMP-03: reads the columns in another way', async () => {
    const one = await reseller();
    const reply = await call('POST', '', { body: { csv: `A;B;C;D;E\n${provider.mpnId};${one.mpnId};2019-04-01;yes;V`, mapping: { provider: 'A', reseller: 'B', since: 'C', adminAccess: 'D' } } });
    expect(reply.json).toMatchObject({ counts: { new: 0, invalid: 1 } });
    const changed = await call('PATCH', `/${reply.json.id}`, { body: { mapping: { provider: 'A', reseller: 'B', since: 'C', adminAccess: 'D', evidence: 'E' } } });
    expect(changed.json).toMatchObject({ counts: { new: 1 } });
  });
});

describe('a takeover', () => {
  it('IMP-14: makes active partnerships with their evidence, tells both sides, and mails nobody', async () => {
    const [one, two] = await resellers(2) as [Company, Company];
    const before = await mails();
    const done = await take(row(one, { evidence: 'V-2019/44' }), row(two, { since: '31.12.2020', access: 'no' }));
    expect(done).toMatchObject({ state: 'done', counts: { total: 2, new: 0, established: 2 } });
    const list = (await stack.ask(provider.globalAdmin, 'GET', '/v1/relationships')).json.items;
    expect(list).toMatchObject([
      { id: two.organisation.id, state: 'Active', since: '2020-12-31T12:00:00.000Z', delegatedAdmin: 'removed' },
      { id: one.organisation.id, state: 'Active', since: '2019-04-01T12:00:00.000Z', delegatedAdmin: 'granted' },
    ]);
    for (const [who, partner] of [[one.globalAdmin, provider], [provider.globalAdmin, one]] as const) {
      const story = (await stack.ask(who, 'GET', `/v1/relationships/${partner.organisation.id}/timeline`)).json.items;
      expect(story).toMatchObject([{ type: 'partnership.established', actor: { name: 'Greta Ahrens', organisation: 'Tandem Operations' }, data: { source: 'imported', evidence: 'V-2019/44', importId: done.id } }]);
    }
    expect((await rowsOf(done.id))[0]).toMatchObject({ result: 'established', partnershipId: (await partnerships())[0]?.['id'] });
    expect(await mails()).toBe(before);
    expect(await stack.em().execute(`select 1 from job where name <> 'partnership.run-import-batch' and queue <> 'webhook' and state = 'pending'`)).toEqual([]);
  });

  it('PRT-01: what was taken over can do what an authorized partnership can', async () => {
    const one = await reseller();
    await take(row(one));
    const access = `/v1/relationships/${provider.organisation.id}/delegatedadmin`;
    expect((await stack.ask(one.globalAdmin, 'DELETE', access)).status).toBe(204);
    expect((await stack.ask(one.globalAdmin, 'GET', access)).json).toMatchObject({ adminAccess: 'removed' });
    expect((await stack.ask(provider.globalAdmin, 'PATCH', `/v1/relationships/${one.organisation.id}`, { body: { state: 'Terminated' } })).json).toMatchObject({ state: 'Terminated' });
  });

  it('PRT-15: the same file again makes nothing twice', async () => {
    const rows = (await resellers(3)).map((one) => row(one));
    await take(...rows);
    const again = await check(...rows);
    expect(again.counts).toMatchObject({ new: 0, partner: 3 });
    expect((await steer(again.id, 'start')).json.data).toMatchObject([{ rule: 'IMP-04', reason: 'IMPORT_NOTHING_NEW' }]);
    expect(await partnerships()).toHaveLength(3);
  });

  it('PRT-15: two takeovers of the same rows at once make each partnership once', async () => {
    const rows = (await resellers(40)).map((one) => row(one));
    const [one, two] = [await check(...rows), await check(...[...rows].reverse())];
    await steer(one.id, 'start');
    await steer(two.id, 'start');
    await Promise.all([stack.batch(), stack.batch()]);
    await work();
    const [first, second] = [await get(one.id), await get(two.id)];
    expect([first.state, second.state, Number(first.counts['established']) + Number(second.counts['established']), Number(first.counts['partner']) + Number(second.counts['partner'])]).toEqual(['done', 'done', 40, 40]);
    expect(await partnerships()).toHaveLength(40);
  });

  it('PRT-15: a row waits for whoever is just making the same partnership, and then finds it', async () => {
    const [one, two] = await resellers(2) as [Company, Company];
    const { id } = await check(row(one), row(two));
    await steer(id, 'start');
    const pair = { providerId: provider.organisation.id, resellerId: one.organisation.id };
    const other = stack.em();
    await other.begin();
    await lockPairs(other, [pair]);
    await other.execute(
      `insert into partnership (id, provider_id, reseller_id, state, admin_access, admin_access_changed_at, evidence, since) values (gen_random_uuid(), ?, ?, 'active', 'removed', now(), 'first', now())`,
      [pair.providerId, pair.resellerId],
    );
    const batch = stack.batch();
    const blocked = (): Promise<unknown[]> =>
      stack.em().execute(`select 1 from pg_locks where not granted and (locktype = 'transactionid' or database = (select oid from pg_database where datname = current_database()))`);
    while ((await blocked()).length === 0);
    await other.commit();
    expect(await batch).toBe(true);
    expect(await resultsOf(id)).toEqual([[2, 'partner', 'PARTNER_ALREADY', one.organisation.name], [3, 'established']]);
    expect((await partnerships()).map(({ evidence }) => evidence).sort()).toEqual(['V-44', 'first']);
  });

  it('PRT-15: a reseller who authorizes at the same moment becomes a partner once', async () => {
    const one = await reseller();
    const asked = (await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType: 'is_indirect_cloud_solution_provider_of', email: 'x@y.example' } })).json;
    const { id } = await check(row(one));
    await steer(id, 'start');
    const [accepted] = await Promise.all([stack.ask(one.globalAdmin, 'POST', `/v1/invitations/${asked.url.split('/').at(-1)}/accept`, { body: { authorized: true } }), stack.batch()]);
    expect(accepted.status).toBe(200);
    expect(await partnerships()).toHaveLength(1);
    expect((await get(id)).state).toBe('done');
  });

  it('goes on after a worker was lost, and makes each partnership once', async () => {
    const { id } = await check(...(await resellers(3)).map((one) => row(one)));
    await steer(id, 'start');
    await stack.batch({ fails: true });
    expect([(await partnerships()).length, (await get(id)).counts]).toMatchObject([0, { new: 3 }]);
    await work();
    expect([(await partnerships()).length, (await get(id)).state]).toEqual([3, 'done']);
  });

  it('PRT-03: a row whose reseller was suspended after the check is left out and says why', async () => {
    const [one, two] = await resellers(2) as [Company, Company];
    const { id } = await check(row(one), row(two));
    await stack.em().execute(`update program_membership set state = 'suspended' where organisation_id = ?`, [one.organisation.id]);
    await steer(id, 'start');
    await work();
    expect(await resultsOf(id)).toEqual([[2, 'invalid', 'NOT_A_RESELLER', one.organisation.name], [3, 'established']]);
  });

  it('SM-13: is paused, resumed and cancelled between two batches; what was made stays', async () => {
    const many = await resellers(210);
    const { id } = await check(...many.map((one) => row(one)));
    await steer(id, 'start');
    await stack.batch();
    expect((await steer(id, 'pause')).json).toMatchObject({ state: 'paused', counts: { established: 200, new: 10 } });
    await work();
    expect(await partnerships()).toHaveLength(200);
    expect((await steer(id, 'resume')).json).toMatchObject({ state: 'running' });
    expect((await steer(id, 'cancel')).json).toMatchObject({ state: 'cancelled', counts: { established: 200, new: 10 } });
    await work();
    expect(await partnerships()).toHaveLength(200);
  });

  it('ROL-01: pauses when the organisation is no operator any more', async () => {
    const { id } = await check(row(await reseller()));
    await steer(id, 'start');
    await stack.em().execute(`update program_membership set state = 'suspended' where organisation_id = ?`, [operator.organisation.id]);
    await work();
    expect(await get(id)).toMatchObject({ state: 'paused', waiting: { reason: 'OPERATOR_INACTIVE' }, counts: { established: 0 } });
  });
});

describe('who may', () => {
  it('ROL-01: only an operator; everybody else gets 403 on every route', async () => {
    const { id } = await check(row(await reseller()));
    const routes = [['POST', ''], ['GET', ''], ['GET', `/${id}`], ['PATCH', `/${id}`], ['GET', `/${id}/rows`], ['GET', `/${id}/errors.csv`], ...['start', 'pause', 'resume', 'cancel'].map((command) => ['POST', `/${id}/${command}`])] as [string, string][];
    for (const who of [provider.globalAdmin, provider.withRoles('operator'), operator.withRoles('global_admin')])
      for (const [method, path] of routes) {
        const body = method === 'PATCH' ? {} : path === '' && method === 'POST' ? { csv: HEADER } : undefined;
        expect([method, path, (await call(method, path, body === undefined ? {} : { body }, who)).status]).toEqual([method, path, 403]);
      }
    expect((await get(id)).state).toBe('checked');
  });

  it('SEC-01: neither kind of import is found by the routes of the other', async () => {
    const { id } = await check(row(await reseller()));
    await stack.em().execute(`update partnership_import set organisation_id = ? where id = ?`, [provider.organisation.id, id]);
    expect((await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/imports/${id}`)).status).toBe(404);
    expect((await stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/imports/${id}/start`)).status).toBe(404);
    expect((await stack.ask(provider.globalAdmin, 'GET', '/v1/relationshiprequests/imports')).json.items).toEqual([]);
  });

  it('SEC-01: partnerships of providers that are not in the file stay as they are', async () => {
    const [one, other] = [await reseller(), await company(stack.em(), { program: 'indirect_provider', country: 'DE' })];
    await take(row(one, { by: other, evidence: 'theirs' }));
    await take(row(one));
    const kept = await stack.em().execute<{ evidence: string; version: number }[]>('select evidence, version from partnership where provider_id = ?', [other.organisation.id]);
    expect(kept).toEqual([{ evidence: 'theirs', version: 1 }]);
    expect((await stack.ask(other.globalAdmin, 'GET', '/v1/relationships')).json.items).toHaveLength(1);
  });
});

describe('what is kept', () => {
  it('IMP-13: files and rows go 90 days after their end, those at work stay, and so does what came of them', async () => {
    const [one, two, three] = await resellers(3) as [Company, Company, Company];
    const done = await take(row(one));
    const running = await check(row(two));
    const checked = await check(row(three));
    await steer(running.id, 'start');
    stack.clock.advance(89 * DAY);
    await stack.sweep(sweepImports);
    for (const { id } of [done, running, checked]) expect((await call('GET', `/${id}`)).status).toBe(200);
    stack.clock.advance(2 * DAY);
    await stack.sweep(sweepImports);
    await stack.sweep(sweepImports);
    expect(await Promise.all([done, running, checked].map(async ({ id }) => (await call('GET', `/${id}`)).status))).toEqual([404, 200, 404]);
    expect(await stack.em().execute('select 1 from partnership_import_row where import_id in (?, ?)', [done.id, checked.id])).toEqual([]);
    expect(await partnerships()).toMatchObject([{ evidence: 'V-44', state: 'active' }]);
    await work();
    expect(await partnerships()).toHaveLength(2);
  });
});
