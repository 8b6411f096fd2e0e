import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { actor, bearer, tinyApi } from '../http/spec-parts/tiny-api';
import type { Reply, TinyApi } from '../http/spec-parts/tiny-api';
import { platformDatabase } from '../orm/platform-database';
import { WatchingModule } from './watching.module';

describe('an uncertain mail, resolved by hand', () => {
  let database: TestDatabase;
  let api: TinyApi;
  const mine = actor({ organisationId: newId(), name: 'Sven' });
  const operator = actor({ organisationId: newId(), programs: ['operator'], roles: [{ role: 'operator' }] });

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    api = await tinyApi({ databaseUrl: database.ownerUrl, redisUrl: testRedis().url, parts: [platformDatabase], modules: [WatchingModule] });
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  const rows = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> => database.em().execute(sql, parameters);
  async function delivery({ state = 'uncertain', job = 'dismissed', organisation = mine.organisationId, subject = newId() } = {}): Promise<string> {
    const [id, jobId] = [newId(), newId()];
    await rows(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, attempts, organisation_id, state, reason) values (?, 'spec.mail', 'notification', 'delivery', '{}', now(), 8, 1, ?, ?, 'UNCERTAIN')`,
      [jobId, organisation, job],
    );
    await rows(
      `insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, state, reason, message_id) values (?, ?, 't', ?, 'en', 'invitation', ?, ?, ?, 'WORKER_LOST', ?)`,
      [id, jobId, `${id}@y.example`, subject, organisation, state, `<${id}@tandem.example>`],
    );
    return id;
  }
  const resolve = (id: string, body: object, who = mine): Promise<Reply> => api.inject('POST', `/v1/deliveries/${id}/resolve`, { headers: { authorization: bearer(who) }, body });
  const states = async (id: string) => (await rows<object>('select d.state, d.reason, j.state as job, (select count(*)::int from job where payload @> ?) as told from delivery d join job j on j.id = d.job_id where d.id = ?', [JSON.stringify({ deliveryId: id, outcome: 'sent' }), id]))[0];
  const note = 'Anna called: it is there';

  it('EML-17: arrived means sent: the record is told, and who found out how stands in the timeline', async () => {
    const id = await delivery();
    const { status, json } = await resolve(id, { as: 'Arrived', note });
    expect([status, json['state'], json['reason']]).toEqual([200, 'sent', undefined]);
    expect(await states(id)).toEqual({ state: 'sent', reason: null, job: 'dismissed', told: 1 });
    const [event] = await rows<{ type: string; data: object; actor: object; subjects: string[] }>('select type, data, actor, subjects from event where subjects @> array[?]', [`delivery:${id}`]);
    expect(event).toMatchObject({ type: 'platform.delivery-resolved', data: { deliveryId: id, as: 'arrived', note }, actor: { name: 'Sven' } });
    expect(event?.subjects[0]).toMatch(/^invitation:/);
  });

  it('EML-17: again sends it once more under the same Message-ID', async () => {
    const id = await delivery();
    expect((await resolve(id, { as: 'again', note })).json['state']).toBe('queued');
    expect(await states(id)).toMatchObject({ state: 'queued', job: 'pending', told: 0 });
    const types = await rows<{ type: string }>('select type from event where subjects @> array[?] order by type', [`delivery:${id}`]);
    expect(types.map(({ type }) => type)).toEqual(['platform.delivery-resolved', 'platform.delivery-retried']);
  });

  it('EML-17: is for mails in doubt only, and only once', async () => {
    for (const [state, job] of [['sent', 'done'], ['failed', 'failed'], ['queued', 'pending']] as const) {
      const { status, json } = await resolve(await delivery({ state, job }), { as: 'arrived', note });
      expect([status, json.data[0]?.reason]).toEqual([409, 'DELIVERY_NOT_UNCERTAIN']);
    }
    const id = await delivery();
    const both = await Promise.all([resolve(id, { as: 'arrived', note }), resolve(id, { as: 'arrived', note })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await states(id)).toMatchObject({ told: 1 });
  });

  it('EML-17: says why', async () => {
    const id = await delivery();
    for (const body of [{ as: 'arrived' }, { as: 'arrived', note: '  ' }, { as: 'lost', note }]) expect((await resolve(id, body)).status).toBe(400);
    expect(await states(id)).toMatchObject({ state: 'uncertain' });
  });

  it('SEC-01: is for the own organisation, and for operators', async () => {
    const id = await delivery({ organisation: newId() });
    expect((await resolve(id, { as: 'arrived', note })).status).toBe(404);
    expect((await resolve(id, { as: 'arrived', note }, operator)).status).toBe(200);
  });
});
