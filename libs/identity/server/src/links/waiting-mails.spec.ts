import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@tandem/platform-kernel';
import { across, Config, Deliveries, Events } from '@tandem/platform-server';
import type { DeliveryRow, Mail } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { person } from '../spec-parts/callers';
import type { Caller } from '../spec-parts/callers';
import { identityApi } from '../spec-parts/identity-api';
import type { IdentityApi } from '../spec-parts/identity-api';
import { AccountLinks } from './account-links';
import { AnswerForgotten } from './answer-forgotten.job';
import { InvitePerson } from './mail-account.job';
import { NoticePassword } from './notice-password.job';

// There is no worker here: what was ordered waits.
describe('what waits to be mailed about an account', () => {
  let api: IdentityApi;
  let admin: Caller;
  let id: string;
  let email: string;
  let counter = 0;

  beforeAll(async () => {
    api = await identityApi({ database: await testDatabase(identityDatabase), redis: testRedis() });
    admin = await person(api, 'ga@nordwind.example');
  });
  beforeEach(async () => {
    email = `waiting${++counter}@nordwind.example`;
    const { json } = await admin('POST', '/v1/partnerusers', { email, firstName: 'Ida', lastName: 'Neumann', roles: [{ role: 'sales_agent' }], invite: true });
    id = String(json['id']);
  });
  afterAll(() => api.close());

  const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => api.database.em().execute<Row[]>(text, values);
  const advance = (advanceBy: string) => api.call('/v1/sandbox/clock', { method: 'PUT', body: { advanceBy } });
  const get = <Type>(type: abstract new (...given: never[]) => Type): Type => api.app.get<Type>(type as never);
  const asWorker = <Result>(work: () => Promise<Result>): Promise<Result> =>
    across('worker', () => RequestContext.create(get(EntityManager), () => get(EntityManager).transactional(work)));
  const waiting = () =>
    sql<DeliveryRow & { readonly state: string }>(
      `select id, template, recipient, locale, state, attempts, reason, created_at as "createdAt", json_build_object('type', subject_type, 'id', subject_id) as subject from delivery where recipient = ? order by id`,
      [email],
    );
  /** What a worker would send for each now, oldest first. */
  const composed = async (): Promise<(Mail | null)[]> => {
    const handler = new InvitePerson(get(EntityManager), get(Clock), get(Config), get(AccountLinks));
    const mails: (Mail | null)[] = [];
    for (const row of await waiting()) mails.push(await asWorker(() => handler.compose(row)));
    return mails;
  };

  it('SEC-02: is an invitation as long as its link is good', async () => {
    expect(await composed()).toMatchObject([{ subject: expect.stringContaining('Nordwind') }]);
    await advance('P8D');
    expect(await composed()).toEqual([null]);
  });

  it('SEC-02: is the newest invitation only', async () => {
    await advance('PT2M');
    await admin('POST', `/v1/partnerusers/${id}/invitations`);
    expect(await composed()).toMatchObject([null, { subject: expect.stringContaining('Nordwind') }]);
  });

  it('SEC-02: is taken back when the person is deactivated, and would say nothing', async () => {
    await admin('DELETE', `/v1/partnerusers/${id}`);
    expect([(await waiting()).map(({ state }) => state), await composed()]).toEqual([['cancelled'], [null]]);
  });

  it('SEC-02: is no notice of a new password to somebody who is deactivated', async () => {
    const notice = () => asWorker(() => new NoticePassword(get(EntityManager), get(Deliveries)).handle({ userId: id }));
    const notices = async () => (await waiting()).filter(({ template }) => template === 'password_changed').length;
    await notice();
    expect(await notices()).toBe(0);
    await sql("update partner_user set state = 'active' where id = ?", [id]);
    await notice();
    expect(await notices()).toBe(1);
  });

  it('SEC-05: is one link for one request, also when its job runs twice', async () => {
    await sql("update partner_user set state = 'active' where id = ?", [id]);
    const requestId = crypto.randomUUID();
    await sql("insert into password_request (id, account, address) values (?, ?, '192.0.2.1')", [requestId, email]);
    for (let run = 0; run < 2; run += 1) {
      await asWorker(() => new AnswerForgotten(get(EntityManager), get(Clock), get(Events), get(AccountLinks)).handle({ requestId }));
      await advance('PT2M');
    }
    expect((await waiting()).filter(({ template }) => template === 'password_link')).toHaveLength(1);
  });
});
