import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';

/** A key of these pages where its words should stand. */
const UNWORDED = 'partnership.import';
const SELLER = 'sa@nordwind.example';
const SHEET = ['E-Mail;Sprache;Firma;Notiz', 'ga@alpenblick.example;de;Alpenblick Gr\xfc\xdfe;ruft an', 'lea@boreal.example;en;Boreal;', 'LEA@boreal.example;;;', 'nobody;;=1+1;'].join('\r\n');

const drawer = (page: Page) => page.getByRole('dialog').first();
const tab = (page: Page, name: string) => drawer(page).getByRole('button', { name, exact: true });

async function importFile(page: Page, bytes: Buffer, name = 'händler.csv'): Promise<void> {
  await drawer(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'application/vnd.ms-excel', buffer: bytes });
  await expect(drawer(page).getByText(name)).toBeVisible();
}

test.beforeEach(async ({ tandem }) => tandem.reset());

test('IMP-01: a file is checked, corrected, sent and watched; repeating it sends nothing twice', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  await look(page, 'import-file', UNWORDED);
  await importFile(page, Buffer.from(SHEET, 'latin1'));
  for (const name of ['New 2', 'Duplicate 1', 'Invalid 1']) await expect(tab(page, name)).toBeVisible();
  await expect(drawer(page).getByRole('cell', { name: 'Alpenblick Grüße' })).toBeVisible();
  await look(page, 'import-dry-run', UNWORDED);

  await tab(page, 'Duplicate 1').click();
  await expect(drawer(page).getByText('Same address as in row 3')).toBeVisible();
  await drawer(page).getByLabel('Name', { exact: true }).selectOption('');
  await tab(page, 'New 2').click();
  await expect(drawer(page).getByRole('cell', { name: 'Alpenblick Grüße' })).toHaveCount(0);
  await drawer(page).getByLabel('Name', { exact: true }).selectOption('Firma');
  await expect(drawer(page).getByRole('cell', { name: 'Alpenblick Grüße' })).toBeVisible();

  const downloaded = page.waitForEvent('download');
  await drawer(page).getByRole('link', { name: 'Download error file' }).click();
  const errors = readFileSync(await (await downloaded).path(), 'utf8');
  expect(errors).toContain(`"nobody";"";"'=1+1";""`);

  await drawer(page).getByRole('button', { name: 'Send 2 requests' }).click();
  await expect(drawer(page).getByText('Done: 2 of 2 sent')).toBeVisible();
  expect((await tandem.mailTo('ga@alpenblick.example')).text).toContain('Guten Tag Alpenblick Grüße,');
  expect((await tandem.mailTo('lea@boreal.example')).text).toContain('Hello Boreal,');

  await page.reload();
  await expect(drawer(page).getByText('Done: 2 of 2 sent')).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Another file' }).click();
  await importFile(page, Buffer.from(errors.replace('"nobody"', '"ga@fjord.example"')), 'errors.csv');
  await expect(tab(page, 'New 1')).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Another file' }).click();
  await importFile(page, Buffer.from(SHEET, 'latin1'));
  await expect(tab(page, 'Already asked 2')).toBeVisible();
  await expect(drawer(page).getByText('No new row to send')).toBeVisible();
});

test('SM-13: an import is paused, resumed and cancelled while it runs, and found again after leaving', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers', { locale: 'de-DE', viewport: { width: 390, height: 844 } });
  await page.getByRole('button', { name: 'CSV importieren' }).click();
  await importFile(page, Buffer.from(['E-Mail', ...Array.from({ length: 3000 }, (_, index) => `ga${index}@viele.example`)].join('\n')), 'viele.csv');
  await look(page, 'import-dry-run-phone', UNWORDED);
  await drawer(page).getByRole('button', { name: '3.000 Anfragen senden' }).click();
  await drawer(page).getByRole('button', { name: 'Anhalten' }).click();
  await expect(drawer(page).getByText(/^Angehalten: [\d.]+ von 3\.000 gesendet/)).toBeVisible();
  const paused = await drawer(page).getByText(/^Angehalten/).textContent();
  await look(page, 'import-paused', UNWORDED);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'CSV importieren' }).click();
  await drawer(page).getByRole('button', { name: 'viele.csv' }).click();
  await expect(drawer(page).getByText(paused ?? '')).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Fortsetzen' }).click();
  await expect(drawer(page).getByText(/^Sendet: [1-9][\d.]* von 3\.000/)).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Import abbrechen' }).click();
  const ask = page.getByRole('dialog', { name: 'Diesen Import abbrechen?' });
  await expect(ask.getByText(/noch nicht gesendete Anfragen werden nicht gesendet/)).toBeVisible();
  await look(page, 'import-cancel', UNWORDED);
  await ask.getByRole('button', { name: 'Abbrechen', exact: true }).click();
  await expect(drawer(page).getByText(/^(Sendet|Angehalten): /)).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Import abbrechen' }).click();
  await ask.getByRole('button', { name: 'Import abbrechen' }).click();
  await expect(drawer(page).getByText(/^Abgebrochen: [\d.]+ von 3\.000 gesendet/)).toBeVisible();
});

test('a file that is no CSV says what is wrong with it', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/indirect-resellers');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  await drawer(page).locator('input[type=file]').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('E-Mail;Name\n"open') });
  await expect(drawer(page).getByRole('alert')).toContainText('quotation marks around a value have to be closed');
  await look(page, 'import-refused', UNWORDED);
});
