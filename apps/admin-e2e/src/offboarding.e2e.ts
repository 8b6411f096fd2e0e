import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { EVERY_VARIANT, showIn, VARIANTS } from './variants.ts';

const OPERATOR = 'op1@ops.example';
const WIDE = EVERY_VARIANT['en-GB'][0];
/** Whom the cast has marked. */
const MEIER = '0d000000-0000-4000-8000-000000000002';
/** A key of these pages where its words should stand. */
const UNWORDED = /\b(offboarding|byFile|agreements)\.\w/;

const drawer = (page: Page) => page.getByRole('dialog').first();
const tab = (page: Page, name: string) => drawer(page).getByRole('button', { name, exact: true });

async function lookEverywhere(page: Page, name: string): Promise<void> {
  for (const variant of VARIANTS) {
    await page.setViewportSize(variant.viewport);
    await page.emulateMedia({ colorScheme: variant.colorScheme });
    await look(page, `${name}-${variant.colorScheme}`, UNWORDED);
  }
  await page.setViewportSize(WIDE.viewport);
  await page.emulateMedia({ colorScheme: WIDE.colorScheme });
}

async function choose(page: Page, text: string | Buffer, name: string): Promise<void> {
  await drawer(page).locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(drawer(page).getByText(name)).toBeVisible();
}

/** The domains of the marked. */
async function marked(tandem: Tandem): Promise<string[]> {
  const items = (await tandem.as(OPERATOR, 'GET', '/v1/offboardings')).body['items'] as { organisation: { domain: string } }[];
  return items.map(({ organisation }) => organisation.domain).sort();
}

test.beforeEach(({ tandem }) => tandem.reset());

test('TRN-01: the operator marks a partner, who sees the offer, and takes it back', async ({ browser, tandem }) => {
  expect((await tandem.as(OPERATOR, 'PUT', `/v1/partners/${MEIER}/offboarding`, { identified: false })).status).toBe(200);
  const page = await open(browser, tandem, OPERATOR, '/');
  await page.getByRole('link', { name: 'Offboarding' }).click();
  await expect(page.getByText('No partner is marked')).toBeVisible();
  await lookEverywhere(page, 'offboarding-none');
  await page.getByRole('button', { name: 'Mark a partner' }).first().click();
  await drawer(page).getByRole('button', { name: /^Mark/ }).click();
  await expect(drawer(page).getByText('Choose a partner of the list')).toBeVisible();
  await look(page, 'offboarding-mark-refused', UNWORDED);
  await drawer(page).getByLabel('Direct-bill partner').fill('keller.ex');
  await expect(drawer(page).getByRole('radio')).toHaveCount(1);
  await drawer(page).getByRole('radio', { name: /Keller/ }).check();
  await drawer(page).getByLabel('Reason').fill('Moves to two-tier distribution');
  await lookEverywhere(page, 'offboarding-mark');
  await drawer(page).getByRole('button', { name: /^Mark/ }).click();
  await expect(page.getByRole('status').getByText('Keller Direkt KG is marked')).toBeVisible();
  const keller = await open(browser, tandem, 'ga@keller.example', '/');
  await expect(keller.getByText('Moves to two-tier distribution')).toBeVisible();

  await page.getByRole('button', { name: 'Keller Direkt KG', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Keller Direkt KG' });
  await expect(panel.getByText('Olivia Prager marked the partner for offboarding')).toBeVisible();
  await lookEverywhere(page, 'offboarding-marked');
  await panel.getByRole('button', { name: 'Take the mark back' }).click();
  await expect(page.getByText('No partner is marked')).toBeVisible();
  await keller.reload();
  await expect(keller.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(keller.getByText('Moves to two-tier distribution')).toHaveCount(0);
  expect(tandem.inbox.count).toBe(0);
});

test('TRN-01: by file: what would become of each row, then done, then taken back exactly', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/offboardings');
  await page.getByRole('button', { name: 'By file' }).click();
  await lookEverywhere(page, 'offboarding-file');
  // As a German spreadsheet writes it: semicolons, windows-1252.
  const sheet = 'Firma;Begründung\r\nkeller.example;Wechselt für immer\r\nalpenblick.example;Wechselt\r\nnobody.example;Wechselt\r\n6200002;Noch einmal\r\n';
  await choose(page, Buffer.from(sheet, 'latin1'), 'bestand.csv');
  for (const name of ['Mark 1', 'Repeated 1', 'Refused 2']) await expect(tab(page, name)).toBeVisible();
  await expect(drawer(page).getByRole('cell', { name: 'Wechselt für immer' })).toBeVisible();
  await expect(drawer(page).getByText('1 partner would be marked. Nobody is mailed.')).toBeVisible();
  await lookEverywhere(page, 'offboarding-file-checked');
  await tab(page, 'Refused 2').click();
  await expect(drawer(page).getByText('The partner is a reseller already')).toBeVisible();
  await expect(drawer(page).getByText('Nobody here has this domain')).toBeVisible();
  await lookEverywhere(page, 'offboarding-file-refused');
  const downloaded = page.waitForEvent('download');
  await drawer(page).getByRole('button', { name: 'Download 2 refused rows' }).click();
  const refused = readFileSync(await (await downloaded).path(), 'utf8');
  expect(refused.split('\r\n')[1]).toBe('"alpenblick.example";"Wechselt";"The partner is a reseller already."');
  expect(await marked(tandem)).toEqual(['meier.example']);

  await drawer(page).getByRole('button', { name: 'Mark 1 partner' }).click();
  const ask = page.getByRole('dialog', { name: 'Mark 1 partner?' });
  await expect(ask.getByText('Nobody is mailed')).toBeVisible();
  await ask.getByRole('button', { name: 'Mark 1 partner' }).click();
  await expect(drawer(page).getByText('Those that were marked see the offer')).toBeVisible();
  await expect(tab(page, 'Marked 1')).toBeVisible();
  await lookEverywhere(page, 'offboarding-file-done');
  // The result is still there after it was closed.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Keller Direkt KG', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'By file' }).click();
  await drawer(page).getByRole('button', { name: 'Take this back (1)' }).click();
  await expect(tab(page, 'Taken back 1')).toBeVisible();
  expect(await marked(tandem)).toEqual(['meier.example']);
  expect(tandem.inbox.count).toBe(0);
});

test('TRN-01: lines that are pasted get a reason; marks are taken back in bulk', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/offboardings');
  await page.getByRole('button', { name: 'By file' }).click();
  await drawer(page).getByLabel('Or paste lines').fill('keller.example\n');
  await drawer(page).getByRole('button', { name: 'Check' }).click();
  await expect(tab(page, 'Refused 1')).toBeVisible();
  await drawer(page).getByLabel('Reason for rows without one').fill('Moves');
  await drawer(page).getByLabel('Reason for rows without one').blur();
  await drawer(page).getByRole('button', { name: 'Mark 1 partner' }).click();
  await page.getByRole('dialog', { name: 'Mark 1 partner?' }).getByRole('button', { name: 'Mark 1 partner' }).click();
  await expect(drawer(page).getByText('Those that were marked')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /Keller Direkt KG/ }).getByRole('checkbox').check();
  await look(page, 'offboarding-bulk', UNWORDED);
  await page.getByRole('button', { name: 'Take 1 mark back' }).click();
  await expect(page.getByRole('dialog').getByText('Taken back')).toBeVisible();
  await page.getByRole('dialog').getByRole('button').last().click();
  await expect(page.getByRole('row', { name: /Keller Direkt KG/ })).toHaveCount(0);
  expect(await marked(tandem)).toEqual(['meier.example']);
});

