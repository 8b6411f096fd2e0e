import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';

/** A key of these pages where its words should stand. */
const UNWORDED = /partnership\.(takeover|import)/;
const OPERATOR = 'op1@ops.example';
const SHEET = [
  'Anbieter;Wiederverkäufer;Seit;Administratorzugriff;Nachweis;Notiz',
  'nordwind.example;alpenblick.example;1.4.2019;ja;Vertrag V-2019/44;',
  'nordwind.example;alpenblick.example;1.4.2019;ja;Vertrag V-2019/44;',
  'nordwind.example;fjord.example;01.10.2021;nein;;fehlt',
  'nordwind.example;gone.example;01.10.2021;nein;Mail vom 3. Mai;',
].join('\n');

const drawer = (page: Page) => page.getByRole('dialog').first();
const tab = (page: Page, name: string) => drawer(page).getByRole('button', { name, exact: true });

async function choose(page: Page, text: string, name: string): Promise<void> {
  await drawer(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(drawer(page).getByText(name)).toBeVisible();
}

test.beforeEach(async ({ tandem }) => tandem.reset());

test('IMP-14: an operator checks, corrects and takes over partnerships; both sides see them, nobody is mailed', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/takeovers');
  await expect(page.getByText('Nothing has been taken over yet')).toBeVisible();
  await look(page, 'takeover-none', UNWORDED);
  await page.getByRole('button', { name: 'Import partnerships' }).click();
  await choose(page, SHEET, 'bestand.csv');
  for (const name of ['New 1', 'Duplicate 1', 'Invalid 2']) await expect(tab(page, name)).toBeVisible();
  await expect(drawer(page).getByRole('cell', { name: 'Vertrag V-2019/44' })).toBeVisible();
  await look(page, 'takeover-dry-run', UNWORDED);
  await tab(page, 'Invalid 2').click();
  await expect(drawer(page).getByText(/The reseller is not here.*\(gone\.example\)/)).toBeVisible();
  await expect(drawer(page).getByText('Nothing proves this partnership')).toBeVisible();

  const downloaded = page.waitForEvent('download');
  await drawer(page).getByRole('link', { name: 'Download error file' }).click();
  const errors = readFileSync(await (await downloaded).path(), 'utf8');
  await drawer(page).getByRole('button', { name: 'Take over 1 partnership' }).click();
  await expect(drawer(page).getByText('Done: 1 of 1 taken over')).toBeVisible();
  await look(page, 'takeover-done', UNWORDED);

  await drawer(page).getByRole('button', { name: 'Another file' }).click();
  await choose(page, errors.replace('"nein";""', '"nein";"Mail vom 3. Mai"'), 'errors.csv');
  await expect(tab(page, 'New 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'bestand.csv' })).toBeVisible();
  await look(page, 'takeover-list', UNWORDED);
  expect(tandem.inbox.count).toBe(0);

  const provider = await open(browser, tandem, 'ga@nordwind.example', '/indirect-resellers');
  await provider.getByRole('button', { name: /Alpenblick/ }).click();
  await expect(provider.getByText('Olivia Prager took the partnership over as it stood')).toBeVisible();
  await expect(provider.getByText(/Vertrag V-2019\/44/)).toBeVisible();
});

test('a takeover that a colleague starts is seen to its end, on a phone and in German', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/takeovers', { locale: 'de-DE', viewport: { width: 390, height: 844 } });
  await page.getByRole('button', { name: 'Partnerschaften importieren' }).click();
  await choose(page, SHEET, 'bestand.csv');
  await expect(tab(page, 'Ungültig 2')).toBeVisible();
  await look(page, 'takeover-dry-run-phone', UNWORDED);
  const { body } = await tandem.as('op2@ops.example', 'GET', '/v1/takeovers');
  const [made] = body['items'] as { id: string }[];
  await tandem.as('op2@ops.example', 'POST', `/v1/takeovers/${made?.id}/start`);
  await expect(drawer(page).getByText('Fertig: 1 von 1 übernommen')).toBeVisible();
});

test('ROL-01: whoever is no operator finds neither the entry nor the page', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', '/takeovers');
  await expect(page.getByRole('link', { name: 'Takeovers' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /Take over partnerships/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import partnerships' })).toHaveCount(0);
});
