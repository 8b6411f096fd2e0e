import { company } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { PartnershipStack } from '../spec-parts/partnership-stack';
import type { Body, Reply, Sent } from '../spec-parts/partnership-stack';

const HOUR = 3_600_000;
const IMPORTS = '/v1/relationshiprequests/imports';

interface Import extends Body {
  readonly counts: Record<string, number>;
  readonly columns: { name: string; sample: string }[];
  readonly mapping: Record<string, string>;
  readonly waiting?: { reason: string; until?: string };
}

let stack: PartnershipStack;
let provider: Company;

beforeAll(async () => (stack = await PartnershipStack.start({ INVITATIONS_PER_DAY: '120' })));
afterAll(() => stack.close());
beforeEach(async () => {
  // A batch that a spec left behind is not the next one's.
  await stack.em().execute(`update job set state = 'dismissed' where state = 'pending'`);
  provider = await company(stack.em(), { program: 'indirect_provider', country: 'DE' });
});

const call = (method: string, path: string, sent: Sent = {}, who = provider.withRoles('sales_agent')): Promise<Reply> => stack.ask(who, method, `${IMPORTS}${path}`, sent);
const check = async (csv: string, more: Record<string, unknown> = {}): Promise<Import> => {
  const reply = await call('POST', '', { body: { csv, language: 'de', ...more } });
  expect(reply.status).toBe(201);
  return reply.json as Import;
};
const steer = async (id: string, command: string): Promise<Reply> => call('POST', `/${id}/${command}`);
const get = async (id: string): Promise<Import> => (await call('GET', `/${id}`)).json as Import;
const rows = async (id: string, query = ''): Promise<Record<string, unknown>[]> => (await call('GET', `/${id}/rows${query}`)).json.items;
const work = async (): Promise<void> => {
  while (await stack.batch());
};
const mailed = async (): Promise<string[]> =>
  (await stack.em().execute<{ recipient: string }[]>('select recipient from delivery where organisation_id = ? order by recipient', [provider.organisation.id])).map(({ recipient }) => recipient);
const requests = async (): Promise<number> => (await stack.em().execute<unknown[]>('select 1 from invitation where organisation_id = ?', [provider.organisation.id])).length;
let counter = 0;
const addresses = (count: number): string[] => Array.from({ length: count }, () => `ga${++counter}@import.example`);
const file = (emails: readonly string[]): string => ['E-Mail', ...emails].join('\n');
const resultsOf = async (id: string): Promise<unknown[]> => (await rows(id)).map(({ number, result, reason, about }) => [number, result, reason, about].filter((part) => part !== undefined));

