import { X509Certificate } from 'node:crypto';
import { company, testDatabase, testRedis } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import { WebhookSigningKeys } from '../signing/webhook-signing-keys';
import { WebhooksStack } from '../spec-parts/webhooks-stack';
import { webhooksDatabase } from '../webhooks-database';

const REGISTRATION = '/webhooks/v1/registration';
const wish = { WebhookUrl: 'https://127.0.0.1:65001/hooks?key=hush', WebhookEvents: ['test-created', 'parcel-shipped'] };

describe('the registration of a webhook', () => {
  let database: TestDatabase;
  let stack: WebhooksStack;
  let partner: Company;
  const events = (type: string) => database.em().execute<{ data: unknown; before: unknown; after: unknown; organisation_id: string }[]>('select * from event where type = ? and organisation_id = ?', [type, partner.organisation.id]);

  beforeAll(async () => {
    database = await testDatabase(webhooksDatabase);
    const { url, prefix } = testRedis();
    stack = await WebhooksStack.start({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}` });
  });
  beforeEach(async () => {
    partner = await company(database.em(), { program: 'indirect_provider' });
  });
  afterAll(async () => {
    await stack.close();
    await database.close();
  });

  it('ROL-01: is the business of Global admins and Admin agents', async () => {
    const routes = [['GET', REGISTRATION], ['GET', `${REGISTRATION}/events`], ['POST', REGISTRATION], ['PUT', REGISTRATION], ['DELETE', REGISTRATION], ['POST', `${REGISTRATION}/secrets`], ['POST', `${REGISTRATION}/validationEvents`], ['GET', '/v1/webhookdeliveries']] as const;
    for (const [method, url] of routes) {
      expect([method, url, (await stack.ask(undefined, method, url, method === 'POST' || method === 'PUT' ? wish : undefined)).status]).toEqual([method, url, 401]);
      expect([method, url, (await stack.ask(partner.withRoles('sales_agent', 'helpdesk_agent', 'account_admin'), method, url, method === 'POST' || method === 'PUT' ? wish : undefined)).status]).toEqual([method, url, 403]);
    }
    expect((await stack.ask(partner.withRoles('admin_agent'), 'POST', REGISTRATION, wish)).status).toBe(200);
  });

  it('WHK-01: answers in PascalCase, and tells the secret once', async () => {
    const made = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish, { 'ms-requestid': 'r-1' });
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({ WebhookUrl: wish.WebhookUrl, WebhookEvents: ['parcel-shipped', 'test-created'], SignatureTokenToMsSignatureHeader: false, State: 'Active' });
    expect(made.json['Secret']).toMatch(/^whsec_/);
    const again = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish, { 'ms-requestid': 'r-1' });
    expect(again.json).toMatchObject({ SubscriberId: made.json['SubscriberId'], omitted: ['Secret'] });
    const read = await stack.ask(partner.globalAdmin, 'GET', REGISTRATION);
    expect(read.json['SubscriberId']).toBe(made.json['SubscriberId']);
    expect(again.text + read.text).not.toContain('whsec_');
    expect(read.headers['cache-control']).toBe('no-store');
  });

  it('takes keys in any case', async () => {
    const { status, json } = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, { webhookurl: wish.WebhookUrl, webhookEVENTS: ['TEST-created'], signatureTokenToMsSignatureHeader: true });
    expect([status, json['WebhookEvents'], json['SignatureTokenToMsSignatureHeader']]).toEqual([200, ['test-created'], true]);
  });

  it('WHK-01: refuses a second one, also when two come at once', async () => {
    const both = await Promise.all([stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish), stack.ask(partner.withRoles('admin_agent'), 'POST', REGISTRATION, wish)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish);
    expect([late.status, late.json.data[0]?.['reason']]).toEqual([409, 'WEBHOOK_EXISTS']);
    expect(both.find(({ status }) => status === 409)?.json.data[0]?.['reason']).toBe('WEBHOOK_EXISTS');
  });

  it('SEC-01: one organisation never sees or touches the webhook of another', async () => {
    await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish);
    const other = await company(database.em(), { program: 'indirect_provider' });
    for (const [method, url] of [['GET', REGISTRATION], ['PUT', REGISTRATION], ['DELETE', REGISTRATION], ['POST', `${REGISTRATION}/secrets`], ['POST', `${REGISTRATION}/validationEvents`]] as const) {
      expect([method, url, (await stack.ask(other.globalAdmin, method, url, method === 'PUT' ? wish : undefined)).status]).toEqual([method, url, 404]);
    }
    expect((await stack.ask(partner.globalAdmin, 'GET', REGISTRATION)).status).toBe(200);
  });

  it.each([
    [{ ...wish, WebhookEvents: ['invoice-ready'] }, 'WEBHOOK_EVENT_UNKNOWN', 'WebhookEvents.0'],
    [{ ...wish, WebhookUrl: 'https://user:secret@shop.example/' }, 'WEBHOOK_URL_INVALID', 'WebhookUrl'],
    [{ ...wish, WebhookUrl: 'ftp://shop.example/' }, 'WEBHOOK_URL_INVALID', 'WebhookUrl'],
    [{ ...wish, WebhookUrl: 'https://no-such-host.invalid/' }, 'WEBHOOK_HOST_UNKNOWN', 'WebhookUrl'],
    [{ ...wish, WebhookEvents: [] }, 'FIELD_INVALID', 'WebhookEvents'],
  ])('WHK-02, WHK-03, WHK-04: refuses %o', async (body, reason, field) => {
    const { status, json } = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, body);
    expect([status, json.data[0]]).toEqual([400, expect.objectContaining({ reason, field })]);
    expect((await stack.ask(partner.globalAdmin, 'GET', REGISTRATION)).status).toBe(404);
  });

  it('WHK-04: is replaced by no address that leads nowhere', async () => {
    await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish);
    const { status, json } = await stack.ask(partner.globalAdmin, 'PUT', REGISTRATION, { ...wish, WebhookUrl: 'https://no-such-host.invalid/' });
    expect([status, json.data[0]?.['reason']]).toEqual([400, 'WEBHOOK_HOST_UNKNOWN']);
    expect((await stack.ask(partner.globalAdmin, 'GET', REGISTRATION)).json['WebhookUrl']).toBe(wish.WebhookUrl);
  });

  it('lists the events of all contexts as a bare array', async () => {
    expect((await stack.ask(partner.globalAdmin, 'GET', `${REGISTRATION}/events`)).json).toEqual(['own-parcel-shipped', 'parcel-shipped', 'test-created']);
  });

  it('is replaced and removed; what happened is on record, without secrets and without the whole address', async () => {
    const made = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish);
    const replaced = await stack.ask(partner.globalAdmin, 'PUT', REGISTRATION, { WebhookUrl: 'https://127.0.0.1:65002/in?key=hush', WebhookEvents: ['test-created'] });
    expect(replaced.json).toMatchObject({ SubscriberId: made.json['SubscriberId'], WebhookUrl: 'https://127.0.0.1:65002/in?key=hush', WebhookEvents: ['test-created'] });
    expect((await stack.ask(partner.globalAdmin, 'DELETE', REGISTRATION)).status).toBe(204);
    expect((await stack.ask(partner.globalAdmin, 'DELETE', REGISTRATION)).status).toBe(404);

    const [replacing] = await events('webhook.replaced');
    expect(replacing).toMatchObject({ before: { host: '127.0.0.1:65001' }, after: { host: '127.0.0.1:65002', events: ['test-created'] } });
    const all = [...(await events('webhook.registered')), ...(await events('webhook.replaced')), ...(await events('webhook.removed'))];
    expect(all).toHaveLength(3);
    expect(JSON.stringify(all)).not.toMatch(/whsec_|hush/);
    expect(stack.log.join('')).not.toMatch(/whsec_|key=hush/);
  });

  it('WHK-08: gets a new secret on demand, told once; the old one signs for a day', async () => {
    const made = await stack.ask(partner.globalAdmin, 'POST', REGISTRATION, wish);
    const rotated = await stack.ask(partner.globalAdmin, 'POST', `${REGISTRATION}/secrets`);
    expect(rotated.json['Secret']).toMatch(/^whsec_/);
    expect(rotated.json['Secret']).not.toBe(made.json['Secret']);
    const until = new Date(stack.clock.now().getTime() + 86_400_000).toISOString();
    expect((await stack.ask(partner.globalAdmin, 'GET', REGISTRATION)).json['PreviousSecretUntilUtcDate']).toBe(until);
  });

  it('shows everybody the certificate, the same in every process', async () => {
    const { status, headers, text } = await stack.ask(undefined, 'GET', '/webhooks/v1/signing-certificate');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/x-pem-file', 'public, max-age=3600']);
    expect(new X509Certificate(text).subject).toContain('CN=localhost');
    const keys = await Promise.all([stack.api.get(WebhookSigningKeys).current(), stack.worker.get(WebhookSigningKeys).current()]);
    expect(keys.map(({ certificate }) => certificate)).toEqual([text, text]);
  });
});
