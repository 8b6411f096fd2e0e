import { readFileSync } from 'node:fs';
import { look } from './look.ts';
import { expect, open, test, troublesOf } from './tandem.ts';
import { go, showIn, VARIANTS } from './variants.ts';

const LOG = '/settings/activity';

test.beforeAll(async ({ tandem }) => {
  await tandem.reset();
  const { id } = await tandem.request('sa@nordwind.example', 'anna@fabrikam.example', { send: false });
  await tandem.as('ga@nordwind.example', 'PATCH', `/v1/relationshiprequests/${id}`, { email: 'anna.weber@fabrikam.example', language: 'de' });
  await tandem.partnership('sa@nordwind.example', 'ga@alpenblick.example');
});

test('SCR-11: a Billing admin reads who did what, narrows it by person and kind, and what changed', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ba@nordwind.example', LOG);
  const rows = page.locator('tbody tr');
  await expect(rows.filter({ hasText: 'authorized the provider' })).toContainText('Alpenblick IT GmbH');
  await expect(rows.filter({ hasText: 'signed in' }).first()).toContainText(/CE[S]?T|GMT\+[12]/);
  await page.locator('td-filter-bar').getByRole('button', { name: 'Kind' }).click();
  await page.getByRole('checkbox', { name: 'Requests' }).check();
  await page.keyboard.press('Escape');
  await expect(rows.filter({ hasText: 'signed in' })).toHaveCount(0);
  await page.getByRole('button', { name: /changed the text/ }).press('Enter');
  const panel = page.getByRole('complementary').last();
  await expect(panel.getByRole('row', { name: /Address/ })).toContainText('anna@fabrikam.example');
  await expect(panel.getByRole('row', { name: /Address/ })).toContainText('anna.weber@fabrikam.example');
  await expect(panel.getByText('ga@nordwind.example', { exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'Only this record' }).click();
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/record=invitation/);
  expect(troublesOf(page)).toEqual([]);
});

test('AUD-02: the period is chosen by days, and an empty one says so', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', LOG);
  await expect(page.getByText('The last 30 days')).toBeVisible();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const before = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('From').fill(before);
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await page.getByLabel('To').fill(yesterday);
  await expect(page.getByRole('heading', { name: 'No row matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.locator('tbody tr').first()).toBeVisible();
});

test('AUD-02: what is shown can be taken along as a file, and the button says how much that is', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', `${LOG}?kind=partner_relationship`);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export 1 row' }).click()]);
  expect(file.suggestedFilename()).toBe('activity-log.csv');
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"create_partner_relationship"');
});

test('it leads to the record, where the reader may open it', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'sa@nordwind.example', `${LOG}?kind=partner_relationship`);
  await page.locator('tbody .opener').first().click();
  await page.getByRole('complementary').last().getByRole('link', { name: 'Open' }).click();
  await expect(page).toHaveURL(/indirect-resellers\?open=0c000000/);
  await expect(page.getByRole('complementary').last()).toContainText('Alpenblick IT GmbH');
  await page.context().close();
  const billing = await open(browser, tandem, 'ba@nordwind.example', `${LOG}?kind=partner_relationship`);
  await billing.locator('tbody .opener').first().click();
  await expect(billing.getByRole('complementary').last().getByText('Only this record')).toBeVisible();
  await expect(billing.getByRole('complementary').last().getByRole('link', { name: 'Open' })).toHaveCount(0);
});

test('SEC-01: the other party is named as in timelines, without address', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@alpenblick.example', `${LOG}?kind=invitation`);
  await expect(page.locator('tbody tr').first()).toContainText('Nordwind Distribution GmbH');
  await page.locator('tbody .opener').first().click();
  await expect(page.getByRole('complementary').last()).toContainText('Nordwind Distribution GmbH');
  await expect(page.locator('main')).not.toContainText('@nordwind.example');
});

test('an operator looks at one organisation at a time', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'op1@ops.example', LOG);
  await page.locator('td-filter-bar').getByRole('button', { name: 'Organisation' }).click();
  await page.getByRole('checkbox', { name: 'Alpenblick IT GmbH' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/organisation=0c000000/);
  await expect(page.locator('tbody tr').filter({ hasText: 'drafted the request' })).toHaveCount(0);
  await expect(page.locator('tbody tr').filter({ hasText: 'authorized the provider' })).toHaveCount(1);
});

test('ROL-01: who may not read it is told who may', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'mp@nordwind.example', LOG);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Activity log');
  await expect(page.locator('.state')).toBeVisible();
});

test('looks as drawn and reads for everybody', async ({ browser, tandem }) => {
  const admin = await open(browser, tandem, 'ga@nordwind.example', LOG);
  const stranger = await open(browser, tandem, 'mp@nordwind.example', LOG);
  const operator = await open(browser, tandem, 'op1@ops.example', LOG);
  for (const variant of VARIANTS) {
    for (const page of [admin, stranger, operator]) await showIn(page, variant);
    await go(admin, LOG);
    await expect(admin.locator('tbody tr').first()).toBeVisible();
    await look(admin, `activity-${variant.name}`);
    await admin.locator('tbody .opener').filter({ hasText: /changed the text|den Text geändert/ }).click();
    await admin.locator('.raw summary').click();
    await look(admin, `activity-open-${variant.name}`);
    await go(admin, `${LOG}?from=2020-01-01`);
    await expect(admin.locator('.state')).toBeVisible();
    await look(admin, `activity-refused-${variant.name}`);
    await go(admin, `${LOG}?kind=nothing`);
    await expect(admin.locator('.state')).toBeVisible();
    await look(admin, `activity-none-${variant.name}`);
    await expect(stranger.locator('.state')).toBeVisible();
    await look(stranger, `activity-no-permission-${variant.name}`);
    await expect(operator.locator('tbody tr').first()).toBeVisible();
    await look(operator, `activity-operator-${variant.name}`);
  }
});
