import { EntityManager } from '@mikro-orm/postgresql';
import { BulkCommand } from '@tandem/invitations-server';
import { within } from '@tandem/platform-server';
import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body, Reply } from '../spec-parts/partnership-stack';

const relationshipType = 'is_indirect_cloud_solution_provider_of';
const BULK = '/v1/relationshiprequests/bulk';
const LIMIT = 6;

let stack: PartnershipStack;
let provider: Company;
let counter = 0;

beforeAll(async () => (stack = await PartnershipStack.start({ INVITATIONS_PER_DAY: String(LIMIT) })));
afterAll(() => stack.close());
beforeEach(async () => {
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
});

interface Row {
  readonly status: number;
  readonly id: string;
  readonly email?: string;
  readonly state?: string;
  readonly url?: string;
  readonly error?: { data: { rule: string; reason: string; field?: string; fix: string }[] };
}

const address = (): string => `ga${++counter}@alpenblick.example`;
const sales = () => provider.withRoles('sales_agent');
const rowsOf = (reply: Reply): Row[] => reply.json.items as unknown as Row[];
const told = (reply: Reply): unknown[] => rowsOf(reply).map(({ status, error }) => error?.data[0]?.reason ?? status);
const invite = (requests: readonly { email: string; [field: string]: unknown }[], headers: Record<string, string> = {}, who = sales()): Promise<Reply> =>
  stack.ask(who, 'POST', BULK, { body: { relationshipType, language: 'de', requests }, headers });
const act = (name: string, ids: readonly string[], who = sales()): Promise<Reply> => stack.ask(who, 'POST', `${BULK}/${name}`, { body: { ids } });
const draft = async (body: Record<string, unknown> = { email: address() }): Promise<Body> =>
  (await stack.ask(sales(), 'POST', '/v1/relationshiprequests', { body: { relationshipType, language: 'de', ...body } })).json;
const get = async (id: string): Promise<Body> => (await stack.ask(sales(), 'GET', `/v1/relationshiprequests/${id}`)).json;
const count = async (table: 'invitation' | 'delivery' | 'job' | 'event'): Promise<number> =>
  Number((await stack.em().execute<{ n: string }[]>(`select count(*) as n from ${table} where organisation_id = ?`, [provider.organisation.id]))[0]?.n);
const mails = async (id: string): Promise<string[]> =>
  (await stack.em().execute<{ state: string }[]>('select state from delivery where subject_id = ? order by id', [id])).map(({ state }) => state);
const events = async (id: string): Promise<string[]> =>
  (await stack.em().execute<{ type: string }[]>('select type from event where subjects @> array[?::text] order by at, id', [`invitation:${id}`])).map(({ type }) => type);

describe('asking many at once', () => {
  it('INV-11: drafts and sends a request to each, with a link, a mail and events of its own', async () => {
    const [one, two] = [address(), address()];
    const reply = await invite([{ email: one, name: 'Frau Huber' }, { email: two, language: 'en' }]);
    expect([reply.status, reply.json['totalCount'], reply.json['doneCount']]).toEqual([207, 2, 2]);
    const rows = rowsOf(reply);
    expect(rows).toMatchObject([{ status: 201, email: one, state: 'queued' }, { status: 201, email: two, state: 'queued' }]);
    const [first, second] = await Promise.all(rows.map(({ id }) => get(id)));
    expect([first?.url, second?.url]).toEqual(rows.map(({ url }) => url));
    expect([first?.['language'], second?.['language']]).toEqual(['de', 'en']);
    expect(first?.emailDraft.body).toContain('Frau Huber');
    expect([await mails(rows[0]?.id ?? ''), await events(rows[0]?.id ?? '')]).toEqual([['queued'], ['invitation.drafted', 'invitation.queued']]);
    const mail = await stack.deliver(two);
    expect(mail?.text).toContain(rows[1]?.url);
    expect((await get(rows[1]?.id ?? '')).state).toBe('sent');
  });

  it('INV-11: refuses each row by itself, with rule, reason and fix, and leaves nothing of it behind', async () => {
    const [good, repeated, suppressed] = [address(), address(), address()];
    await stack.em().execute('insert into suppressed_address (address, reason) values (?, ?)', [suppressed, 'BOUNCED']);
    const reply = await invite([{ email: good }, { email: 'a@b..example' }, { email: repeated }, { email: repeated.toUpperCase() }, { email: suppressed }, { email: 'a\r\nBcc: x@y.example' }, { email: address(), name: 'win at www.evil.example' }]);
    expect(told(reply)).toEqual([201, 'RECIPIENT_INVALID', 201, 'ADDRESS_REPEATED', 'ADDRESS_SUPPRESSED', 'HEADER_UNSAFE', 'NAME_INVALID']);
    expect(rowsOf(reply)[1]).toMatchObject({ status: 400, email: 'a@b..example', error: { data: [{ rule: 'INV-05', field: 'email', fix: expect.any(String) as string }] } });
    expect(reply.json['doneCount']).toBe(2);
    expect([await count('invitation'), await count('delivery'), await count('job'), await count('event')]).toEqual([2, 2, 2, 4]);
  });

  it('SEC-05: the limit of a day holds across the rows of a bulk, and across bulks at the same moment', async () => {
    const three = () => Array.from({ length: LIMIT / 2 + 1 }, () => ({ email: address() }));
    const replies = await Promise.all([invite(three()), invite(three())]);
    const all = replies.flatMap(told);
    expect([all.filter((one) => one === 201).length, all.filter((one) => one === 'INVITATION_LIMIT').length]).toEqual([LIMIT, 2]);
    expect(rowsOf(replies[0]).concat(rowsOf(replies[1])).find(({ error }) => error)).toMatchObject({ status: 429, error: { statusCode: 429 } });
    expect(await count('invitation')).toBe(LIMIT);
    const single = await draft();
    expect((await stack.ask(sales(), 'POST', `/v1/relationshiprequests/${single.id}/send`)).status).toBe(429);
  });

  it('API-08: the same MS-RequestId asks once and gets the same answer, refusals of rows too', async () => {
    const requests = [{ email: address() }, { email: 'a@b..example' }];
    const headers = { 'ms-requestid': 'bulk-1' };
    const [first, second] = [await invite(requests, headers), await invite(requests, headers)];
    expect([second.status, second.json, second.headers['ms-replayed']]).toEqual([207, first.json, 'true']);
    expect(await count('invitation')).toBe(1);
    expect((await invite([{ email: address() }], headers)).json.data[0]?.reason).toBe('REQUEST_ID_REUSED');
  });

  it('INV-11: refuses the whole call when it is empty or too long, and names the field', async () => {
    for (const requests of [[], Array.from({ length: 501 }, () => ({ email: 'a@b.example' }))]) {
      const reply = await invite(requests);
      expect([reply.status, reply.json.data[0]]).toMatchObject([400, { field: 'requests' }]);
    }
    expect(await count('invitation')).toBe(0);
  });

  it('PRT-02: who may not ask one may not ask many', async () => {
    const reply = await invite([{ email: address() }], {}, provider.withRoles('billing_admin'));
    expect([reply.status, reply.json.data[0]?.reason]).toEqual([403, 'ROLE_MISSING']);
    expect((await act('revoke', [(await draft()).id], provider.withRoles('billing_admin'))).status).toBe(403);
  });
});