describe('checking a file', () => {
  it('IMP-01: says of each row what would become of it, and sends nothing', async () => {
    const reseller = await company(stack.em(), { program: 'indirect_reseller', country: 'DE', name: 'Alpenblick' });
    const asked = (await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType: 'is_indirect_cloud_solution_provider_of', email: 'x@other.example' } })).json;
    await stack.ask(reseller.globalAdmin, 'POST', `/v1/invitations/${asked.url.split('/').at(-1)}/accept`, { body: { authorized: true } });
    const open = (await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType: 'is_indirect_cloud_solution_provider_of', email: 'Open@seen.example' } })).json;
    await stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/${open.id}/send`);
    await stack.em().execute(`insert into suppressed_address (address, reason) values ('gone@away.example', 'MAILBOX_UNKNOWN') on conflict do nothing`);
    const domain = reseller.globalAdmin.email?.split('@')[1];
    const found = await check(
      ['E-Mail;Sprache;Firma;Notiz', 'New@a.example;en;Boreal;called', `info@${domain};;;`, 'X@other.example', 'open@seen.example', 'new@A.example', 'nobody', 'b@b.example;fr', 'gone@away.example'].join('\r\n'),
    );
    expect(found).toMatchObject({
      state: 'checked',
      separator: ';',
      mapping: { address: 'E-Mail', language: 'Sprache', name: 'Firma', note: 'Notiz' },
      counts: { total: 8, new: 1, sent: 0, partner: 2, requested: 1, duplicate: 1, invalid: 3 },
      attributes: { objectType: 'PartnerRelationshipRequestImport', etag: '1' },
    });
    expect(found.columns[0]).toEqual({ name: 'E-Mail', sample: 'New@a.example' });
    expect(await resultsOf(found.id)).toEqual([
      [2, 'new'],
      [3, 'partner', 'PARTNER_ALREADY', 'Alpenblick'],
      [4, 'partner', 'PARTNER_ALREADY', 'Alpenblick'],
      [5, 'requested', 'ASKED_ALREADY'],
      [6, 'duplicate', 'ADDRESS_REPEATED', '2'],
      [7, 'invalid', 'RECIPIENT_INVALID'],
      [8, 'invalid', 'LANGUAGE_UNKNOWN'],
      [9, 'invalid', 'RECIPIENT_SUPPRESSED'],
    ]);
    expect((await rows(found.id))[0]).toMatchObject({ email: 'New@a.example', language: 'en', name: 'Boreal', note: 'called' });
    expect(await mailed()).toEqual(['Open@seen.example']);
  });

  it('IMP-01: takes the file as it is, in the encoding of a spreadsheet', async () => {
    const payload = Buffer.from('E-Mail\tFirma\r\nga@muenchen.example\tGr\xfc\xdfe GmbH', 'latin1');
    const reply = await call('POST', '?fileName=h%C3%A4ndler.csv', { body: payload, headers: { 'content-type': 'text/csv' } });
    expect([reply.status, reply.json]).toMatchObject([201, { fileName: 'händler.csv', encoding: 'windows-1252', separator: '\t', counts: { new: 1 } }]);
    expect(await rows(reply.json.id)).toMatchObject([{ name: 'Grüße GmbH' }]);
  });

  it('has a story, as every record', async () => {
    const found = await check('E-Mail\nstory@told.example');
    expect((await call('GET', `/${found.id}/timeline`)).json.items).toMatchObject([{ kind: 'event', type: 'partnership.import-checked', after: { state: 'checked' } }]);
  });

  it('IMP-03: reads the columns in another way and checks again, with the etag it was read with', async () => {
    const found = await check('A;B;C\nx;one@map.example;Boreal');
    expect(found).toMatchObject({ mapping: { address: 'B' }, counts: { new: 1 } });
    const changed = await call('PATCH', `/${found.id}`, { body: { mapping: { address: 'B', name: 'C' }, language: 'EN', attributes: { etag: '1' } } });
    expect(changed.json).toMatchObject({ mapping: { address: 'B', name: 'C' }, language: 'en', counts: { new: 1 }, attributes: { etag: '2' } });
    expect(await rows(found.id)).toMatchObject([{ name: 'Boreal' }]);
    expect((await call('PATCH', `/${found.id}`, { body: { mapping: {}, attributes: { etag: '1' } } })).json.data).toMatchObject([{ reason: 'STALE' }]);
    expect((await call('PATCH', `/${found.id}`, { body: { mapping: { address: 'Z' } } })).json.data).toMatchObject([{ reason: 'IMPORT_COLUMN_UNKNOWN', rule: 'IMP-03', field: 'mapping.address' }]);
    expect((await call('PATCH', `/${found.id}`, { body: { mapping: {} } })).json).toMatchObject({ counts: { new: 0, invalid: 1 } });
  });

  it('IMP-01: refuses what is no CSV, empty, or too long', async () => {
    const reasons = await Promise.all([{ csv: '' }, { csv: 'E-Mail;Name\n"open' }, { csv: file(Array.from({ length: 5001 }, (_, index) => `a${index}@b.example`)) }, {}].map(async (body) => (await call('POST', '', { body })).json.data[0]?.reason));
    expect(reasons).toEqual(['IMPORT_EMPTY', 'IMPORT_UNREADABLE', 'IMPORT_TOO_LONG', 'FIELD_INVALID']);
  });

  it('IMP-02: checks 5,000 rows and shows them page by page', async () => {
    const found = await check(file(addresses(5000)));
    expect(found.counts).toMatchObject({ total: 5000, new: 5000 });
    const first = await call('GET', `/${found.id}/rows?size=200&result=NEW`);
    const next = await call('GET', `/${found.id}/rows?seekOperation=Next`, { headers: { 'MS-ContinuationToken': first.json.continuationToken ?? '' } });
    expect([first.json.items.at(-1)?.['number'], next.json.items[0]?.['number'], next.json.items.length]).toEqual([201, 202, 200]);
  });

  it('IMP-08: gives the invalid rows back with their reason, formula-safe, and takes the corrected file', async () => {
    const found = await check('E-Mail,Firma,Eigenes\nnobody,"=HYPERLINK(""x"")",+1\nok@fix.example,Fine,1\nb@b.example;x,"a, b",-2');
    const errors = await call('GET', `/${found.id}/errors.csv?language=de`);
    expect(errors.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="errors.csv"' });
    expect(errors.text.split('\r\n')).toEqual([
      '\uFEFF"E-Mail","Firma","Eigenes","Grund (Tandem)"',
      `"nobody","'=HYPERLINK(""x"")","'+1","An diese Adresse kann keine E-Mail gehen. Richtig wäre etwa name@firma.example."`,
      `"b@b.example;x","a, b","'-2","An diese Adresse kann keine E-Mail gehen. Richtig wäre etwa name@firma.example."`,
      '',
    ]);
    const again = await check(errors.text.replace('"nobody"', '"some@fix.example"'));
    expect(again.counts).toMatchObject({ total: 2, new: 1, invalid: 1 });
    expect(await rows(again.id, '?result=new')).toMatchObject([{ email: 'some@fix.example', name: '=HYPERLINK("x")' }]);
    const second = await call('GET', `/${again.id}/errors.csv`);
    expect(second.text.split('\r\n')[0]).toBe('\uFEFF"E-Mail","Firma","Eigenes","Reason (Tandem)"');
  });
});

describe('sending an import', () => {
  it('IMP-07: makes one request of each new row, in its language and with its name; repeating the file sends nothing twice', async () => {
    const csv = 'Mail;Language;Company\none@twice.example;en;Boreal Ltd\ntwo@twice.example;;';
    const first = await check(csv);
    expect((await steer(first.id, 'start')).json).toMatchObject({ state: 'running', startedAt: stack.clock.now().toISOString() });
    await work();
    expect(await get(first.id)).toMatchObject({ state: 'done', counts: { total: 2, new: 0, sent: 2 } });
    const [sent] = await rows(first.id, '?result=sent');
    const request = (await stack.ask(provider.globalAdmin, 'GET', `/v1/relationshiprequests/${String(sent?.['requestId'])}`)).json;
    expect(request).toMatchObject({ state: 'queued', email: 'one@twice.example', language: 'en', requestedBy: { name: 'Greta Ahrens' } });
    expect(request.emailDraft.body).toContain('Hello Boreal Ltd,');
    expect((await stack.deliver('one@twice.example'))?.text).toContain(request.url);

    const second = await check(csv);
    expect(second.counts).toMatchObject({ new: 0, requested: 2 });
    expect((await steer(second.id, 'start')).json.data).toMatchObject([{ rule: 'IMP-04', reason: 'IMPORT_NOTHING_NEW' }]);
    expect(await mailed()).toEqual(['one@twice.example', 'two@twice.example']);
  });

  it('IMP-07: two imports of the same file at once ask everybody once', async () => {
    const csv = file(addresses(60));
    const [one, two] = [await check(csv), await check(csv)];
    await steer(one.id, 'start');
    await steer(two.id, 'start');
    await Promise.all([stack.batch(), stack.batch()]);
    await work();
    const [first, second] = [await get(one.id), await get(two.id)];
    expect([first.state, second.state]).toEqual(['done', 'done']);
    expect(Number(first.counts['sent']) + Number(second.counts['sent'])).toBe(60);
    expect(Number(first.counts['requested']) + Number(second.counts['requested'])).toBe(60);
    expect(new Set(await mailed()).size).toBe((await mailed()).length);
  });

  it('goes on after a worker was lost, and sends each row once', async () => {
    const found = await check(file(addresses(70)));
    await steer(found.id, 'start');
    await stack.batch({ fails: true });
    expect([await requests(), (await get(found.id)).counts]).toMatchObject([0, { new: 70, sent: 0 }]);
    await work();
    expect([await requests(), (await mailed()).length, (await get(found.id)).state]).toEqual([70, 70, 'done']);
  });

  it('SM-13: a pause takes effect between two batches, a resumption goes on where it was, and no row goes out twice', async () => {
    const found = await check(file(addresses(110)));
    await steer(found.id, 'start');
    await stack.batch();
    expect((await steer(found.id, 'pause')).json).toMatchObject({ state: 'paused', counts: { sent: 50, new: 60 } });
    await work();
    expect(await requests()).toBe(50);
    expect((await steer(found.id, 'pause')).json.data).toMatchObject([{ reason: 'IMPORT_STATE', state: 'paused' }]);
    await steer(found.id, 'resume');
    await steer(found.id, 'pause');
    await steer(found.id, 'resume');
    await work();
    expect([await requests(), (await get(found.id)).counts]).toMatchObject([110, { sent: 110, new: 0 }]);
    const jobs = await stack.em().execute(`select 1 from job where subject_id = ? and state = 'pending'`, [found.id]);
    expect(jobs).toEqual([]);
  });

  it('SM-13: pausing while a batch runs waits for it, and nothing goes out after the answer', async () => {
    const found = await check(file(addresses(100)));
    await steer(found.id, 'start');
    const [, paused] = await Promise.all([stack.batch(), steer(found.id, 'pause')]);
    const { sent } = (paused.json as Import).counts;
    expect([0, 50]).toContain(sent);
    await work();
    expect([(await mailed()).length, (await get(found.id)).counts['sent']]).toEqual([sent, sent]);
  });

  it('SM-13: after a cancellation nothing more goes out; what was sent stays', async () => {
    const found = await check(file(addresses(60)));
    await steer(found.id, 'start');
    await stack.batch();
    expect((await steer(found.id, 'cancel')).json).toMatchObject({ state: 'cancelled', counts: { sent: 50, new: 10 } });
    await work();
    expect((await mailed()).length).toBe(50);
    for (const command of ['start', 'resume', 'cancel']) expect((await steer(found.id, command)).json.data).toMatchObject([{ rule: 'SM-13', reason: 'IMPORT_STATE' }]);
  });

  it('SM-13: is started once, also when two start it at the same moment', async () => {
    const found = await check(file(addresses(3)));
    const replies = await Promise.all([steer(found.id, 'start'), steer(found.id, 'start')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.json.data).toMatchObject([{ reason: 'IMPORT_STARTED' }]);
    await work();
    expect(await requests()).toBe(3);
    expect((await call('PATCH', `/${found.id}`, { body: { language: 'en' } })).status).toBe(409);
  });

  it('SEC-05: waits when the day is full, says so, and goes on by itself', async () => {
    const found = await check(file(addresses(130)));
    await steer(found.id, 'start');
    await work();
    const waiting = await get(found.id);
    expect(waiting).toMatchObject({ state: 'running', counts: { sent: 120, new: 10 }, waiting: { reason: 'INVITATION_LIMIT' } });
    expect(await requests()).toBe(120);
    stack.clock.advance(25 * HOUR);
    await work();
    expect(await get(found.id)).toMatchObject({ state: 'done', counts: { sent: 130 } });
    expect((await get(found.id)).waiting).toBeUndefined();
  });

  it('SEC-05: a batch and single requests at the same moment never send more than the day holds', async () => {
    const before = await check(file(addresses(100)));
    await steer(before.id, 'start');
    await work();
    const drafts = await Promise.all(
      addresses(10).map(async (email) => (await stack.ask(provider.globalAdmin, 'POST', '/v1/relationshiprequests', { body: { relationshipType: 'is_indirect_cloud_solution_provider_of', email } })).json),
    );
    const found = await check(file(addresses(30)));
    await steer(found.id, 'start');
    const [, ...singles] = await Promise.all([stack.batch(), ...drafts.map(({ id }) => stack.ask(provider.globalAdmin, 'POST', `/v1/relationshiprequests/${id}/send`))]);
    await work();
    expect((await mailed()).length).toBe(120);
    expect(await get(found.id)).toMatchObject({ state: 'running', waiting: { reason: 'INVITATION_LIMIT' } });
    for (const { status, headers } of singles.filter(({ status }) => status === 429)) expect([status, Number(headers['retry-after'])]).toEqual([429, 86_400]);
  });

  it('PRT-15: a row that became a partner or was refused meanwhile is left out and says why', async () => {
    const found = await check(file(['late@refused.example', 'fine@refused.example']));
    await stack.em().execute(`insert into suppressed_address (address, reason) values ('late@refused.example', 'MAILBOX_UNKNOWN')`);
    await steer(found.id, 'start');
    await work();
    expect(await resultsOf(found.id)).toEqual([[2, 'invalid', 'RECIPIENT_SUPPRESSED'], [3, 'sent']]);
    expect(await requests()).toBe(1);
  });

  it('PRT-01: pauses when the organisation is no active provider any more', async () => {
    const found = await check(file(addresses(2)));
    await steer(found.id, 'start');
    await stack.em().execute(`update program_membership set state = 'ended' where organisation_id = ?`, [provider.organisation.id]);
    await work();
    expect(await get(found.id)).toMatchObject({ state: 'paused', waiting: { reason: 'PROVIDER_INACTIVE' }, counts: { sent: 0 } });
  });

  it('ORG-10: pauses when the account is suspended, and is not resumed before that is lifted', async () => {
    const found = await check(file(addresses(2)));
    await steer(found.id, 'start');
    await stack.em().execute(`update program_membership set state = 'suspended' where organisation_id = ?`, [provider.organisation.id]);
    await work();
    expect(await get(found.id)).toMatchObject({ state: 'paused', waiting: { reason: 'ACCOUNT_SUSPENDED' }, counts: { sent: 0 } });
    const suspended = { ...provider.globalAdmin, suspended: { reason: 'Overdue.', since: '2026-11-20T09:00:00.000Z' } };
    expect((await call('POST', `/${found.id}/resume`, {}, suspended)).json.data).toMatchObject([{ rule: 'ORG-10', reason: 'ACCOUNT_SUSPENDED' }]);
    await stack.em().execute(`update program_membership set state = 'active' where organisation_id = ?`, [provider.organisation.id]);
    await steer(found.id, 'resume');
    await work();
    expect(await get(found.id)).toMatchObject({ state: 'done', counts: { sent: 2 } });
  });

  it('tells who watches after each batch', async () => {
    const found = await check(file(addresses(60)));
    await steer(found.id, 'start');
    await work();
    const types = await stack.em().execute<{ type: string }[]>('select type from event where subjects @> array[?::text] order by at, id', [`partnership_import:${found.id}`]);
    expect(types.map(({ type }) => type)).toEqual(['partnership.import-checked', 'partnership.import-started', 'partnership.import-progressed', 'partnership.import-finished']);
  });
});

describe('who may', () => {
  it('SEC-01: another provider finds neither import nor rows nor errors, and can do nothing with it', async () => {
    const found = await check(file(addresses(2)));
    const other = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    const asked = [['GET', ''], ['PATCH', ''], ['GET', '/rows'], ['GET', '/errors.csv'], ['POST', '/start'], ['POST', '/pause'], ['POST', '/resume'], ['POST', '/cancel']] as const;
    const replies = await Promise.all(asked.map(([method, path]) => call(method, `/${found.id}${path}`, method === 'PATCH' ? { body: { language: 'en' } } : {}, other)));
    expect(replies.map(({ status }) => status)).toEqual(asked.map(() => 404));
    expect((await call('GET', '', {}, other)).json.items).toEqual([]);
    expect((await get(found.id)).state).toBe('checked');
  });

  it('SEC-01: what another provider asked or is partner with is not told', async () => {
    const [address] = addresses(1);
    const other = (await company(stack.em(), { program: 'indirect_provider' })).globalAdmin;
    const theirs = (await call('POST', '', { body: { csv: file([address ?? '']) } }, other)).json;
    await call('POST', `/${theirs.id}/start`, {}, other);
    await work();
    expect((await check(file([address ?? '']))).counts).toMatchObject({ new: 1 });
  });

  it('ROL-01: needs the role and the program of requests', async () => {
    const reseller = (await company(stack.em(), { program: 'indirect_reseller' })).globalAdmin;
    expect((await call('POST', '', { body: { csv: file(addresses(1)) } }, reseller)).status).toBe(403);
    expect((await call('GET', '', {}, provider.withRoles('helpdesk_agent'))).status).toBe(403);
  });

  it('lists the own imports, newest first, page by page', async () => {
    const made: string[] = [];
    for (let count = 0; count < 3; count++) {
      stack.clock.advance(1000);
      made.unshift((await check(file(addresses(1)))).id);
    }
    const first = await call('GET', '?size=2');
    const next = await call('GET', '?seekOperation=Next', { headers: { 'MS-ContinuationToken': first.json.continuationToken ?? '' } });
    expect([first, next].map(({ json }) => json.items.map(({ id }) => id))).toEqual([made.slice(0, 2), made.slice(2)]);
  });

  it('API-08: the same file with the same request id is one import', async () => {
    const headers = { 'ms-requestid': crypto.randomUUID(), 'content-type': 'text/csv' };
    const body = Buffer.from(file(addresses(2)));
    const replies = [await call('POST', '', { body, headers }), await call('POST', '', { body, headers })];
    expect(replies[1]?.json.id).toBe(replies[0]?.json.id);
    expect((await call('POST', '', { body: Buffer.from('E-Mail\nx@y.example'), headers })).json.data).toMatchObject([{ reason: 'REQUEST_ID_REUSED' }]);
  });
});
