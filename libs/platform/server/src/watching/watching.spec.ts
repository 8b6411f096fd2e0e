import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { actor, bearer, tinyApi } from '../http/spec-parts/tiny-api';
import type { Reply, TinyApi } from '../http/spec-parts/tiny-api';
import { platformDatabase } from '../orm/platform-database';
import { WatchingModule } from './watching.module';

const TOKEN = 'b'.repeat(32);

describe('watching', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const mine = actor({ organisationId: newId(), locale: 'de' });
  const operator = actor({ organisationId: newId(), programs: ['operator'], roles: [{ role: 'operator' }] });

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [platformDatabase], settings: { BOUNCE_TOKEN: TOKEN }, modules: [WatchingModule] });
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  const rows = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> => database.em().execute(sql, parameters);
  async function delivery({ organisation = mine.organisationId, state = 'failed', job = 'failed', reason = 'MAILBOX_UNKNOWN', recipient = 'x@y.example', subject = newId() } = {}): Promise<string> {
    const [id, jobId] = [newId(), newId()];
    await rows(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, attempts, organisation_id, state, reason) values (?, 'spec.mail', 'notification', 'delivery', '{}', now(), 8, 8, ?, ?, ?)`,
      [jobId, organisation, job, reason],
    );
    await rows(
      `insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, state, reason, message_id) values (?, ?, 't', ?, 'en', 'invitation', ?, ?, ?, ?, ?)`,
      [id, jobId, recipient, subject, organisation, state, reason, `<${id}@tandem.example>`],
    );
    return id;
  }
  const get = (path: string, who = mine, headers = {}): Promise<Reply> => api.inject('GET', path, { headers: { authorization: bearer(who), ...headers } });
  const post = (path: string, who = mine, body?: unknown): Promise<Reply> => api.inject('POST', path, { headers: { authorization: bearer(who) }, ...(body ? { body } : {}) });
  const items = (reply: Reply) => reply.json['items'] as { id: string; state: string; explanation?: string }[];
  const stateOf = async (id: string) =>
    (await rows<{ state: string; job: string; attempts: number; generation: number }>('select d.state, j.state as job, j.attempts, j.generation from delivery d join job j on j.id = d.job_id where d.id = ?', [id]))[0];

  it('lists the deliveries of a record page by page, with the reason as a sentence', async () => {
    const subject = newId();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.push(await delivery({ subject }));
    const first = await get(`/v1/deliveries?subject=${subject}&size=2`);
    const next = await get('/v1/deliveries?seekOperation=Next', mine, { 'ms-continuationtoken': String(first.json['continuationToken']) });
    expect([...items(first), ...items(next)].map(({ id }) => id)).toEqual([...ids].reverse());
    expect(items(first)[0]).toMatchObject({ state: 'failed', explanation: 'Der Mailserver kennt dieses Postfach nicht.' });
    expect(next.json['continuationToken']).toBeUndefined();
  });

  it("tells a mail's story to its organisation and to operators, a job's to operators, and neither to anybody else", async () => {
    const id = await delivery();
    expect((await post(`/v1/deliveries/${id}/dismiss`, mine, { note: 'Called them' })).status).toBe(200);
    const story = async (path: string, who: typeof mine) => ((await get(path, who)).json['items'] as { type: string }[]).map(({ type }) => type).sort();
    for (const who of [mine, operator]) expect(await story(`/v1/deliveries/${id}/timeline`, who)).toEqual(['delivery.failed', 'platform.delivery-dismissed']);
    expect((await get(`/v1/deliveries/${id}/timeline`, actor({ organisationId: newId() }))).status).toBe(404);
    const [job] = await rows<{ job_id: string }>('select job_id from delivery where id = ?', [await delivery()]);
    expect((await post(`/v1/jobs/${job?.job_id}/dismiss`, operator, { note: 'Called them' })).status).toBe(200);
    expect(await story(`/v1/jobs/${job?.job_id}/timeline`, operator)).toEqual(['platform.jobs-dismissed']);
    expect([(await get(`/v1/jobs/${job?.job_id}/timeline`)).status, (await get(`/v1/jobs/${newId()}/timeline`, operator)).status]).toEqual([403, 404]);
  });

  it('filters by state and refuses an unknown one', async () => {
    const id = await delivery({ state: 'uncertain', job: 'dismissed', reason: 'WORKER_LOST' });
    expect(items(await get('/v1/deliveries?state=uncertain')).map((one) => one.id)).toContain(id);
    expect(items(await get('/v1/deliveries?state=bounced&state=sent')).map((one) => one.id)).not.toContain(id);
    const lost = await get('/v1/deliveries?state=sent&state=lost');
    expect([lost.status, lost.json.data.map(({ field }) => field)]).toEqual([400, ['state']]);
    expect(JSON.stringify(lost.json.data)).toContain('uncertain');
  });

  it('reads states and queues in any case, and as numbers', async () => {
    const id = await delivery({ state: 'uncertain', job: 'dismissed', reason: 'WORKER_LOST' });
    for (const state of ['Uncertain', 'UNCERTAIN', '6']) expect(items(await get(`/v1/deliveries?state=${state}`)).map((one) => one.id)).toContain(id);
    for (const query of ['state=Dismissed', 'state=5', 'queue=Notification']) {
      const reply = await get(`/v1/jobs?${query}`, operator);
      expect([query, reply.status, items(reply).length > 0]).toEqual([query, 200, true]);
    }
    expect((await get('/v1/jobs?state=99', operator)).json.data[0]?.field).toBe('state');
  });

  it('SEC-01: follows the links of mails and jobs to themselves, and to no foreign ones', async () => {
    const id = await delivery();
    const self = async (path: string, who = mine) => String(((await get(path, who)).json['links'] as { self: { uri: string } }).self.uri);
    expect(await self(`/v1/deliveries/${id}`)).toBe(`/deliveries/${id}`);
    expect((await get(`/v1/deliveries/${await delivery({ organisation: newId() })}`)).status).toBe(404);
    const [job] = items(await get('/v1/jobs?size=1', operator));
    expect(await self(`/v1/jobs/${job?.id}`, operator)).toBe(`/jobs/${job?.id}`);
    expect([(await get(`/v1/jobs/${job?.id}`)).status, (await get(`/v1/jobs/${newId()}`, operator)).status]).toEqual([403, 404]);
  });

  it('SEC-01: shows and moves only deliveries of the own organisation; operators see all', async () => {
    const foreign = await delivery({ organisation: newId() });
    expect(items(await get('/v1/deliveries')).map(({ id }) => id)).not.toContain(foreign);
    expect((await post(`/v1/deliveries/${foreign}/retry`)).status).toBe(404);
    expect(items(await get('/v1/deliveries', operator)).map(({ id }) => id)).toContain(foreign);
    expect((await stateOf(foreign))?.state).toBe('failed');
  });

  it('sends a failed or uncertain delivery again, with all its attempts, and records who wanted it', async () => {
    for (const [state, job] of [['failed', 'failed'], ['uncertain', 'dismissed'], ['bounced', 'done']] as const) {
      const id = await delivery({ state, job });
      const reply = await post(`/v1/deliveries/${id}/retry`);
      expect([reply.status, reply.json['state']]).toEqual([200, 'queued']);
      expect(await stateOf(id)).toEqual({ state: 'queued', job: 'pending', attempts: 0, generation: 2 });
      expect(await rows('select type from event where subjects @> array[?]', [`delivery:${id}`])).toEqual([{ type: 'platform.delivery-retried' }]);
    }
  });

  it('does not send again what was sent, is on its way or was taken back', async () => {
    for (const [state, job] of [['sent', 'done'], ['sending', 'running'], ['cancelled', 'dismissed'], ['queued', 'pending']] as const) {
      const id = await delivery({ state, job });
      const reply = await post(`/v1/deliveries/${id}/retry`);
      expect([reply.status, reply.json.data[0]?.reason]).toEqual([409, 'DELIVERY_NOT_OPEN']);
      expect(await stateOf(id)).toMatchObject({ state, job });
    }
  });

  it('takes a bounce once, writes no more to a dead address, and says so politely', async () => {
    const id = await delivery({ state: 'sent', job: 'done', recipient: 'Gone@y.example' });
    const report = () => api.inject('POST', '/v1/deliveries/bounces', { headers: { authorization: `Bearer ${TOKEN}` }, body: { messageId: `<${id}@tandem.example>`, reply: '550 5.1.1 gone' } });
    expect([(await report()).status, (await report()).status]).toEqual([204, 204]);
    expect(await stateOf(id)).toMatchObject({ state: 'bounced' });
    expect(await rows('select payload from job where name = ? and payload @> ?', ['platform.settle-delivery', JSON.stringify({ deliveryId: id })])).toEqual([{ payload: { deliveryId: id, outcome: 'bounced' } }]);
    const again = await post(`/v1/deliveries/${id}/retry`);
    expect([again.status, again.json.data[0]?.reason]).toEqual([409, 'ADDRESS_SUPPRESSED']);
  });

  it('SEC-02: takes bounces only with the bounce token', async () => {
    const id = await delivery({ state: 'sent', job: 'done' });
    const body = { messageId: `<${id}@tandem.example>` };
    for (const authorization of ['Bearer wrong', bearer(operator), undefined]) {
      const reply = await api.inject('POST', '/v1/deliveries/bounces', { headers: authorization ? { authorization } : {}, body });
      expect(reply.status).toBe(401);
    }
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    expect((await api.inject('POST', '/v1/deliveries/bounces', { headers: { authorization: `Bearer ${TOKEN}` }, body: { messageId: '<nothing@here>' } })).status).toBe(404);
  });

  it('ROL-01: shows jobs to operators only', async () => {
    expect((await get('/v1/jobs')).status).toBe(403);
    expect((await get('/v1/jobs?state=failed', operator)).status).toBe(200);
  });

  it('runs one failed job again, and only a failed one', async () => {
    const id = await delivery();
    const [{ job_id: jobId }] = (await rows<{ job_id: string }>('select job_id from delivery where id = ?', [id])) as [{ job_id: string }];
    expect((await post(`/v1/jobs/${jobId}/retry`, operator)).json).toMatchObject({ state: 'pending', attempts: 0 });
    expect(await stateOf(id)).toMatchObject({ state: 'queued', job: 'pending' });
    expect((await post(`/v1/jobs/${jobId}/retry`, operator)).json.data[0]?.reason).toBe('JOB_NOT_FAILED');
    expect((await post(`/v1/jobs/${newId()}/retry`, operator)).status).toBe(404);
  });

  it('EML-15: lets a mail rest that failed or came back, with a note that stays, and no other', async () => {
    for (const [state, job] of [['failed', 'failed'], ['bounced', 'done']] as const) {
      const id = await delivery({ state, job });
      const reply = await post(`/v1/deliveries/${id}/dismiss`, mine, { note: 'Called them, wrong address' });
      expect([reply.status, reply.json['dismissal']]).toEqual([200, { by: mine.name, at: expect.any(String) as string, note: 'Called them, wrong address' }]);
      expect(await stateOf(id)).toMatchObject({ state, job: job === 'failed' ? 'dismissed' : 'done' });
      expect(await rows('select type, data from event where subjects @> array[?]', [`delivery:${id}`])).toEqual([{ type: 'platform.delivery-dismissed', data: { deliveryId: id, note: 'Called them, wrong address' } }]);
      expect((await post(`/v1/deliveries/${id}/dismiss`, mine, { note: 'again' })).json.data[0]?.reason).toBe('DELIVERY_NOT_DEAD');
    }
    for (const [state, job] of [['uncertain', 'dismissed'], ['sent', 'done'], ['deferred', 'pending'], ['cancelled', 'dismissed']] as const) {
      const reply = await post(`/v1/deliveries/${await delivery({ state, job })}/dismiss`, mine, { note: 'no need' });
      expect([state, reply.status, reply.json.data[0]?.rule]).toEqual([state, 409, 'EML-15']);
    }
  });

  it('EML-15: takes no dismissal without a note, and none of a foreign mail', async () => {
    const [own, foreign] = [await delivery(), await delivery({ organisation: newId() })];
    expect((await post(`/v1/deliveries/${own}/dismiss`, mine, { note: '  ' })).json.data[0]?.field).toBe('note');
    expect((await post(`/v1/deliveries/${foreign}/dismiss`, mine, { note: 'not mine' })).status).toBe(404);
    expect([(await stateOf(own))?.job, (await stateOf(foreign))?.job]).toEqual(['failed', 'failed']);
  });

  it('takes a dismissal back by retrying', async () => {
    const id = await delivery();
    await post(`/v1/deliveries/${id}/dismiss`, mine, { note: 'wrong address' });
    expect(items(await get('/v1/deliveries?dismissed=no')).map((one) => one.id)).not.toContain(id);
    expect(items(await get('/v1/deliveries?dismissed=yes')).map((one) => one.id)).toContain(id);
    const reply = await post(`/v1/deliveries/${id}/retry`);
    expect([reply.json['state'], reply.json['dismissal']]).toEqual(['queued', undefined]);
  });

  it('API-11: lets a failed job rest with a note, and runs it again all the same when asked to', async () => {
    const id = await delivery();
    const [{ job_id: jobId }] = (await rows<{ job_id: string }>('select job_id from delivery where id = ?', [id])) as [{ job_id: string }];
    expect((await post(`/v1/jobs/${jobId}/dismiss`, operator, { note: 'known fault' })).json).toMatchObject({ state: 'dismissed', dismissal: { note: 'known fault' } });
    expect((await get(`/v1/deliveries/${id}`)).json).toMatchObject({ state: 'failed', dismissal: { note: 'known fault' } });
    expect((await post(`/v1/jobs/${jobId}/dismiss`, operator, { note: 'again' })).json.data[0]?.reason).toBe('JOB_NOT_FAILED');
    expect((await post(`/v1/jobs/${jobId}/dismiss`, mine, { note: 'not mine' })).status).toBe(403);
    expect((await post(`/v1/jobs/${jobId}/retry`, operator)).json['state']).toBe('pending');
    expect((await get(`/v1/deliveries/${id}`)).json).toMatchObject({ state: 'queued' });
  });

  it('API-11: does not run a job again that the system dismissed, like that of an uncertain mail', async () => {
    const id = await delivery({ state: 'uncertain', job: 'dismissed' });
    const [{ job_id: jobId }] = (await rows<{ job_id: string }>('select job_id from delivery where id = ?', [id])) as [{ job_id: string }];
    expect((await post(`/v1/jobs/${jobId}/retry`, operator)).json.data[0]?.reason).toBe('JOB_NOT_FAILED');
    expect((await stateOf(id))?.state).toBe('uncertain');
  });

  it('finds by the beginning of an address or its domain, by record, by Message-ID, reason, kind and organisation', async () => {
    const [subject, tag, other] = [newId(), newId().slice(-8), newId()];
    const id = await delivery({ recipient: `Anna_${tag}@Fabrikam-${tag}.example`, subject, reason: 'MAILBOX_FULL' });
    const foreign = await delivery({ recipient: `bo@fabrikam-${tag}.example`, organisation: other });
    const found = async (query: string, who = mine) => items(await get(`/v1/deliveries?${query}`, who)).map((one) => one.id);
    for (const search of [`anna_${tag}`, `ANNA_${tag}@FAB`, `fabrikam-${tag}`, `@fabrikam-${tag}`, subject, id, `<${id}@tandem.example>`]) {
      expect([search, await found(`search=${encodeURIComponent(search)}`)]).toEqual([search, [id]]);
    }
    expect(await found(`search=annaX${tag}`)).toEqual([]);
    expect(await found(`search=fabrikam-${tag}`, operator)).toEqual([foreign, id]);
    expect(await found(`search=fabrikam-${tag}&organisation=${other}`, operator)).toEqual([foreign]);
    expect(await found(`search=fabrikam-${tag}&organisation=${other}`)).toEqual([]);
    expect([await found(`search=${subject}&reason=MAILBOX_FULL&template=t&window=hour`), await found(`search=${subject}&reason=BOUNCED`)]).toEqual([[id], []]);
    expect((await get('/v1/deliveries?search=%25')).status).toBe(200);
  });

  it('SEC-01: exports what the filter leaves of the own mails, safe from formulas', async () => {
    const who = actor({ organisationId: newId(), locale: 'de' });
    await delivery({ organisation: who.organisationId, recipient: '=cmd@y.example' });
    await delivery({ organisation: who.organisationId, state: 'sent', job: 'done', recipient: 'other@y.example' });
    const file = await get('/v1/deliveries/export.csv?state=failed&separator=semicolon', who);
    expect([file.status, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    expect(file.text).toContain(`"'=cmd@y.example";"Gescheitert"`);
    expect(file.text.trim().split('\r\n')).toHaveLength(2);
  });

  it('groups the reasons of what is in trouble, and says how many can be retried', async () => {
    const who = actor({ organisationId: newId(), locale: 'de' });
    const organisation = who.organisationId;
    const dead = `gone-${organisation}@y.example`;
    await rows(`insert into suppressed_address (address, reason) values (?, 'BOUNCED')`, [dead]);
    await delivery({ organisation, reason: 'MAILBOX_FULL' });
    await delivery({ organisation, reason: 'MAILBOX_FULL' });
    await delivery({ organisation, state: 'bounced', job: 'done', reason: 'BOUNCED', recipient: dead });
    await delivery({ organisation, state: 'uncertain', job: 'dismissed', reason: 'WORKER_LOST' });
    await delivery({ organisation, state: 'deferred', job: 'pending', reason: 'GREYLISTED' });
    await delivery({ organisation, state: 'sent', job: 'done' });
    const dismissed = await delivery({ organisation });
    await post(`/v1/deliveries/${dismissed}/dismiss`, who, { note: 'wrong address' });
    const all = (await get('/v1/deliveries/reasons', who)).json;
    expect(all['items']).toContainEqual({ reason: 'MAILBOX_FULL', explanation: 'Das Postfach ist voll.', state: 'failed', count: 2 });
    expect([(all['items'] as unknown[]).length, all['retryable'], all['dismissable']]).toEqual([4, 3, 3]);
    const some = (await get('/v1/deliveries/reasons?state=failed&reason=MAILBOX_FULL', who)).json;
    expect([some['retryable'], some['dismissable']]).toEqual([2, 2]);
  });

  it('gives figures of the own organisation over a window; operators those of all or of one', async () => {
    const who = actor({ organisationId: newId() });
    const organisation = who.organisationId;
    const ended = async (state: string, ago: string) => rows(`update delivery set settled_at = business_now() - ?::interval where id = ?`, [ago, await delivery({ organisation, state, job: 'done' })]);
    await ended('sent', '1 minute');
    await ended('sent', '3 hours');
    await ended('failed', '1 minute');
    await ended('bounced', '3 days');
    await delivery({ organisation, state: 'queued', job: 'pending' });
    await delivery({ organisation, state: 'deferred', job: 'pending' });
    const read = async (query: string, by = who) => (await get(`/v1/deliveries/figures?${query}`, by)).json;
    expect(await read('window=hour')).toMatchObject({ sent: 1, failed: 1, bounced: 0, waiting: { count: 1, capped: false }, retrying: { count: 1 }, dead: { failed: 1, bounced: 1 } });
    expect(await read('')).toMatchObject({ window: 'day', sent: 2, bounced: 0 });
    const week = await read(`window=week&organisation=${organisation}`, operator);
    expect(week).toMatchObject({ sent: 2, failed: 1, bounced: 1 });
    const steps = week['steps'] as { sent: number; bounced: number }[];
    expect([steps.length, steps.reduce((sum, { sent }) => sum + sent, 0), steps.at(-1)?.bounced]).toEqual([28, 2, 0]);
    expect(await read(`window=week&organisation=${organisation}`, mine)).not.toMatchObject({ sent: 2, bounced: 1 });
  });

  it('ROL-01: shows workers, queues and schedules to operators only', async () => {
    for (const path of ['/v1/watch', '/v1/workers', '/v1/queues', '/v1/schedules']) expect([path, (await get(path)).status, (await get(path, operator)).status]).toEqual([path, 403, 200]);
  });

  it('counts how jobs and mails of the last minutes ended', async () => {
    const id = await delivery({ state: 'sent', job: 'done' });
    await rows(`update job set finished_at = now() where id = (select job_id from delivery where id = ?)`, [id]);
    const { text } = await api.inject('GET', '/metrics');
    expect(text).toMatch(/job_outcomes_recent\{job="spec.mail",state="done"\} 1/);
    expect(text).toMatch(/mail_outcomes_recent\{template="t",state="sent"\} 1/);
  });
});

describe('watching without a bounce token', () => {
  it('has no bounce route', async () => {
    const database = await testDatabase(platformDatabase);
    const api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [platformDatabase], modules: [WatchingModule] });
    const reply = await api.inject('POST', '/v1/deliveries/bounces', { headers: { authorization: 'Bearer undefined' }, body: { messageId: '<a@b>' } });
    expect(reply.status).toBe(404);
    await api.app.close();
    await database.close();
  });
});
