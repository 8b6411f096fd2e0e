import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import { EVERY_VARIANT, giveUp, showIn, VARIANTS } from './variants.ts';

const OPERATOR = 'op1@ops.example';

const row = (page: Page, name: RegExp) => page.getByRole('row', { name });

test.beforeEach(({ tandem }) => tandem.reset());

test('TIM-01: the operator chooses a country and a year, enters a day, changes a public holiday, and takes an entry back and the taking back too', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/enrollments');
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.getByLabel('Country').selectOption({ label: 'France' });
  await page.getByLabel('Year').selectOption('2027');
  await expect(page).toHaveURL(/country=FR.*year=2027|year=2027.*country=FR/);
  await expect(row(page, /Wed 14 Jul 2027/)).toContainText('Public holiday');
  await expect(row(page, /Sat 1 May 2027/)).toContainText('by the weekday anyway');

  await page.getByRole('button', { name: 'Enter a day' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: /Save the day/ }).click();
  await expect(drawer.getByText('Choose the day.')).toBeVisible();
  await drawer.getByLabel('Day', { exact: true }).fill('2027-01-02');
  await expect(drawer.getByText('Sat 2 Jan 2027 does not count anyway.')).toBeVisible();
  await drawer.getByLabel('Day', { exact: true }).fill('2027-01-04');
  await drawer.getByLabel('Note').fill('Moving house');
  await drawer.getByLabel('Note').press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await expect(row(page, /Mon 4 Jan 2027/)).toContainText('Moving house');

  await page.getByRole('button', { name: 'Wed 14 Jul 2027', exact: true }).press('Enter');
  await expect(drawer).toContainText('A public holiday in France');
  await drawer.getByLabel('Note').fill('Everybody is in');
  await drawer.getByRole('button', { name: /Save the day/ }).click();
  await expect(row(page, /Wed 14 Jul 2027/)).toContainText('Business day');

  await page.getByRole('button', { name: 'Take back: Wed 14 Jul 2027' }).click();
  await expect(row(page, /Wed 14 Jul 2027/)).toContainText('Public holiday');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, /Wed 14 Jul 2027/)).toContainText('Everybody is in');
});

test('TIM-01: what was typed is not lost by accident, and a country without known holidays says so', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/business-calendar?country=MV&year=2027');
  await expect(page.getByRole('heading', { name: 'No day of 2027 stands out in Maldives.' })).toBeVisible();
  await look(page, 'business-calendar-empty');
  await page.getByRole('button', { name: 'Enter a day' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('Republic Day');
  await giveUp(page);
  const provider = await open(browser, tandem, 'sa@nordwind.example', '/business-calendar');
  await expect(provider.locator('.state')).toBeVisible();
  await look(provider, 'business-calendar-no-permission');
});

test('the business calendar can be used by everybody', async ({ browser, tandem }) => {
  expect((await tandem.as(OPERATOR, 'PUT', '/v1/businessdays/DE/2026-12-24', { kind: 'free', note: 'The office is closed' })).status).toBe(200);
  const page = await open(browser, tandem, OPERATOR, '/business-calendar?country=DE&year=2026');
  await expect(page.getByRole('row')).toHaveCount(11);
  for (const variant of VARIANTS) {
    await showIn(page, variant);
    await expect(page.locator('.bar select').first()).toHaveValue('DE');
    await look(page, `business-calendar-${variant.name}`);
  }
  await page.locator('.phead .btn').click();
  await page.getByRole('dialog').getByRole('button').last().click();
  await expect(page.locator('#day-note-error')).toBeVisible();
  await look(page, 'business-calendar-drawer-phone');
  await page.keyboard.press('Escape');
  await showIn(page, EVERY_VARIANT['en-GB'][0]);
  await page.locator('.opener').first().click();
  await look(page, 'business-calendar-drawer');
});
