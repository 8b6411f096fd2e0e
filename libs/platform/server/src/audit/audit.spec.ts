import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { EntityManager } from '@mikro-orm/postgresql';
import { Global, Module } from '@nestjs/common';
import { defineEvent } from '@tandem/platform-contract';
import type { AuditRecord } from '@tandem/platform-contract';
import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import * as z from 'zod';
import type { Actor } from '../auth/actor';
import { Events } from '../events/events';
import type { NewEvent } from '../events/events';
import { withCorrelationId } from '../http/correlation';
import { actor, bearer, tinyApi } from '../http/spec-parts/tiny-api';
import type { Reply, TinyApi } from '../http/spec-parts/tiny-api';
import { platformDatabase } from '../orm/platform-database';
import { OrganisationNames } from '../watching/organisation-names';
import { AuditModule } from './audit.module';

const lent = defineEvent({ name: 'library.book-lent', data: z.object({ bookId: z.uuid(), shelf: z.string() }), audit: { resourceType: 'library_book', operationType: 'lend_library_book' } });
const lost = defineEvent({ name: 'library.book-lost', data: z.object({ bookId: z.uuid(), shelf: z.string() }), audit: { resourceType: 'library_book', operationType: 'lose_library_book', status: 'failed' } });
const told = defineEvent({ name: 'library.reader-told', data: z.object({ bookId: z.uuid(), shelf: z.string() }) });

const NAMES = new Map<string, string>();
class KnownNames extends OrganisationNames {
  namesOf(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(NAMES);
  }

  idsLike(text: string): Promise<string[]> {
    return Promise.resolve([...NAMES].filter(([, name]) => name.toLowerCase().includes(text.toLowerCase())).map(([id]) => id));
  }
}

@Global()
@Module({ providers: [{ provide: OrganisationNames, useClass: KnownNames }], exports: [OrganisationNames] })
class Names {}

const reader = (changes: Partial<Actor> = {}): Actor => actor({ organisationId: newId(), organisationName: 'Library', userId: newId(), name: 'Ada Reader', email: 'ada@library.example', roles: [{ role: 'billing_admin' }], ...changes });