describe('acting on many at once', () => {
  it('INV-11: sends, resends and revokes by the rules of the single acts', async () => {
    const ids = [(await draft()).id, (await draft()).id];
    const [before] = await Promise.all(ids.map(get));
    expect(told(await act('send', ids))).toEqual([200, 200]);
    expect(told(await act('send', ids))).toEqual(['INVITATION_ON_ITS_WAY', 'INVITATION_ON_ITS_WAY']);
    const resent = await act('resend', ids);
    expect(rowsOf(resent).map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect(rowsOf(resent)[0]?.url).not.toBe(before?.url);
    expect(await mails(ids[0] ?? '')).toEqual(['cancelled', 'queued']);
    expect(rowsOf(await act('revoke', ids)).map(({ state }) => state)).toEqual(['revoked', 'revoked']);
    expect(await mails(ids[0] ?? '')).toEqual(['cancelled', 'cancelled']);
    expect(await events(ids[0] ?? '')).toEqual(['invitation.drafted', 'invitation.queued', 'invitation.resent', 'invitation.revoked']);
  });

  it('INV-11, INV-04, SEC-01: one that is refused stays as it is and stops no other; foreign ones are not found', async () => {
    const stranger = await company(stack.em(), { program: 'indirect_provider' });
    const [good, empty, broken] = [await draft(), await draft({}), await draft()];
    await stack.ask(sales(), 'PATCH', `/v1/relationshiprequests/${broken.id}`, { body: { emailDraft: { body: 'No link here' } } });
    const ids = [good.id, empty.id, broken.id];
    expect(told(await act('send', ids, stranger.withRoles('sales_agent')))).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect(told(await act('send', ids))).toEqual([200, 'RECIPIENT_MISSING', 'LINK_MISSING']);
    const states = await Promise.all(ids.map(async (id) => [(await get(id)).state, (await get(id)).attributes.etag, (await mails(id)).length]));
    expect(states).toEqual([['queued', '2', 1], ['draft', '1', 0], ['draft', '2', 0]]);
  });

  it('SEC-05: what the limit refuses to resend keeps its link, its mail and its place', async () => {
    const rows = rowsOf(await invite(Array.from({ length: LIMIT - 1 }, () => ({ email: address() }))));
    const ids = rows.map(({ id }) => id);
    expect(told(await act('resend', ids))).toEqual([200, ...ids.slice(1).map(() => 'INVITATION_LIMIT')]);
    const last = await get(ids.at(-1) ?? '');
    expect([last.url, last.state, last.attributes.etag]).toEqual([rows.at(-1)?.url, 'queued', '1']);
    expect(await mails(ids.at(-1) ?? '')).toEqual(['queued']);
  });

  it('INV-11: refuses unknown acts and repeated ids as a whole', async () => {
    const { id } = await draft();
    expect((await act('accept', [id])).status).toBe(404);
    expect((await act('send', [id, id])).json.data[0]).toMatchObject({ field: 'ids', reason: 'FIELD_INVALID' });
    expect((await get(id)).state).toBe('draft');
  });

  it('INV-11: two bulks over the same requests do each of them once', async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, async () => (await draft()).id));
    const [one, other] = await Promise.all([act('send', ids), act('send', [...ids].reverse())]);
    expect([...told(one), ...told(other)].filter((status) => status === 200)).toHaveLength(ids.length);
    expect(await count('delivery')).toBe(ids.length);
  });

  it('INV-11: what is no refusal undoes all rows', async () => {
    const ids = [(await draft()).id, (await draft()).id];
    const em = stack.api.get(EntityManager).fork();
    const bulk = stack.api.get(BulkCommand, { strict: false });
    const failing = within(sales().organisationId, () =>
      em.transactional(async () => {
        await bulk.run(sales(), 'send', { type: 'partnership_request', ids });
        throw new Error('the connection is gone');
      }),
    );
    await expect(failing).rejects.toThrow('the connection is gone');
    expect([(await get(ids[0] ?? '')).state, await count('delivery')]).toEqual(['draft', 0]);
  });
});
