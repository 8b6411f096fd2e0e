import { EntityManager } from '@mikro-orm/postgresql';
import { RequestContext } from '@mikro-orm/core';
import { newId } from '@tandem/platform-kernel';
import { across } from '@tandem/platform-server';
import { company, testDatabase, testRedis } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import { cancelOpen } from './delivering/delivery-rows';
import { listDeliveries, readDelivery } from './log/delivery-log';
import { ReplayDelivery } from './log/replay-delivery';
import { findOwn, lockOwn } from './registration/own-webhook';
import { WebhooksStack } from './spec-parts/webhooks-stack';
import { SendTestEvent } from './testing/send-test-event';
import { webhooksDatabase } from './webhooks-database';

// Asked through a door that lets every row through, so that the statements themselves say whose they mean.
describe('what is asked of webhooks', () => {
  let database: TestDatabase;
  let stack: WebhooksStack;
  let one: Company;
  let other: Company;

  beforeAll(async () => {
    database = await testDatabase(webhooksDatabase);
    const { url, prefix } = testRedis();
    stack = await WebhooksStack.start({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}` });
  });
  beforeEach(async () => {
    [one, other] = await Promise.all([company(database.em(), { program: 'indirect_provider' }), company(database.em(), { program: 'indirect_provider' })]);
  });
  afterAll(async () => {
    await stack.close();
    await database.close();
  });

  const everywhere = <Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result> => {
    const em = stack.api.get(EntityManager);
    return across('operator', () => RequestContext.create(em, () => em.transactional(() => work(em))));
  };
  const register = ({ globalAdmin }: Company) => stack.ask(globalAdmin, 'POST', '/webhooks/v1/registration', { WebhookUrl: 'https://127.0.0.1:65001/', WebhookEvents: ['test-created'] });
  const delivery = async ({ organisation }: Company, state: string, eventName = 'parcel-shipped'): Promise<string> => {
    const id = newId();
    const row = [id, newId(), organisation.id, eventName, state];
    await database.em().execute(`insert into webhook_delivery (id, registration_id, organisation_id, event_name, state, body, created_at) values (?, ?, ?, ?, ?, '{}', now())`, row);
    return id;
  };

  it('SEC-01: the webhook of another organisation is not there, to read or to change', async () => {
    await register(other);
    for (const ask of [findOwn, lockOwn]) {
      await expect(everywhere((em) => ask(em, one.globalAdmin))).rejects.toThrow('NOT_FOUND');
      expect((await everywhere((em) => ask(em, other.globalAdmin))).organisationId).toBe(other.organisation.id);
    }
  });

  it('SEC-01: the log is one’s own', async () => {
    const foreign = await delivery(other, 'delivered');
    const own = await delivery(one, 'delivered');
    expect([await everywhere((em) => readDelivery(em, one.organisation.id, foreign)), (await everywhere((em) => readDelivery(em, one.organisation.id, own)))?.id]).toEqual([undefined, own]);
    const { items } = await everywhere((em) => listDeliveries(em, one.globalAdmin, { params: {}, query: {}, body: undefined, headers: {} } as never));
    expect(items.map(({ id }) => id)).toEqual([own]);
  });

  it('SEC-01: nobody repeats a delivery of others, nor through the webhook of others', async () => {
    await register(other);
    const [foreign, own] = [await delivery(other, 'parked'), await delivery(one, 'parked')];
    const replay = (id: string) => everywhere(() => stack.api.get(ReplayDelivery).run(one.globalAdmin, id));
    await expect(replay(foreign)).rejects.toThrow('NOT_FOUND');
    await expect(replay(own)).rejects.toThrow('WEBHOOK_MISSING');
  });

  it('SEC-01: a removal cancels what is on its way to the own webhook alone', async () => {
    const [foreign, own] = [await delivery(other, 'pending'), await delivery(one, 'pending')];
    await everywhere((em) => cancelOpen(em, one.organisation.id));
    const states = await database.em().execute<{ id: string; state: string }[]>('select id, state from webhook_delivery where id in (?, ?)', [foreign, own]);
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({ [foreign]: 'pending', [own]: 'cancelled' });
  });

  it('WHK-05: the tests of others are not counted', async () => {
    await register(one);
    for (let count = 0; count < 2; count++) await delivery(other, 'delivered', 'test-created');
    await expect(everywhere(() => stack.api.get(SendTestEvent).run(one.globalAdmin))).resolves.toEqual(expect.any(String));
  });
});
