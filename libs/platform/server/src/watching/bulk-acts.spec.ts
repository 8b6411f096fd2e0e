import type { INestApplicationContext } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import type { Actor } from '../auth/actor';
import { actor, bearer, tinyApi } from '../http/spec-parts/tiny-api';
import type { Reply, TinyApi } from '../http/spec-parts/tiny-api';
import { startWorker } from '../jobs/spec-parts/worker';
import { platformDatabase } from '../orm/platform-database';
import { WatchingModule } from './watching.module';
import { WorkBulkActJob } from './work-bulk-act.job';

describe('bulk acts', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const operator = actor({ organisationId: newId(), programs: ['operator'], roles: [{ role: 'operator' }] });

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [platformDatabase], modules: [WatchingModule] });
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => database.em().execute(sql, parameters);
  /** Mails of one state, as many as wanted; their jobs end far in the future, so that no worker sends them. */
  async function mails(organisation: string, count: number, { state = 'failed', job = 'failed', reason = 'MAILBOX_FULL', recipient = 'x@y.example' } = {}): Promise<void> {
    await rows(
      `with jobs as (
         insert into job (id, name, queue, kind, payload, run_at, max_attempts, attempts, organisation_id, state, reason)
         select gen_random_uuid(), 'spec.mail', 'notification', 'delivery', '{}', now() + interval '1 year', 8, 8, ?, ?, ? from generate_series(1, ?) returning id
       )
       insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, state, reason)
       select gen_random_uuid(), id, 't', ?, 'en', 'invitation', gen_random_uuid(), ?, ?, ? from jobs`,
      [organisation, job, reason, count, recipient, organisation, state, reason],
    );
  }
  const states = async (organisation: string) => Object.fromEntries((await rows<{ state: string; count: number }>('select state, count(*)::int as count from delivery where organisation_id = ? group by state', [organisation])).map(({ state, count }) => [state, count]));
  const post = (path: string, who: Actor, body?: unknown): Promise<Reply> => api.inject('POST', path, { headers: { authorization: bearer(who) }, ...(body ? { body } : {}) });
  const get = (path: string, who: Actor, headers = {}): Promise<Reply> => api.inject('GET', path, { headers: { authorization: bearer(who), ...headers } });
  const someone = (): Actor => actor({ organisationId: newId() });

  describe('with a worker', () => {
    let worker: INestApplicationContext;
    beforeAll(async () => {
      const { url, prefix } = testRedis();
      worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}`, definitions: [] });
    });
    afterAll(async () => worker.close());

    const done = async (who: Actor, begun: Reply): Promise<Reply['json']> =>
      until(async () => {
        const { json } = await get(`/v1/bulkacts/${String(begun.json['id'])}`, who);
        return json['state'] === 'done' && json;
      });

    it('retries all that fit the filter in batches, and says what became of each', async () => {
      const who = someone();
      await mails(who.organisationId, 600);
      await mails(who.organisationId, 3, { reason: 'GREYLISTED' });
      const begun = await post('/v1/deliveries/retry', who, { reason: ['MAILBOX_FULL'] });
      expect([begun.status, begun.json['matched'], begun.json['done'], begun.json['state']]).toEqual([202, 600, 0, 'running']);
      expect(await done(who, begun)).toMatchObject({ done: 600, refused: [], states: { queued: 600 } });
      expect(await states(who.organisationId)).toEqual({ queued: 600, failed: 3 });
      expect((await rows(`select 1 from event where type = 'platform.delivery-retried' and organisation_id = ?`, [who.organisationId])).length).toBe(600);
      const first = await get(`/v1/bulkacts/${String(begun.json['id'])}/rows?size=500`, who);
      const next = await get(`/v1/bulkacts/${String(begun.json['id'])}/rows?seekOperation=Next`, who, { 'ms-continuationtoken': String(first.json['continuationToken']) });
      const all = [...(first.json['items'] as { id: string; outcome: string }[]), ...(next.json['items'] as { id: string; outcome: string }[])];
      expect([new Set(all.map(({ id }) => id)).size, new Set(all.map(({ outcome }) => outcome))]).toEqual([600, new Set(['done'])]);
    });

    it('says of named ones why they stay as they are', async () => {
      const who = someone();
      const dead = `gone-${who.organisationId}@y.example`;
      await rows(`insert into suppressed_address (address, reason) values (?, 'BOUNCED')`, [dead]);
      await mails(who.organisationId, 1);
      await mails(who.organisationId, 1, { recipient: dead });
      await mails(who.organisationId, 1, { state: 'sent', job: 'done' });
      await mails(who.organisationId, 1, { state: 'uncertain', job: 'dismissed' });
      const ids = (await rows<{ id: string }>('select id from delivery where organisation_id = ?', [who.organisationId])).map(({ id }) => id);
      const begun = await post('/v1/deliveries/retry', who, { ids });
      const end = await done(who, begun);
      expect(end['refused']).toEqual(expect.arrayContaining([{ reason: 'ADDRESS_SUPPRESSED', count: 1 }, { reason: 'DELIVERY_NOT_OPEN', count: 2 }]));
      expect(await states(who.organisationId)).toEqual({ queued: 1, failed: 1, sent: 1, uncertain: 1 });
    });

    it('EML-15: dismisses all that fit the filter with a note, and leaves uncertain ones alone', async () => {
      const who = someone();
      await mails(who.organisationId, 4);
      await mails(who.organisationId, 2, { state: 'uncertain', job: 'dismissed' });
      const end = await done(who, await post('/v1/deliveries/dismiss', who, { note: 'old list' }));
      expect(end).toMatchObject({ matched: 4, done: 4, note: 'old list', states: { failed: 4 } });
      expect(await rows(`select distinct dismissal->>'note' as note from delivery where organisation_id = ? and state = 'failed'`, [who.organisationId])).toEqual([{ note: 'old list' }]);
      expect((await post('/v1/deliveries/dismiss', who, {})).json.data[0]?.field).toBe('note');
    });

    it('runs failed jobs again by filter, for operators', async () => {
      const organisation = newId();
      const reason = `R_${organisation.slice(-6)}`;
      await mails(organisation, 3, { reason });
      await mails(organisation, 1, { reason, state: 'uncertain', job: 'dismissed' });
      expect((await post('/v1/jobs/retry', someone(), { reason: [reason] })).status).toBe(403);
      expect(await done(operator, await post('/v1/jobs/retry', operator, { reason: [reason] }))).toMatchObject({ of: 'job', matched: 3, states: { pending: 3 } });
      expect(await states(organisation)).toEqual({ queued: 3, uncertain: 1 });
    });

    it('lets failed jobs rest by filter, for operators', async () => {
      const organisation = newId();
      const reason = `R_${organisation.slice(-6)}`;
      await mails(organisation, 2, { reason });
      expect(await done(operator, await post('/v1/jobs/dismiss', operator, { reason: [reason], note: 'known fault' }))).toMatchObject({ matched: 2, states: { dismissed: 2 } });
    });
  });

  it('EML-16: takes no uncertain mail with a filter', async () => {
    const who = someone();
    await mails(who.organisationId, 2, { state: 'uncertain', job: 'dismissed' });
    for (const body of [{}, { state: ['uncertain'] }, { dismissed: 'yes' }]) expect((await post('/v1/deliveries/retry', who, body)).json).toMatchObject({ matched: 0, state: 'done' });
  });

  it('takes no address that is not written to any more', async () => {
    const who = someone();
    const dead = `gone-${who.organisationId}@y.example`;
    await rows(`insert into suppressed_address (address, reason) values (?, 'BOUNCED')`, [dead]);
    await mails(who.organisationId, 1, { recipient: dead });
    expect((await post('/v1/deliveries/retry', who)).json['matched']).toBe(0);
  });

  it('takes each mail once: a second act, also at the same moment, finds nothing left', async () => {
    const who = someone();
    await mails(who.organisationId, 50);
    const both = await Promise.all([post('/v1/deliveries/retry', who), post('/v1/deliveries/retry', who)]);
    expect(both.map(({ json }) => Number(json['matched'])).reduce((sum, matched) => sum + matched, 0)).toBe(50);
    expect((await post('/v1/deliveries/retry', who)).json['matched']).toBe(0);
  });

  it('SEC-01: takes only mails of the own organisation, and shows an act only to its own', async () => {
    const [who, other] = [someone(), someone()];
    await mails(other.organisationId, 2);
    const ids = (await rows<{ id: string }>('select id from delivery where organisation_id = ?', [other.organisationId])).map(({ id }) => id);
    for (const body of [{}, { ids }, { organisation: other.organisationId }]) expect((await post('/v1/deliveries/retry', who, body)).json['matched']).toBe(0);
    const act = String((await post('/v1/deliveries/retry', other)).json['id']);
    for (const path of [`/v1/bulkacts/${act}`, `/v1/bulkacts/${act}/rows`]) expect([(await get(path, other)).status, (await get(path, who)).status]).toEqual([200, 404]);
  });

  it('changes nothing when the same run comes twice', async () => {
    const who = someone();
    await mails(who.organisationId, 2);
    const { json } = await post('/v1/deliveries/retry', who);
    const { url, prefix } = testRedis();
    const worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}`, definitions: [] });
    await until(async () => (await get(`/v1/bulkacts/${String(json['id'])}`, who)).json['state'] === 'done');
    await worker.get(EntityManager).transactional(() => worker.get(WorkBulkActJob).handle({ bulkActId: String(json['id']) }));
    expect(await rows('select generation from job where organisation_id = ? and name = ?', [who.organisationId, 'spec.mail'])).toEqual([{ generation: 2 }, { generation: 2 }]);
    await worker.close();
  });

  it('forgets acts after 30 days', async () => {
    const who = someone();
    const old = String((await post('/v1/deliveries/retry', who)).json['id']);
    await rows(`update bulk_act set finished_at = now() - interval '31 days' where id = ?`, [old]);
    await post('/v1/deliveries/retry', who);
    expect((await get(`/v1/bulkacts/${old}`, who)).status).toBe(404);
  });
});
