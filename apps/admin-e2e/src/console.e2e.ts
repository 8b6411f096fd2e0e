import type { Page } from '@playwright/test';
import { picture } from './picture.ts';
import { expect, linkIn, open, signIn, test } from './tandem.ts';
import type { Tandem } from './tandem.ts';

const SELLER = 'sa@nordwind.example';
const opener = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: opener(page, name) });
const statusOf = async (tandem: Tandem, link: string): Promise<number> => (await fetch(`${tandem.url}/v1/invitations/${link.slice(link.lastIndexOf('/') + 1)}`)).status;

async function drawerFor(page: Page, ...emails: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Request a partnership' }).first().click();
  await expect(page.locator('.letter .lk')).toBeVisible();
  for (const email of emails) {
    await page.getByLabel('To', { exact: true }).fill(email);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: `Take ${email} away` })).toBeVisible();
  }
}

test.beforeEach(async ({ tandem }) => tandem.reset());

test('language and theme change in place and are remembered', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await page.evaluate(() => void Object.assign(globalThis, { sameDocument: true }));
  await page.getByRole('button', { name: 'Language: EN' }).click();
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Indirekte Wiederverkäufer');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: 'Farbschema' }).click();
  await page.getByRole('button', { name: 'Dunkel' }).click();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(16, 22, 20)');
  await expect(page, '2.4.2: the tab is named in the language too').toHaveTitle('Indirekte Wiederverkäufer · Tandem');
  expect(await page.evaluate(() => 'sameDocument' in globalThis), 'without a reload').toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Indirekte Wiederverkäufer');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the address carries view, search and open record, and going back closes the panel', async ({ browser, tandem }) => {
  await tandem.request(SELLER, 'one@reseller.example', { send: false });
  await tandem.request(SELLER, 'two@reseller.example', { send: false });
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await page.getByRole('searchbox').fill('one@');
  await expect(row(page, 'two@reseller.example')).toHaveCount(0);
  await opener(page, 'one@reseller.example').click();
  await expect(page.locator('.panel')).toBeVisible();
  await page.reload();
  await expect(page.locator('.panel')).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('one@');
  await page.goBack();
  await expect(page.locator('.panel')).toHaveCount(0);
  await page.getByRole('searchbox').fill('nobody');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(row(page, 'two@reseller.example')).toBeVisible();
  await page.getByRole('link', { name: /^Partners/ }).click();
  await expect(page).toHaveURL(/view=partners/);
  await expect(page.getByText('No reseller has authorized you yet.')).toBeVisible();
});

test('several addresses get a request and a personal link each; one that can not be sent to stops nobody', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await drawerFor(page, 'ga@alpenblick.example', 'ga@fjord.example', 'not-an-address');
  await expect(page.getByText('is not an address')).toBeVisible();
  await page.getByRole('button', { name: /Send 2 requests/ }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const links = await Promise.all(['ga@alpenblick.example', 'ga@fjord.example'].map(async (email) => linkIn((await tandem.mailTo(email)).text)));
  expect(new Set(links).size, 'INV-02: two drafts, two links').toBe(2);
  await expect(row(page, 'ga@alpenblick.example')).toContainText('Waiting');
  await expect(row(page, 'ga@fjord.example')).toContainText('Waiting');
});

test('INV-03: the text leaves by mail program or clipboard, and is marked as sent by hand', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers', { permissions: ['clipboard-read', 'clipboard-write'] });
  await drawerFor(page, 'ga@alpenblick.example');
  const inMail = page.getByRole('link', { name: 'Open in mail app' });
  await expect(inMail).toHaveAttribute('href', /^mailto:ga%40alpenblick\.example\?subject=.+&body=.+/);
  const link = linkIn(decodeURIComponent((await inMail.getAttribute('href')) ?? ''));
  expect(await statusOf(tandem, link), 'the link in it is live').toBe(200);

  await page.getByRole('button', { name: 'Copy text' }).click();
  await expect(page.getByText('The text is in the clipboard')).toBeVisible();
  const copied = (type: string): Promise<string> => page.evaluate<string>(`navigator.clipboard.read().then(([item]) => item.getType('${type}')).then((part) => part.text())`);
  expect(await copied('text/plain')).toContain(link);
  expect(await copied('text/html')).toContain(`href="${link}"`);
  await page.getByRole('button', { name: 'Mark as sent by me' }).click();
  await expect(row(page, 'ga@alpenblick.example')).toContainText('Sent by you');
  const deliveries = await tandem.as(SELLER, 'GET', '/v1/deliveries');
  expect(deliveries.body['totalCount'], 'EML-12: Tandem itself mails nothing').toBe(0);
});

