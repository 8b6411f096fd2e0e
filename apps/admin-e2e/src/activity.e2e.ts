import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { picture } from './picture.ts';
import { expect, open, test, troublesOf } from './tandem.ts';

const VARIANTS = [
  { name: 'en-light-wide', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'de-dark-phone', locale: 'de-DE', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;
const LOG = '/settings/activity';

/** Looks at a page: nothing scrolls sideways, no wording is missing, axe finds nothing; and takes a picture. */
async function look(page: Page, name: string, variant: string): Promise<void> {
  await picture(page, `${name}-${variant}.png`);
  await expect.soft(page.locator('body')).not.toContainText('⟦');
  expect.soft(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(await axeFaults(page), `axe on ${name}, ${variant}`).toEqual([]);
}

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
  await page.context().close();
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
  await page.context().close();
});

test('AUD-02: what is shown can be taken along as a file, and the button says how much that is', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', `${LOG}?kind=partner_relationship`);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export 1 row' }).click()]);
  expect(file.suggestedFilename()).toBe('activity-log.csv');
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"create_partner_relationship"');
  await page.context().close();
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
  await billing.context().close();
});

test('SEC-01: the other party is named as in timelines, without address', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@alpenblick.example', `${LOG}?kind=invitation`);
  await expect(page.locator('tbody tr').first()).toContainText('Nordwind Distribution GmbH');
  await page.locator('tbody .opener').first().click();
  await expect(page.getByRole('complementary').last()).toContainText('Nordwind Distribution GmbH');
  await expect(page.locator('main')).not.toContainText('@nordwind.example');
  await page.context().close();
});

test('an operator looks at one organisation at a time', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'op1@ops.example', LOG);
  await page.locator('td-filter-bar').getByRole('button', { name: 'Organisation' }).click();
  await page.getByRole('checkbox', { name: 'Alpenblick IT GmbH' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/organisation=0c000000/);
  await expect(page.locator('tbody tr').filter({ hasText: 'drafted the request' })).toHaveCount(0);
  await expect(page.locator('tbody tr').filter({ hasText: 'authorized the provider' })).toHaveCount(1);
  await page.context().close();
});

test('ROL-01: who may not read it is told who may', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'mp@nordwind.example', LOG);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Activity log');
  await expect(page.locator('.state')).toBeVisible();
  await page.context().close();
});

for (const { name, ...options } of VARIANTS) {
  test(`looks as drawn and reads for everybody, ${name}`, async ({ browser, tandem }) => {
    const page = await open(browser, tandem, 'ga@nordwind.example', LOG, options);
    await expect(page.locator('tbody tr').first()).toBeVisible();
    await look(page, 'activity', name);
    await page.locator('tbody .opener').filter({ hasText: /changed the text|den Text geändert/ }).click();
    await page.locator('.raw summary').click();
    await look(page, 'activity-open', name);
    await page.goto(`${tandem.url}${LOG}?from=2020-01-01`);
    await expect(page.locator('.state')).toBeVisible();
    await look(page, 'activity-refused', name);
    await page.goto(`${tandem.url}${LOG}?kind=nothing`);
    await expect(page.locator('.state')).toBeVisible();
    await look(page, 'activity-none', name);
    await page.context().close();
    const stranger = await open(browser, tandem, 'mp@nordwind.example', LOG, options);
    await expect(stranger.locator('.state')).toBeVisible();
    await look(stranger, 'activity-no-permission', name);
    await stranger.context().close();
    const operator = await open(browser, tandem, 'op1@ops.example', LOG, options);
    await expect(operator.locator('tbody tr').first()).toBeVisible();
    await look(operator, 'activity-operator', name);
    await operator.context().close();
  });
}
