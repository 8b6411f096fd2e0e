import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';

/** A key of these pages where its words should stand. */
const UNWORDED = /webhooks\.[a-z]/;
const ADMIN = 'ga@nordwind.example';
const PAGE = '/settings/webhooks';

/** A partner's system, which answers with a status of the test's choice. */
let server: Server;
let status = 200;
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
test.afterAll(() => new Promise((done) => server.close(done)));
test.beforeEach(async ({ tandem }) => {
  await tandem.reset();
  received.length = 0;
  status = 200;
});

test('WHK-01: a webhook is registered, tried and watched; its secret is shown once, a parked delivery is sent again', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, ADMIN, PAGE);
  await expect(page.getByText('No webhook yet')).toBeVisible();
  await look(page, 'webhook-none', UNWORDED);

  await page.getByRole('button', { name: 'Register webhook' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: /Register webhook/ }).click();
  await expect(drawer.getByText('Enter the address that is called.')).toBeVisible();
  await drawer.getByLabel('Address').fill('ftp://shop.example/');
  await drawer.getByRole('checkbox', { name: /test-created/ }).check();
  await drawer.getByRole('checkbox', { name: /partner-relationship-created/ }).check();
  await drawer.getByRole('button', { name: /Register webhook/ }).click();
  await expect(drawer.getByText(/This address cannot receive webhooks/)).toBeVisible();
  await look(page, 'webhook-refused', UNWORDED);
  await drawer.getByLabel('Address').fill(address());
  await page.keyboard.press('Control+Enter');

  await expect(page.getByText('Keep this secret now')).toBeVisible();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await look(page, 'webhook-secret', UNWORDED);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.reload();
  await expect(page.getByText(address())).toBeVisible();
  await expect(page.getByText(/whsec_/).first()).toBeHidden();

  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByText('Your receiver took it (200)')).toBeVisible();
  expect(received.map(({ body }) => (JSON.parse(body) as { EventName: string }).EventName)).toEqual(['test-created']);

  status = 500;
  await page.getByRole('button', { name: 'Send test event' }).click();
  await expect(page.getByText(/The receiver answered, but did not take it\. 500/)).toBeVisible();
  await look(page, 'webhook-log', UNWORDED);

  status = 200;
  await expect(page.getByRole('row', { name: /Parked 500/ })).toBeVisible();
  await page.getByRole('row', { name: /Parked 500/ }).getByRole('button', { name: 'test-created' }).click();
  await expect(page.getByRole('dialog').getByText('Answered 500')).toBeVisible();
  await expect(page.getByRole('dialog').getByText('"EventName": "test-created"')).toBeVisible();
  await look(page, 'webhook-delivery', UNWORDED);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('dialog').getByText('Answered 200')).toBeVisible();
  expect(new Set(received.slice(1).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a partnership is told to the webhook, and seen in the log, on a phone and in German', async ({ browser, tandem }) => {
  await tandem.as(ADMIN, 'POST', '/webhooks/v1/registration', { WebhookUrl: address(), WebhookEvents: ['partner-relationship-created'] });
  await tandem.partnership(ADMIN, 'ga@alpenblick.example');
  const page = await open(browser, tandem, ADMIN, PAGE, { locale: 'de-DE', viewport: { width: 390, height: 844 } });
  await expect(page.getByText('Zugestellt')).toBeVisible();
  await look(page, 'webhook-phone', UNWORDED);
  const [told] = received.map(({ body }) => JSON.parse(body) as Record<string, string>);
  expect(told).toMatchObject({ EventName: 'partner-relationship-created', ResourceName: 'PartnerRelationship', ResourceUri: `${tandem.url}/v1/relationships/0c000000-0000-4000-8000-000000000001` });
  await page.getByRole('button', { name: 'partner-relationship-created' }).click();
  await expect(page.getByRole('dialog').getByText('Antwort 200')).toBeVisible();
  await look(page, 'webhook-delivery-phone', UNWORDED);
  await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).last().click();

  await page.getByRole('button', { name: 'Webhook entfernen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Webhook entfernen' }).click();
  await expect(page.getByText('Noch kein Webhook')).toBeVisible();
});

test('ROL-01: whoever may not register webhooks finds neither the entry nor the form', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'sa@albion.example', PAGE);
  await expect(page.getByRole('button', { name: 'Register webhook' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /Webhooks/ })).toBeVisible();
});