test('a draft is saved by itself, survives a reload, and is not written over when somebody else has changed it', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await drawerFor(page);
  await page.getByLabel('Subject').fill('A subject of our own');
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Subject')).toHaveValue('A subject of our own');
  const id = new URL(page.url()).searchParams.get('draft') ?? '';
  await tandem.as('ga@nordwind.example', 'PATCH', `/v1/relationshiprequests/${id}`, { emailDraft: { subject: 'Changed elsewhere' } });
  await page.getByLabel('Subject').fill('Mine again');
  await expect(page.getByText(/^Changed by Anna Weber/)).toBeVisible();
  await page.getByRole('button', { name: 'Take the saved one' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('Changed elsewhere');
});

test('a drawer that was only opened leaves nothing behind', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await drawerFor(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('No resellers yet')).toBeVisible();
});

test('requests are resent and revoked together, with a result for each row; old links are dead at once', async ({ browser, tandem }) => {
  const one = await tandem.request(SELLER, 'one@reseller.example');
  const two = await tandem.request(SELLER, 'two@reseller.example');
  await tandem.request(SELLER, 'draft@reseller.example', { send: false });
  await tandem.mailTo('two@reseller.example');
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await expect(row(page, 'one@reseller.example')).toContainText('Delivered');
  await expect(row(page, 'two@reseller.example')).toContainText('Delivered');
  await page.getByRole('checkbox', { name: 'Tick all rows' }).check();
  await expect(page.getByText('1 cannot be resent')).toBeVisible();
  await page.getByRole('button', { name: 'Resend 2' }).click();
  const results = page.getByRole('dialog');
  await expect(results.getByText('New link sent')).toHaveCount(2);
  expect(await Promise.all([one, two].map(({ url }) => statusOf(tandem, url)))).toEqual([410, 410]);
  await results.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('checkbox', { name: 'Tick two@reseller.example' }).check();
  await page.getByRole('button', { name: 'Revoke 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke request' }).click();
  await expect(page.getByRole('dialog').getByText('Revoked')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(row(page, 'two@reseller.example').getByText('Waiting')).toHaveCount(0);
});

test('INV-08: a request that could not be delivered says why, and goes out to another address', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await drawerFor(page, 'nobody@alpenblick.example');
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'nobody@alpenblick.example')).toContainText('Not delivered');
  await page.getByRole('link', { name: /Delivery problems/ }).click();
  await opener(page, 'nobody@alpenblick.example').click();
  await expect(page.getByText('The mail server does not know this mailbox.').first()).toBeVisible();
  await picture(page, 'not-delivered.png');
  await expect(page.getByText('Correct the address and send again.')).toBeVisible();
  await expect(row(page, 'nobody@alpenblick.example')).toContainText('Address does not exist');
  await page.getByLabel('Send to this address').fill('ga@alpenblick.example');
  await page.keyboard.press('Enter');
  expect(linkIn((await tandem.mailTo('ga@alpenblick.example')).text)).not.toBe('');
  await page.getByRole('link', { name: /^All/ }).click();
  await expect(row(page, 'ga@alpenblick.example')).toContainText('Delivered');
});

