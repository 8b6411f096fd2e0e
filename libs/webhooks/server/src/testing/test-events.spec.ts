import { company, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import { Receiver } from '../spec-parts/receiver';
import { WebhooksStack } from '../spec-parts/webhooks-stack';
import { webhooksDatabase } from '../webhooks-database';

const TESTS = '/webhooks/v1/registration/validationEvents';

describe('test events', () => {
  let database: TestDatabase;
  let stack: WebhooksStack;
  let receiver: Receiver;
  let partner: Company;
  const register = (events: string[]) => stack.ask(partner.globalAdmin, 'POST', '/webhooks/v1/registration', { WebhookUrl: `${receiver.url}/in`, WebhookEvents: events });
  const completed = (id: unknown) =>
    until(async () => {
      const { json } = await stack.ask(partner.globalAdmin, 'GET', `${TESTS}/${String(id)}`);
      return json['status'] === 'completed' && json;
    });

  beforeAll(async () => {
    database = await testDatabase(webhooksDatabase);
    const { url, prefix } = testRedis();
    receiver = await Receiver.start();
    stack = await WebhooksStack.start({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}` });
  });
  beforeEach(async () => {
    receiver.status(200);
    partner = await company(database.em(), { program: 'indirect_provider' });
  });
  afterAll(async () => {
    await stack.close();
    await receiver.stop();
    await database.close();
  });

  it('WHK-05: need a webhook that listens to them', async () => {
    expect((await stack.ask(partner.globalAdmin, 'POST', TESTS)).status).toBe(404);
    await register(['parcel-shipped']);
    const refused = await stack.ask(partner.globalAdmin, 'POST', TESTS);
    expect([refused.status, refused.json.data[0]?.['reason']]).toEqual([409, 'WEBHOOK_TEST_UNREGISTERED']);
  });

  it('WHK-05: are sent twice a minute at most, also when more come at once', async () => {
    await register(['test-created']);
    const answers = await Promise.all([1, 2, 3, 4].map(() => stack.ask(partner.globalAdmin, 'POST', TESTS)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.json.data[0]?.['reason']).toBe('WEBHOOK_TEST_LIMITED');
    expect(Number(limited?.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(limited?.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('say what the receiver answered, in the form existing clients read', async () => {
    await register(['test-created']);
    const { json } = await stack.ask(partner.globalAdmin, 'POST', TESTS);
    expect(await completed(json['correlationId'])).toEqual({
      ...{ correlationId: json['correlationId'], partnerId: partner.organisation.id, status: 'completed', callbackUrl: `${receiver.url}/in` },
      results: [{ responseCode: 'OK', responseMessage: '', systemError: false, dateTimeUtc: expect.any(String) }],
    });
    const sent = receiver.received.find(({ headers }) => headers['webhook-id'] === json['correlationId']);
    expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ EventName: 'test-created', ResourceName: 'test', AuditUri: null });
  });

  it('are tried once, and also where the receiver is left alone', async () => {
    await register(['test-created']);
    await database.em().execute(`update webhook_registration set failures = 9, paused_until = now() + interval '1 hour' where organisation_id = ?`, [partner.organisation.id]);
    receiver.status(500);
    const failing = await stack.ask(partner.globalAdmin, 'POST', TESTS);
    const { results } = await completed(failing.json['correlationId']);
    expect(results).toEqual([expect.objectContaining({ responseCode: 'InternalServerError', systemError: false, responseMessage: 'The receiver answered, but did not take it.' })]);
    receiver.status(204);
    const working = await stack.ask(partner.globalAdmin, 'POST', TESTS);
    expect((await completed(working.json['correlationId']))['results']).toEqual([expect.objectContaining({ responseCode: 'NoContent' })]);
    // It is there again, so whoever waits for it may go.
    expect(await database.em().execute('select failures, paused_until from webhook_registration where organisation_id = ?', [partner.organisation.id])).toEqual([{ failures: 0, paused_until: null }]);
  });
});