test('AGR-10: the operator takes over a signature with evidence; the partner sees it signed, and nobody is mailed', async ({ browser, tandem }) => {
  const text = '# 1. Purpose\n\nYou may sell.';
  const documents = { de: { title: 'Vertrag der Alpen', text }, en: { title: 'Agreement of the Alps', text } };
  expect((await tandem.as(OPERATOR, 'POST', '/v1/agreementtemplates', { agreementType: 'PartnerAgreement', documents, countries: ['AT'] })).status).toBe(201);
  const page = await open(browser, tandem, OPERATOR, '/agreements');
  await page.getByRole('button', { name: 'Import signatures' }).click();
  await lookEverywhere(page, 'signatures-file');
  await choose(page, 'Partner,Signed on,Name,Evidence,E-mail,Version\nalpenblick.example,31.05.2024,Paula Alm,Contract 2024/17,paula@alpenblick.example,2\nkeller.example,2024-05-31,Karl Keller,Contract 3,,\nfjord.example,2024-05-31,Frida,,,\n', 'signed.csv');
  for (const name of ['Take over 1', 'Refused 2']) await expect(tab(page, name)).toBeVisible();
  await lookEverywhere(page, 'signatures-checked');
  await tab(page, 'Refused 2').click();
  await expect(drawer(page).getByText('neither approved nor a reseller')).toBeVisible();
  await expect(drawer(page).getByText('Nothing proves this signature')).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Take over 1 signature' }).click();
  await look(page, 'signatures-ask', UNWORDED);
  await page.getByRole('dialog', { name: 'Take over 1 signature?' }).getByRole('button', { name: 'Take over 1 signature' }).click();
  await expect(drawer(page).getByText('The partners see their agreement signed')).toBeVisible();
  await expect(drawer(page).getByRole('button', { name: /Take this back/ })).toHaveCount(0);
  expect(tandem.inbox.count).toBe(0);

  const partner = await open(browser, tandem, 'ga@alpenblick.example', '/settings/agreements');
  await expect(partner.getByText('Version 2, signed by Paula Alm')).toBeVisible();
  await expect(partner.getByText('Signed elsewhere · Contract 2024/17')).toBeVisible();
  for (const variant of VARIANTS) {
    await showIn(partner, variant);
    await look(partner, `signatures-partner-${variant.name}`, UNWORDED);
  }
});

test('ROL-01: whoever is no operator finds neither the entry nor the page', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', '/offboardings');
  await expect(page.getByRole('heading', { name: /Offboarding/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Offboarding' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Mark a partner' })).toHaveCount(0);
  await look(page, 'offboarding-no-permission', UNWORDED);
});
