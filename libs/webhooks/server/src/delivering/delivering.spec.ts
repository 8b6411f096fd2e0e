import { createHmac, randomUUID, verify, X509Certificate } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { company, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import { Receiver } from '../spec-parts/receiver';
import type { Received } from '../spec-parts/receiver';
import { WebhooksStack } from '../spec-parts/webhooks-stack';
import { webhooksDatabase } from '../webhooks-database';
import { SweepWebhooks } from './sweep-webhooks';

const REGISTRATION = '/webhooks/v1/registration';
const LOG = '/v1/webhookdeliveries';

interface Delivery extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly history: { reason?: string; responseCode?: number }[];
}

describe('deliveries to webhooks', () => {
  let database: TestDatabase;
  let stack: WebhooksStack;
  let receiver: Receiver;
  let partner: Company;
  let path: string;
  let secret: string;

  /** A partner whose webhook listens to parcels, at a path of its own. */
  async function listening(...events: string[]): Promise<{ partner: Company; path: string; secret: string }> {
    const one = await company(database.em(), { program: 'indirect_provider' });
    const own = `/${randomUUID()}`;
    const { json } = await stack.ask(one.globalAdmin, 'POST', REGISTRATION, { WebhookUrl: `${receiver.url}${own}`, WebhookEvents: ['test-created', 'parcel-shipped', ...events] });
    return { partner: one, path: own, secret: String(json['Secret']) };
  }
  const log = async (who = partner, query = ''): Promise<Delivery[]> => (await stack.ask(who.globalAdmin, 'GET', `${LOG}${query}`)).json.items as Delivery[];
  const detail = async (id: string, who = partner): Promise<Delivery> => (await stack.ask(who.globalAdmin, 'GET', `${LOG}/${id}`)).json as unknown as Delivery;
  const only = (state: string, who = partner): Promise<Delivery> => until(async () => (await log(who)).find((one) => one.state === state));
  const ship = async (who = partner): Promise<string> => {
    const parcelId = randomUUID();
    await stack.ship(parcelId, who.organisation.id);
    return parcelId;
  };
  /** Attempts are due at once, instead of after the back-off. */
  const hurry = (id: string) => database.em().execute(`update job set not_before = now() where subject_id = ? and state = 'pending'`, [id]);
  const answered = (id: string, attempts: number): Promise<Delivery> =>
    until(async () => {
      await hurry(id);
      // The receiver is left alone after three failures; the spec does not wait for it either.
      await database.em().execute('update webhook_registration set paused_until = null where organisation_id = ?', [partner.organisation.id]);
      const one = await detail(id);
      return one.attempts >= attempts && one;
    });
  const job = async (id: string): Promise<{ id: string; state: string; attempts: number }> =>
    (await database.em().execute<{ id: string; state: string; attempts: number }[]>('select id, state, attempts from job where subject_id = ? order by id desc limit 1', [id]))[0] as never;

  beforeAll(async () => {
    database = await testDatabase(webhooksDatabase);
    const { url, prefix } = testRedis();
    receiver = await Receiver.start();
    stack = await WebhooksStack.start({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}` });
  });
  beforeEach(async () => {
    receiver.status(200);
    ({ partner, path, secret } = await listening());
  });
  afterAll(async () => {
    await stack.close();
    await receiver.stop();
    await database.close();
  });

  const received = (at = path): Promise<Received> => until(async () => receiver.at(at)[0]);
  const hmac = (of: string, { headers, body }: Received): string => {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    return `v1,${createHmac('sha256', Buffer.from(of.replace('whsec_', ''), 'base64')).update(signed).digest('base64')}`;
  };

  it('tell that something changed and where to read it, in the form of existing receivers', async () => {
    const parcelId = await ship();
    const { headers, body } = await received();
    const [event] = await database.em().execute<{ id: string; at: Date }[]>(`select id, at from event where data->>'parcelId' = ?`, [parcelId]);
    expect(JSON.parse(body)).toEqual({
      ...{ EventName: 'parcel-shipped', ResourceUri: `http://localhost:3000/v1/parcels/${parcelId}`, ResourceName: 'Parcel' },
      ...{ AuditUri: `http://localhost:3000/v1/auditrecords/${event?.id}`, ResourceChangeUtcDate: stack.clock.now().toISOString() },
    });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const delivery = await only('delivered');
    expect(headers['webhook-id']).toBe(delivery.id);
    expect(await detail(delivery.id)).toMatchObject({ body, attempts: 1, responseCode: 200, url: `${receiver.url}${path}`, history: [{ responseCode: 200 }] });
  });

  it('WHK-08: are signed with the key of the certificate and with the secret', async () => {
    await ship();
    const got = await received();
    const { text } = await stack.ask(undefined, 'GET', new URL(String(got.headers['x-ms-certificate-url'])).pathname);
    const { publicKey } = new X509Certificate(text);
    const [scheme, signature = ''] = String(got.headers.authorization).split(' ');
    expect([scheme, got.headers['x-ms-signature-algorithm'], got.headers['x-ms-signature']]).toEqual(['Signature', 'rsa-sha256', undefined]);
    expect(verify('sha256', Buffer.from(got.body), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verify('sha256', Buffer.from(`${got.body} `), publicKey, Buffer.from(signature, 'base64'))).toBe(false);
    expect(got.headers['webhook-signature']).toBe(hmac(secret, got));
    expect(Math.abs(Number(got.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(300);
  });

  it('WHK-08: carry both signatures after a rotation, and the RSA one in x-ms-signature where that is wanted', async () => {
    await stack.ask(partner.globalAdmin, 'PUT', REGISTRATION, { WebhookUrl: `${receiver.url}${path}`, WebhookEvents: ['parcel-shipped'], SignatureTokenToMsSignatureHeader: true });
    const { json } = await stack.ask(partner.globalAdmin, 'POST', `${REGISTRATION}/secrets`);
    await ship();
    const got = await received();
    expect(got.headers['webhook-signature']).toBe(`${hmac(String(json['Secret']), got)} ${hmac(secret, got)}`);
    expect(got.headers.authorization).toBeUndefined();
    expect(got.headers['x-ms-signature']).toMatch(/^[A-Za-z0-9+/]{512}$/);
  });

  it('SEC-01: go to whoever may see the event and listens to it, and to nobody else', async () => {
    const [seeing, blind] = [await listening('own-parcel-shipped'), await listening('own-parcel-shipped')];
    await stack.ask(partner.globalAdmin, 'PUT', REGISTRATION, { WebhookUrl: `${receiver.url}${path}`, WebhookEvents: ['test-created'] });
    await stack.ship(randomUUID(), partner.organisation.id, seeing.partner.organisation.id);
    await only('delivered', seeing.partner);
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where state in ('pending', 'dispatched', 'running')`)).length === 0);
    // What belongs to the first organisation alone is told to it alone.
    expect([receiver.at(seeing.path).length, receiver.at(blind.path).length, receiver.at(path).length]).toEqual([1, 0, 0]);

    const [foreign] = await log(seeing.partner);
    for (const [method, url] of [['GET', `${LOG}/${foreign?.id}`], ['POST', `${LOG}/${foreign?.id}/replay`], ['GET', `${LOG}/${foreign?.id}/timeline`], ['GET', `${REGISTRATION}/validationEvents/${foreign?.id}`]] as const) {
      expect([method, url, (await stack.ask(blind.partner.globalAdmin, method, url)).status]).toEqual([method, url, 404]);
    }
    expect(await log(blind.partner)).toEqual([]);
  });

  it('WHK-06: are tried ten times and then parked; a replay sends the same id and body again', async () => {
    receiver.status(500);
    await ship();
    const { id } = await until(async () => (await log())[0]);
    for (let attempt = 1; attempt <= 9; attempt++) expect((await answered(id, attempt)).state).toBe('pending');
    expect(await answered(id, 10)).toMatchObject({ state: 'parked', reason: 'ANSWERED_NO', responseCode: 500, explanation: 'The receiver answered, but did not take it.' });
    await hurry(id);
    expect([(await job(id)).state, receiver.at(path).length]).toEqual(['done', 10]);
    expect(await database.em().execute(`select 1 from event where type = 'webhook.delivery-parked' and data->>'deliveryId' = ?`, [id])).toHaveLength(1);

    const story = async (): Promise<unknown[]> => (await stack.ask(partner.globalAdmin, 'GET', `${LOG}/${id}/timeline`)).json.items.map(({ type }) => type);
    expect(await story()).toEqual(['webhook.delivery-parked']);

    // Answered only after both have asked: a delivery that is done can be replayed again.
    const { promise: bothAsked, resolve: answer } = Promise.withResolvers<void>();
    receiver.answer = (response) => void bothAsked.then(() => response.writeHead(200).end());
    const replays = await Promise.all([stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`), stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`)]);
    answer();
    expect(replays.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(replays.find(({ status }) => status === 409)?.json.data[0]?.['reason']).toBe('WEBHOOK_DELIVERY_OPEN');
    expect(await answered(id, 11)).toMatchObject({ state: 'delivered', responseCode: 200 });
    expect(await story()).toEqual(['webhook.delivery-replayed', 'webhook.delivery-parked']);
    expect(new Set(receiver.at(path).map(({ headers, body }) => `${String(headers['webhook-id'])} ${body}`)).size).toBe(1);
  });

  it('WHK-07: are repeated for thirty days, while there is a webhook', async () => {
    await ship();
    const { id } = await only('delivered');
    await stack.ask(partner.globalAdmin, 'DELETE', REGISTRATION);
    const without = await stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`);
    expect([without.status, without.json.data[0]?.['reason'], (await detail(id)).state]).toEqual([409, 'WEBHOOK_MISSING', 'delivered']);
    await database.em().execute(`update webhook_delivery set created_at = now() - interval '30 days 1 minute' where id = ?`, [id]);
    const old = await stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`);
    expect([old.status, old.json.data[0]?.['reason']]).toEqual([410, 'WEBHOOK_DELIVERY_OLD']);
  });

  it('WHK-06: come again under the same id when a worker dies between sending and recording', async () => {
    // The worker's claim is taken away while the receiver thinks, as it is when the worker is gone; the lease has run out.
    let thinking = true;
    receiver.answer = (response) => void (thinking ? until(async () => !thinking).then(() => response.writeHead(200).end()) : response.writeHead(200).end());
    await ship();
    await received();
    const { id } = await until(async () => (await log())[0]);
    await database.em().execute(`update job set lease_token = ?, lease_until = now() - interval '1 s' where subject_id = ? and state = 'running'`, [randomUUID(), id]);
    await until(async () => (await job(id)).state !== 'running');
    thinking = false;
    await until(async () => {
      await hurry(id);
      return receiver.at(path).length === 2;
    });
    expect((await only('delivered')).attempts).toBe(1);
    const [first, second] = receiver.at(path);
    expect([second?.headers['webhook-id'], second?.body]).toEqual([first?.headers['webhook-id'], first?.body]);
  });

  it('WHK-06: stop for good at a 410, until the webhook is replaced', async () => {
    receiver.status(410);
    await ship();
    const { id } = await only('parked');
    expect(await detail(id)).toMatchObject({ attempts: 1, reason: 'RECEIVER_GONE', responseCode: 410 });
    expect((await stack.ask(partner.globalAdmin, 'GET', REGISTRATION)).json['State']).toBe('Stopped');
    expect(await database.em().execute(`select 1 from event where type = 'webhook.stopped' and organisation_id = ?`, [partner.organisation.id])).toHaveLength(1);
    expect((await stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`)).status).toBe(409);
    await ship();
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where state in ('pending', 'dispatched', 'running')`)).length === 0);
    expect(await log()).toHaveLength(1);

    receiver.status(200);
    await stack.ask(partner.globalAdmin, 'PUT', REGISTRATION, { WebhookUrl: `${receiver.url}${path}`, WebhookEvents: ['parcel-shipped'] });
    expect((await stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`)).status).toBe(202);
    await only('delivered');
  });

  /** A delivery that was tried in vain, and waits until somebody is in a hurry. */
  const waiting = async (): Promise<Delivery & { posts: number }> => {
    receiver.status(503);
    const known = (await log()).map(({ id }) => id);
    await ship();
    const { id } = await until(async () => (await log()).find((one) => !known.includes(one.id)));
    await until(async () => (await database.em().execute<unknown[]>(`update job set not_before = now() + interval '1 hour' where subject_id = ? and state = 'pending' and attempts > 0 returning id`, [id])).length > 0);
    return { ...(await detail(id)), posts: receiver.at(path).length };
  };
  const worked = (id: string): Promise<unknown> =>
    until(async () => {
      await hurry(id);
      return (await job(id)).state === 'done';
    });

  it('WHK-06: do not go out any more once the webhook is removed, nor to one that takes its place', async () => {
    const { id, attempts, posts } = await waiting();
    receiver.status(200);
    await stack.ask(partner.globalAdmin, 'DELETE', REGISTRATION);
    const cancelled = { state: 'cancelled', reason: 'WEBHOOK_REMOVED', attempts };
    expect(await detail(id)).toMatchObject(cancelled);
    await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, { WebhookUrl: `${receiver.url}${path}`, WebhookEvents: ['parcel-shipped'] });
    await worked(id);
    expect(await detail(id)).toMatchObject(cancelled);
    expect(receiver.at(path)).toHaveLength(posts);
  });

  it('WHK-06: end without a webhook also when they were ordered while it was removed', async () => {
    const { id, attempts } = await waiting();
    await database.em().execute('delete from webhook_registration where organisation_id = ?', [partner.organisation.id]);
    await worked(id);
    expect(await detail(id)).toMatchObject({ state: 'cancelled', reason: 'WEBHOOK_REMOVED', attempts });
  });

  it('WHK-06: stay cancelled when the receiver answers after the removal', async () => {
    const { promise: removed, resolve: answer } = Promise.withResolvers<void>();
    receiver.answer = (response) => void removed.then(() => response.writeHead(410).end());
    await ship();
    const { id } = await until(async () => (await log())[0]);
    await received();
    await stack.ask(partner.globalAdmin, 'DELETE', REGISTRATION);
    answer();
    await worked(id);
    expect(await detail(id)).toMatchObject({ state: 'cancelled', attempts: 1, responseCode: 410 });
    expect(await database.em().execute(`select 1 from event where type in ('webhook.delivery-parked', 'webhook.stopped') and organisation_id = ?`, [partner.organisation.id])).toEqual([]);
  });

  it('WHK-06: that wait when a 410 comes are parked without another attempt; the stop is told once', async () => {
    const { id, attempts, posts } = await waiting();
    const { promise: bothAsked, resolve: answer } = Promise.withResolvers<void>();
    receiver.answer = (response) => void bothAsked.then(() => response.writeHead(410).end());
    await Promise.all([ship(), ship()]);
    await until(async () => receiver.at(path).length === posts + 2);
    answer();
    await until(async () => (await log()).filter(({ reason }) => reason === 'RECEIVER_GONE').length === 2);
    await worked(id);
    expect(await detail(id)).toMatchObject({ state: 'parked', reason: 'WEBHOOK_STOPPED', attempts });
    expect(receiver.at(path)).toHaveLength(posts + 2);
    expect(await database.em().execute(`select 1 from event where type = 'webhook.stopped' and organisation_id = ?`, [partner.organisation.id])).toHaveLength(1);
  });

  it('WHK-06: are ordered once for an event, also when it is announced twice', async () => {
    await ship();
    await only('delivered');
    const again = await database.em().execute<{ id: string }[]>(
      `update job set state = 'pending', generation = generation + 1, finished_at = null, attempts = 0
       where name = 'webhooks.announce-parcel-shipped' and payload ->> 'eventId' = (select event_id::text from webhook_delivery where organisation_id = ?) returning id`,
      [partner.organisation.id],
    );
    expect(again).toHaveLength(1);
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where id = ? and state = 'done'`, [again[0]?.id])).length === 1);
    expect([(await log()).length, receiver.at(path).length]).toEqual([1, 1]);
    expect(await database.em().execute(`select 1 from job where name = 'webhooks.deliver-webhook' and organisation_id = ?`, [partner.organisation.id])).toHaveLength(1);
  });

  it('WHK-06: of those that wait for a receiver which failed, one goes to see', async () => {
    const [first, second] = [await waiting(), await waiting()];
    const { promise: seen, resolve: answer } = Promise.withResolvers<void>();
    receiver.answer = (response) => void seen.then(() => response.writeHead(200).end());
    await database.em().execute('update webhook_registration set failures = 5, paused_until = null where organisation_id = ?', [partner.organisation.id]);
    await Promise.all([hurry(first.id), hurry(second.id)]);
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where subject_id in (?, ?) and state = 'pending' and not_before > now()`, [first.id, second.id])).length === 1);
    await until(async () => receiver.at(path).length > second.posts);
    expect(receiver.at(path)).toHaveLength(second.posts + 1);
    answer();
    await only('delivered');
  });

  it('WHK-07: that are repeated have another day', async () => {
    const { id, attempts } = await waiting();
    await database.em().execute(`update webhook_delivery set ordered_at = now() - interval '25 hours' where id = ?`, [id]);
    await worked(id);
    receiver.status(200);
    expect((await stack.ask(partner.globalAdmin, 'POST', `${LOG}/${id}/replay`)).status).toBe(202);
    expect(await answered(id, attempts + 1)).toMatchObject({ state: 'delivered', responseCode: 200 });
  });

  describe('that are old, or whose job ended without them', () => {
    const sweep = () => stack.worker.get(EntityManager).transactional(() => stack.worker.get(SweepWebhooks).run());
    const age = (id: string, created: string, ordered: string) =>
      database.em().execute(`update webhook_delivery set created_at = now() - ?::interval, ordered_at = now() - ?::interval where id = ?`, [created, ordered, id]);

    it('WHK-07: are kept for thirty days, and for a day after they were repeated', async () => {
      await ship();
      const { id } = await only('delivered');
      for (const [created, ordered] of [['29 days', '29 days'], ['31 days', '1 hour']] as const) {
        await age(id, created, ordered);
        await sweep();
        expect(await log()).toHaveLength(1);
      }
      await age(id, '31 days', '2 days');
      await sweep();
      expect(await log()).toEqual([]);
    });

    it('WHK-06: are parked, so that they can be repeated; those whose job goes on are left alone', async () => {
      const { id } = await waiting();
      await age(id, '2 minutes', '2 minutes');
      await sweep();
      expect((await detail(id)).state).toBe('pending');
      await database.em().execute(`update job set state = 'failed', finished_at = now() where subject_id = ?`, [id]);
      await sweep();
      expect(await detail(id)).toMatchObject({ state: 'parked', reason: 'SENDING_BROKE' });
    });
  });

  it('WHK-06: leave a receiver alone that failed three times in a row, let one through to see, and use no attempts up meanwhile', async () => {
    receiver.status(500);
    await ship();
    const { id } = await until(async () => (await log())[0]);
    for (let attempt = 1; attempt <= 3; attempt++) await answered(id, attempt);
    await database.em().execute(`update webhook_registration set paused_until = now() + interval '1 hour' where organisation_id = ?`, [partner.organisation.id]);
    await ship();
    const second = await until(async () => (await log()).find((one) => one.id !== id));
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where subject_id = ? and state = 'pending' and not_before > now() + interval '50 minutes'`, [second.id])).length === 1);
    expect([(await job(second.id)).attempts, (await detail(second.id)).attempts, receiver.at(path).length]).toEqual([0, 0, 3]);

    receiver.status(200);
    await database.em().execute(`update webhook_registration set paused_until = now() where organisation_id = ?`, [partner.organisation.id]);
    await database.em().execute(`update job set not_before = now(), run_at = now() where subject_id in (?, ?) and state = 'pending'`, [id, second.id]);
    await until(async () => {
      await database.em().execute(`update job set not_before = now(), run_at = now() where subject_id in (?, ?) and state = 'pending'`, [id, second.id]);
      return (await log()).every(({ state }) => state === 'delivered');
    });
    const [webhook] = await database.em().execute<{ failures: number; paused_until: unknown }[]>('select failures, paused_until from webhook_registration where organisation_id = ?', [partner.organisation.id]);
    expect(webhook).toEqual({ failures: 0, paused_until: null });
  });

  it('are given up after a day of failures', async () => {
    receiver.status(500);
    await ship();
    const { id } = await until(async () => (await log())[0]);
    await answered(id, 1);
    await database.em().execute(`update webhook_delivery set ordered_at = now() - interval '25 hours' where id = ?`, [id]);
    await until(async () => {
      await hurry(id);
      return (await detail(id)).state === 'parked';
    });
    expect(await detail(id)).toMatchObject({ reason: 'WAITED_TOO_LONG', attempts: 1 });
  });

  it('are found page by page, by state and event', async () => {
    for (let count = 0; count < 3; count++) await ship();
    await until(async () => (await log()).filter(({ state }) => state === 'delivered').length === 3);
    const first = await stack.ask(partner.globalAdmin, 'GET', `${LOG}?size=2&state=delivered`);
    expect(first.json.items).toHaveLength(2);
    const rest = await stack.ask(partner.globalAdmin, 'GET', `${LOG}?seekOperation=Next`, undefined, { 'ms-continuationtoken': String(first.json['continuationToken']) });
    expect(rest.json.items).toHaveLength(1);
    expect(new Set([...first.json.items, ...rest.json.items].map((one) => one['id'])).size).toBe(3);
    expect([await log(partner, '?state=parked'), await log(partner, '?eventName=test-created')]).toEqual([[], []]);
  });
});