describe('the activity log', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const operator = reader({ programs: ['operator'], roles: [{ role: 'operator' }] });

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [platformDatabase], modules: [Names, AuditModule] });
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  type Content = Partial<NewEvent<typeof lent.data>> & { readonly definition?: typeof lent };
  const record = ({ definition = lent, ...content }: Content = {}): Promise<string> => {
    const bookId = newId();
    const em = api.app.get(EntityManager).fork();
    return withCorrelationId('trace-1', () =>
      em.transactional(async () => {
        api.app.get(Events).add(definition, { organisations: [], subjects: [{ type: 'book', id: bookId }], data: { bookId, shelf: 'A' }, ...content });
        return Promise.resolve(bookId);
      }),
    );
  };
  const get = (who: Actor, path = '', headers: Record<string, string> = {}): Promise<Reply> => api.inject('GET', `/v1/auditrecords${path}`, { headers: { authorization: bearer(who), ...headers } });
  const items = ({ json }: Reply) => json['items'] as AuditRecord[];
  const booksOf = (reply: Reply) => items(reply).map(({ subjects }) => subjects[0]?.id);
  const filter = (value: unknown): string => `?filter=${encodeURIComponent(JSON.stringify(value))}`;

  it('AUD-02: is for the roles that the table names', async () => {
    expect((await api.inject('GET', '/v1/auditrecords')).status).toBe(401);
    const no = await get(reader({ roles: [{ role: 'report_viewer' }, { role: 'account_admin' }] }));
    expect([no.status, no.json.data[0]?.requiredRoles]).toEqual([403, ['global_admin', 'user_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent', 'operator']]);
  });

  it('SEC-01: is silent about what does not concern the reader, in the list, by id and in the file', async () => {
    const who = reader();
    await record({ actor: who });
    const [mine] = items(await get(who));
    const stranger = reader();
    expect(items(await get(stranger))).toEqual([]);
    expect((await get(stranger, `/${mine?.id}`)).status).toBe(404);
    expect((await get(stranger, '/export.csv')).text.trim().split('\r\n')).toHaveLength(1);
    expect((await get(stranger, '/export/count')).json).toEqual({ count: 0, more: false });
  });

  it('AUD-01: says who did what to what, before and after, with trace and instant, in the shape that clients read', async () => {
    const who = reader();
    const bookId = await record({ actor: { ...who, clientId: 'app-1' }, before: { shelf: 'A', reader: null }, after: { shelf: 'B', reader: { name: 'Ada' } } });
    const [found] = items(await get(who));
    expect(found).toEqual({
      id: expect.any(String),
      partnerId: who.organisationId,
      userPrincipalName: 'ada@library.example',
      applicationId: 'app-1',
      resourceType: 'library_book',
      resourceOldValue: '{"shelf":"A","reader":null}',
      resourceNewValue: '{"shelf":"B","reader":{"name":"Ada"}}',
      operationType: 'lend_library_book',
      originalCorrelationId: 'trace-1',
      operationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      operationStatus: 'succeeded',
      customizedData: [{ key: 'BookId', value: bookId }, { key: 'Shelf', value: 'A' }],
      actor: { id: who.userId, name: 'Ada Reader', organisation: 'Library' },
      eventType: 'library.book-lent',
      subjects: [{ type: 'book', id: bookId }],
      links: { self: { uri: `/auditrecords/${found?.id}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'AuditRecord' },
    });
    expect((await get(who, `/${found?.id}`)).json).toEqual(found);
  });

  it('AUD-01: what failed is called so, and what nobody did has no actor', async () => {
    const who = reader();
    await record({ definition: lost, organisations: [who.organisationId] });
    const [found] = items(await get(who));
    expect(found).toMatchObject({ operationStatus: 'failed', partnerId: who.organisationId });
    expect([found?.actor, found?.userPrincipalName, found?.customerId]).toEqual([undefined, undefined, undefined]);
  });

  it('calls an event that has no words of its own after its record and its name', async () => {
    const who = reader();
    await record({ definition: told, actor: who });
    expect(items(await get(who, '?resourceType=Book'))).toMatchObject([{ resourceType: 'book', operationType: 'library_reader_told' }]);
  });

  it('SEC-01: tells the other party no more of a person than timelines do: name and organisation', async () => {
    const [one, other] = [reader(), reader({ organisationName: 'Reading room', name: 'Otto Other' })];
    NAMES.set(one.organisationId, 'Library').set(other.organisationId, 'Reading room');
    await record({ actor: one, organisations: [other.organisationId] });
    const [theirs] = items(await get(other));
    expect(theirs).toMatchObject({ partnerId: other.organisationId, customerId: one.organisationId, customerName: 'Library', actor: { name: 'Ada Reader', organisation: 'Library' } });
    expect(JSON.stringify(theirs)).not.toMatch(new RegExp(`ada@library|${one.userId}`));
    const [own] = items(await get(one));
    expect(own).toMatchObject({ customerId: other.organisationId, customerName: 'Reading room', userPrincipalName: 'ada@library.example' });
    const [watched] = items(await get(operator, `?organisation=${one.organisationId}`));
    expect(watched).toMatchObject({ partnerId: one.organisationId, customerName: 'Reading room', userPrincipalName: 'ada@library.example' });
  });

  it('AUD-01: is seen from every place at which an organisation is named, and a fifth is refused', async () => {
    const concerned = [reader(), reader(), reader(), reader()];
    const [first, ...others] = concerned.map(({ organisationId }) => organisationId);
    const bookId = await record({ actor: { ...reader(), organisationId: String(first) }, organisations: others });
    for (const who of concerned) expect(booksOf(await get(who))).toEqual([bookId]);
    await expect(record({ actor: reader(), organisations: [String(first), ...others] })).rejects.toThrow(/event_has_places/);
  });

  it('names the organisation that is concerned, not the operator who acted for it', async () => {
    const [provider, reseller] = [reader(), reader()];
    await record({ actor: operator, organisations: [provider.organisationId, reseller.organisationId] });
    expect(items(await get(provider))[0]?.customerId).toBe(reseller.organisationId);
    expect(items(await get(reseller))[0]?.customerId).toBe(provider.organisationId);
  });

  it('1.6: pages by position, newest first, repeating the query or not, and misses nothing of one instant', async () => {
    const who = reader();
    for (let count = 0; count < 5; count++) await record({ actor: who });
    await record({ actor: reader(), organisations: [who.organisationId] });
    // As if all had happened at once: only the id orders them.
    const copies = newId();
    await database.em().execute(`insert into event (id, type, at, organisation_id, visible_to, subjects) select gen_random_uuid(), 'library.book-lent', now() - interval '1 day', ?, array[?]::uuid[], array['book:' || ?] from generate_series(1, 5)`, [who.organisationId, who.organisationId, copies]);
    const seen: string[] = [];
    let page = await get(who, '?size=4');
    for (let turn = 0; turn < 5; turn++) {
      seen.push(...items(page).map(({ id }) => id));
      const token = page.json['continuationToken'] as string | undefined;
      if (!token) break;
      page = await get(who, turn % 2 === 0 ? '?seekOperation=Next' : '?seekOperation=Next&size=4', { 'ms-continuationtoken': token });
    }
    expect([seen.length, new Set(seen).size]).toEqual([11, 11]);
    const dates = items(await get(who)).map(({ operationDate }) => operationDate);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('1.6: goes on within the period of the first page, whenever that is', async () => {
    const who = reader();
    const at = Date.now() - 90 * 86_400_000;
    for (const seconds of [1, 2, 3]) await database.em().execute(`insert into event (id, type, at, organisation_id, visible_to, subjects) values (?, 'library.book-lent', ?, ?, array[?]::uuid[], '{}')`, [newId(), new Date(at + seconds * 1000), who.organisationId, who.organisationId]);
    const first = await get(who, `?size=1&startDate=${new Date(at).toISOString()}`);
    // As if the first page had been read a week ago: its start is too old for a new question by now.
    const token = JSON.parse(Buffer.from(String(first.json['continuationToken']), 'base64url').toString()) as { q: { startDate: string }; a: { from: string } };
    const old = new Date(at - 7 * 86_400_000).toISOString();
    const older = Buffer.from(JSON.stringify({ q: { ...token.q, startDate: old }, a: { ...token.a, from: old } })).toString('base64url');
    expect(items(await get(who, '?seekOperation=Next', { 'ms-continuationtoken': older }))).toHaveLength(1);
    expect((await get(who, `?startDate=${old}`)).json.data[0]?.reason).toBe('AUDIT_TOO_OLD');
  });

  it('AUD-02: reads 30 days without a period, and any single record however old', async () => {
    const who = reader();
    const ids = [29, 31, 89, 100].map((days) => ({ days, id: newId() }));
    for (const { days, id } of ids) await database.em().execute(`insert into event (id, type, at, organisation_id, visible_to, subjects) values (?, 'library.book-lent', now() - ? * interval '1 day', ?, array[?]::uuid[], '{}')`, [id, days, who.organisationId, who.organisationId]);
    const [in30, , in89, old] = ids.map(({ id }) => id);
    expect(items(await get(who)).map(({ id }) => id)).toEqual([in30]);
    const ninety = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
    expect(items(await get(who, `?startDate=${ninety}`)).map(({ id }) => id)).toHaveLength(3);
    const [, month, day] = /-(\d+)-(\d+)$/.exec(ninety) ?? [];
    expect(items(await get(who, `?startDate=${Number(month)}%2F${Number(day)}%2F${ninety.slice(0, 4)}%2012:00:00%20AM&endDate=${new Date(Date.now() - 80 * 86_400_000).toISOString().slice(0, 10)}`)).map(({ id }) => id)).toEqual([in89]);
    const refused = await get(who, `?startDate=${new Date(Date.now() - 92 * 86_400_000).toISOString().slice(0, 10)}`);
    expect([refused.status, refused.json['code'], refused.json.data[0]]).toEqual([400, 3000, expect.objectContaining({ reason: 'AUDIT_TOO_OLD', field: 'startDate' })]);
    expect((await get(who, `/${old}`)).status).toBe(200);
  });

  it('1.7: filters as existing clients do, whatever the case and the order of the keys', async () => {
    const [who, other] = [reader(), reader()];
    NAMES.set(other.organisationId, 'Lighthouse Books');
    const shared = await record({ actor: who, organisations: [other.organisationId] });
    const own = await record({ definition: lost, actor: who });
    const found = async (value: unknown): Promise<(string | undefined)[]> => booksOf(await get(who, filter(value)));
    expect(await found({ Field: 'ResourceType', Value: 'LibraryBook', Operator: 'equals' })).toEqual([own, shared]);
    expect(await found({ operator: 'Equals', value: 'LOSE_LIBRARY_BOOK', field: 'operationtype' })).toEqual([own]);
    expect(await found({ Field: 'CustomerId', Value: other.organisationId.toUpperCase(), Operator: 'equals' })).toEqual([shared]);
    expect(await found({ Field: 'CompanyName', Value: 'lighthouse', Operator: 'substring' })).toEqual([shared]);
    expect(await found({ Field: 'CompanyName', Value: 'nobody', Operator: 'substring' })).toEqual([]);
    const either = { LeftFilter: { Field: 'CompanyName', Value: 'books', Operator: 'substring' }, RightFilter: { Field: 'OperationType', Value: 'lose_library_book', Operator: 'equals' } };
    expect(await found({ ...either, Operator: 'or' })).toEqual([own, shared]);
    expect(await found({ ...either, Operator: 'and' })).toEqual([]);
  });

  const nested = (depth: number): unknown => (depth === 0 ? { Field: 'ResourceType', Value: 'x', Operator: 'equals' } : { LeftFilter: nested(depth - 1), RightFilter: nested(0), Operator: 'and' });
  it.each([
    ['no JSON', '{'],
    ['no filter', '"x"'],
    ['an unknown field', JSON.stringify({ Field: 'Password', Value: 'x', Operator: 'equals' })],
    ['an operator that the field does not have', JSON.stringify({ Field: 'CustomerId', Value: 'x', Operator: 'substring' })],
    ['half of two', JSON.stringify({ LeftFilter: nested(0), Operator: 'and' })],
    ['too many in each other', JSON.stringify(nested(5))],
  ])('1.7: refuses %s', async (_, value) => {
    const refused = await get(reader(), `?filter=${encodeURIComponent(value)}`);
    expect([refused.status, refused.json['code'], refused.json.data[0]]).toEqual([400, 3000, expect.objectContaining({ reason: 'FILTER_INVALID', field: 'filter' })]);
  });

  it('narrows by person, record and organisation', async () => {
    const [who, other] = [reader(), reader()];
    const colleague = { ...who, userId: newId() };
    const mine = await record({ actor: who, organisations: [other.organisationId] });
    const theirs = await record({ actor: colleague });
    expect(booksOf(await get(who, `?person=${who.userId}`))).toEqual([mine]);
    expect(booksOf(await get(who, `?record=book:${theirs}`))).toEqual([theirs]);
    expect((await get(who, '?record=book')).json.data[0]).toMatchObject({ reason: 'FIELD_INVALID', field: 'record' });
    expect(booksOf(await get(who, `?organisation=${other.organisationId}`))).toEqual([mine]);
    expect(booksOf(await get(operator, `?organisation=${who.organisationId}`))).toEqual([theirs, mine]);
    expect(booksOf(await get(operator, '?size=2'))).toEqual([theirs, mine]);
  });

  it('6.3: takes the address as .NET writes it: JSON that is not encoded, dates with slashes', async () => {
    const who = reader();
    const bookId = await record({ actor: who });
    await api.app.listen(0, '127.0.0.1');
    const { port } = (api.app.getHttpServer() as Server).address() as AddressInfo;
    const tomorrow = new Date(Date.now() + 86_400_000);
    const date = `${String(tomorrow.getUTCMonth() + 1).padStart(2, '0')}/${String(tomorrow.getUTCDate()).padStart(2, '0')}/${tomorrow.getUTCFullYear()}`;
    const path = `/v1/auditrecords?endDate=${date}%2000:00:00&filter={"Field":"ResourceType","Value":"LibraryBook","Operator":"equals"}&size=500`;
    const call = request({ port, path, host: '127.0.0.1', headers: { authorization: bearer(who) } }).end();
    const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    const body = await text(response);
    expect(response.statusCode).toBe(200);
    expect((JSON.parse(body) as { items: AuditRecord[] }).items.map(({ subjects }) => subjects[0]?.id)).toEqual([bookId]);
  });

  it('AUD-02: exports what the filters leave, page by page, in the language asked for and safe from formulas', async () => {
    const who = reader({ name: '=HYPERLINK("x")', locale: 'de' });
    await record({ actor: who, after: { shelf: '+1' } });
    await record({ definition: lost, actor: who });
    expect((await get(who, '/export/count?resourceType=library_book')).json).toEqual({ count: 2, more: false });
    const file = await get(who, '/export.csv?separator=semicolon');
    expect(file.headers).toMatchObject({ 'content-type': expect.stringContaining('text/csv'), 'content-disposition': 'attachment; filename="activity-log.csv"' });
    const lines = file.text.trim().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF?"Datum \(UTC\)";"Betrifft";"Aktion"/);
    expect(lines[1]).toContain('"lose_library_book";"Gescheitert"');
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`);
    const one = (await get(who, `/export.csv?language=en${filter({ Field: 'OperationType', Value: 'lose_library_book', Operator: 'equals' }).replace('?', '&')}`)).text.trim().split('\r\n');
    expect(one).toHaveLength(2);
    expect(one[1]).toContain('"Failed"');
    expect((await get(who, '/export.csv?startDate=never')).status).toBe(400);
  });

  it('exports more than one page without doubles', async () => {
    const who = reader();
    await database.em().execute(`insert into event (id, type, at, organisation_id, visible_to, subjects) select gen_random_uuid(), 'library.book-lent', date_trunc('day', now()), ?, array[?]::uuid[], array['book:' || gen_random_uuid()] from generate_series(1, 1203)`, [who.organisationId, who.organisationId]);
    const lines = (await get(who, '/export.csv')).text.trim().split('\r\n').slice(1);
    expect([lines.length, new Set(lines).size]).toEqual([1203, 1203]);
  });

  describe('AUD-04: is append-only', () => {
    const CHANGES = ["update event set type = 'other'", 'delete from event', 'truncate event'];

    it.each(CHANGES)('for the application: %s', async (change) => {
      await record({ actor: reader() });
      await expect(database.em().execute(change)).rejects.toThrow(/permission denied/);
    });

    it.each(CHANGES)("for its owner's hand too: %s", async (change) => {
      await record({ actor: reader() });
      const owner = new Client({ connectionString: database.ownerUrl });
      await owner.connect();
      await expect(owner.query(change)).rejects.toThrow(/append-only/);
      const { rows } = await owner.query<{ count: string }>('select count(*) from event');
      expect(Number(rows[0]?.count)).toBeGreaterThan(0);
      await owner.end();
    });
  });
});