test('INV-12, TIM-09: a request lives as long as chosen, and is reminded of while nobody answers', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await drawerFor(page, 'ga@alpenblick.example');
  await page.getByRole('spinbutton', { name: 'Valid' }).fill('91');
  await page.keyboard.press('Tab');
  await expect(page.getByText('1 to 90 days')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Valid' }).fill('10');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/days, until/)).toBeVisible();
  await expect(page.getByLabel('Remind while unanswered')).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'ga@alpenblick.example')).toContainText('Delivered');
  await tandem.advance('P3D');
  await expect(async () => expect((await tandem.mailTo('ga@alpenblick.example')).subject).toMatch(/^Reminder: /)).toPass();
  await opener(page, 'ga@alpenblick.example').click();
  await expect(page.getByText('Reminder 1 ordered')).toBeVisible();
  await page.getByLabel('Remind while unanswered').uncheck();
  await expect(page.getByText('switched reminders off')).toBeVisible();
});

test('a failed delivery shows the other server\'s words and is sent again by hand', async ({ browser, tandem }) => {
  await tandem.request(SELLER, 'nobody@alpenblick.example');
  const page = await open(browser, tandem, SELLER, '/deliveries?view=failed');
  await opener(page, 'nobody@alpenblick.example').click();
  await page.getByText('Raw answer').click();
  await expect(page.getByText('550 5.1.1 user unknown')).toBeVisible();
  await picture(page, 'delivery-failed.png');
  tandem.inbox.forgiving = true;
  await page.getByRole('button', { name: 'Send again' }).click();
  expect((await tandem.mailTo('nobody@alpenblick.example')).subject).toContain('Nordwind');
  await expect(row(page, 'nobody@alpenblick.example')).toHaveCount(0);
});

test('sandbox time moves on from the menu, and what expires says so', async ({ browser, tandem }) => {
  await tandem.request(SELLER, 'ga@alpenblick.example', { send: false });
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  for (const step of ['30 days ahead', '1 day ahead']) {
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('button', { name: step }).click();
    await expect(page.getByRole('button', { name: 'Move', exact: true })).toBeVisible();
  }
  await expect(row(page, 'ga@alpenblick.example')).toContainText('Expired');
});

test('a list that can not be read says what is safe and reads again', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/');
  await page.route('**/v1/indirectresellers?*', (route) => route.fulfill({ status: 500, headers: { 'ms-correlationid': 'c-4711' }, json: { code: 0, description: 'broken', data: [], source: 'Tandem' } }));
  await page.route('**/v1/indirectresellers', (route) => route.fulfill({ status: 500, headers: { 'ms-correlationid': 'c-4711' }, json: { code: 0, description: 'broken', data: [], source: 'Tandem' } }));
  await page.getByRole('link', { name: /Indirect resellers/ }).click();
  await expect(page.getByRole('alert')).toContainText('The list could not be read');
  await expect(page.getByRole('alert')).toContainText('c-4711');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No resellers yet')).toBeVisible();
});

test('a lost connection is said, and goes away by itself', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection since/)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^No connection since/)).toHaveCount(0);
});

test('a console that can not start says so instead of staying empty', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/');
  await page.route('**/v1/me', (route) => route.fulfill({ status: 500, json: { code: 0, description: 'broken', data: [], source: 'Tandem' } }));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('The console could not start.');
  await page.unrouteAll();
  await page.getByRole('link', { name: /Try again/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
});

test('ORG-09: without role or program the menu entry is absent and the page names who may', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ha@nordwind.example', '/');
  await expect(page.getByRole('navigation', { name: 'Main' })).not.toContainText('Indirect resellers');
  await page.goto(`${tandem.url}/indirect-resellers`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Indirect resellers: for Global admin, User admin, Admin agent or Sales agent');
  await expect(page.getByText('You are Helpdesk agent.')).toBeVisible();
});

test('an ended session leads to the sign-in and back to the same place', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers?view=waiting');
  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel(/^E-Mail/i).or(page.getByRole('link', { name: /Sign in/ }))).toBeVisible();
  await page.goto(`${tandem.url}/deliveries?view=sent`);
  await signIn(page, SELLER);
  await expect(page).toHaveURL(`${tandem.url}/deliveries?view=sent`);
});
