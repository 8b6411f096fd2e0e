import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test, visit } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { EVERY_VARIANT, giveUp, showIn, VARIANTS } from './variants.ts';

const GA = 'ga@alpenblick.example';
const OPERATOR = 'op1@ops.example';
const WIDE = EVERY_VARIANT['en-GB'][0];

/** The next version, by the API: for Austria, so that others are not asked. */
async function publish(tandem: Tandem, title = 'Partner agreement of the Alps'): Promise<void> {
  const text = '# 1. Purpose\n\nYou may sell.\n\n- in Austria\n- to companies';
  const documents = { de: { title: `${title} (de)`, text }, en: { title, text } };
  expect((await tandem.as(OPERATOR, 'POST', '/v1/agreementtemplates', { agreementType: 'PartnerAgreement', documents, countries: ['AT'] })).status).toBe(201);
}

async function lookEverywhere(page: Page, name: string): Promise<void> {
  for (const variant of VARIANTS) {
    await showIn(page, variant);
    await look(page, `${name}-${variant.name}`, 'agreements.');
  }
}

/** An enrollment, by the API and the mail to its contact, until it is approved; by the operator where the checks alone do not. */
async function approve(tandem: Tandem, admin: string, contact: string): Promise<void> {
  const begun = await tandem.as(admin, 'POST', '/v1/enrollments', { programType: 'indirect_reseller' });
  const path = `/v1/enrollments/${String(begun.body['id'])}`;
  const address = { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001', country: 'FR' };
  const primaryContact = { firstName: 'Paul', lastName: 'Blanc', email: contact, phoneNumber: '+33 1 23 45 67 89' };
  const form = { legalBusinessProfile: { companyName: 'Lagune Services SARL', address, website: 'https://lagune.example', primaryContact }, supportProfile: { email: 'help@lagune.example', telephone: '+33 1 23 45 67 89', website: 'https://lagune.example' } };
  expect((await tandem.as(admin, 'PATCH', path, form)).status).toBe(200);
  expect((await tandem.as(admin, 'POST', `${path}/submit`)).body['state']).toBe('contact_pending');
  const token = /\/verify\/([\w.-]+)/.exec((await tandem.mailTo(contact)).text ?? '')?.[1];
  expect((await tandem.as(admin, 'POST', `/v1/contactverifications/${token}/confirm`)).status).toBe(200);
  const stateOf = async (): Promise<unknown> => {
    await tandem.as(OPERATOR, 'POST', `${path}/decisions`, { decision: 'approve' });
    return (await tandem.as(admin, 'GET', path)).body['state'];
  };
  await expect.poll(stateOf).toBe('qualified');
}

test.beforeEach(({ tandem }) => tandem.reset());

test('AGR-01: the operator publishes a version in both languages only, after having seen what changes', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/agreements');
  await lookEverywhere(page, 'agreement-versions');
  await showIn(page, WIDE);
  await page.getByRole('button', { name: 'New version' }).click();
  const drawer = page.getByRole('dialog');
  const german = drawer.getByRole('group', { name: 'German' });
  const english = drawer.getByRole('group', { name: 'English', exact: true });
  await expect(english.getByLabel('Title')).toHaveValue('Partner agreement for indirect resellers');
  await german.getByLabel('Text', { exact: true }).fill('');
  await drawer.getByRole('button', { name: /Compare/ }).click();
  await expect(german.getByText('Write it in both languages')).toBeVisible();
  await look(page, 'agreement-publish-refused');
  await german.getByLabel('Text', { exact: true }).fill('# 1. Zweck\n\nSie dürfen verkaufen.');
  await english.getByLabel('Text', { exact: true }).fill(`${await english.getByLabel('Text', { exact: true }).inputValue()}\n\nA last word.`);
  await drawer.getByLabel('Countries').fill('at');
  await drawer.getByRole('button', { name: /Compare/ }).click();
  await expect(drawer.locator('ins')).toContainText('A last word.');
  await expect(drawer.getByText('1 reseller will be asked to sign.')).toBeVisible();
  for (const variant of VARIANTS) {
    await page.setViewportSize(variant.viewport);
    await page.emulateMedia({ colorScheme: variant.colorScheme });
    await look(page, `agreement-publish-${variant.colorScheme}`, 'agreements.');
  }
  await page.setViewportSize(WIDE.viewport);
  // Another letter, and it is to be compared again.
  await drawer.getByLabel('Countries').fill('AT, DE');
  await expect(drawer.getByRole('button', { name: /Publish/ })).toHaveCount(0);
  await drawer.getByRole('button', { name: /Compare/ }).click();
  await drawer.getByRole('button', { name: /Publish/ }).click();
  await expect(drawer).toHaveCount(0);
  const panel = page.getByRole('complementary', { name: 'Partner agreement for indirect resellers' });
  await expect(panel.getByText('Austria, Germany')).toBeVisible();
  await expect(panel.locator('ins')).toContainText('A last word.');
  await expect(panel.getByText('Olivia Prager published the version')).toBeVisible();
  await lookEverywhere(page, 'agreement-version');
});

test('AGR-01: a Global admin reads the agreement, and accepts it in two clicks after the tick', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, GA, '/');
  await expect(page.getByText('The partner agreement is signed')).toBeVisible();
  await look(page, 'agreement-overview-signed');
  await publish(tandem);
  await page.reload();
  await expect(page.getByText('A new version of the partner agreement waits for a signature')).toBeVisible();
  await lookEverywhere(page, 'agreement-overview-waits');
  await showIn(page, WIDE);
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await expect(page.getByRole('region', { name: 'Partner agreement of the Alps' })).toContainText('to companies');
  await lookEverywhere(page, 'agreement-to-sign');
  await showIn(page, WIDE);
  await page.getByRole('button', { name: 'Accept and continue' }).click();
  await expect(page.getByText('tick the box')).toBeVisible();
  await look(page, 'agreement-unticked');
  await page.getByRole('checkbox', { name: /I may act for Alpenblick IT GmbH/ }).check();
  await page.getByRole('button', { name: 'Accept and continue' }).click();
  await expect(page.getByText('Version 2, signed by Katharina Huber')).toBeVisible();
  await expect(page.getByRole('row', { name: /Version 1/ })).toContainText('Replaced');
  await expect(page.getByRole('row', { name: /Version 2/ })).toContainText('Europe');
  await lookEverywhere(page, 'agreement-signed');
});

test('AGR-03: an approved company associates its MPN ID first, then signs, and is a reseller', async ({ browser, tandem }) => {
  const admin = 'ga@lagune.example';
  await approve(tandem, admin, 'paul@lagune.example');
  const page = await open(browser, tandem, admin, '/');
  await expect(page.getByText('Associate an MPN ID first')).toBeVisible();
  await lookEverywhere(page, 'agreement-mpn-first');
  await showIn(page, WIDE);
  await expect(page.getByRole('link', { name: 'Indirect providers' })).toHaveCount(0);
  expect((await tandem.as(admin, 'POST', '/v1/mpnassociations', { mpnId: '6320001' })).status).toBe(201);
  await page.reload();
  await expect(page.getByText('With the signature the reseller program begins')).toBeVisible();
  await look(page, 'agreement-waits');
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await page.getByRole('checkbox', { name: /I may act for Lagune/ }).check();
  await page.getByRole('button', { name: 'Accept and continue' }).click();
  await expect(page.getByText('Version 1, signed by Camille Fournier')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Indirect providers' })).toBeVisible();
  await page.getByRole('link', { name: 'Profile' }).click();
  await expect(page.getByRole('row', { name: /Indirect reseller/ })).toContainText('by Camille Fournier');
});

test('AGR-01: the document opens in a tab of its own without signing in, and is a file to keep', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, GA, '/settings/agreements');
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: /^View Partner/ }).click()]);
  await tab.waitForLoadState();
  const reader = await visit(browser, tab.url(), { javaScriptEnabled: false });
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Partnervertrag für indirekte Wiederverkäufer');
  await reader.getByRole('link', { name: 'English' }).click();
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Partner agreement for indirect resellers');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Download Partner/ }).click()]);
  expect(file.suggestedFilename()).toBe('Vertrag-1-de.pdf');
  const scripted = await visit(browser, tab.url());
  for (const variant of VARIANTS) {
    await scripted.emulateMedia({ colorScheme: variant.colorScheme });
    await scripted.setViewportSize(variant.viewport);
    await look(scripted, `agreement-document-${variant.name}`);
  }
});

test('ROL-03: who is no Global admin sees that it is signed, and whom to ask when it waits', async ({ browser, tandem }) => {
  await publish(tandem);
  const page = await open(browser, tandem, 'sa@alpenblick.example', '/settings/agreements');
  await expect(page.getByRole('row', { name: /Version 1/ })).toContainText('Katharina Huber');
  await expect(page.getByRole('button', { name: /View|Download|Accept/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Ask Katharina Huber/ })).toBeVisible();
  await lookEverywhere(page, 'agreement-not-for-me');
  const other = await open(browser, tandem, 'ha@alpenblick.example', '/settings/agreements');
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Agreements');
  await look(other, 'agreement-no-permission');
});

test('AGR-01: what was typed into a version is not lost by accident', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/agreements');
  await page.getByRole('button', { name: 'New version' }).click();
  await page.getByRole('dialog').getByLabel('Countries').fill('CH');
  await giveUp(page);
});

test('AGR-07: a provider sees which of its resellers have signed, and takes the table along', async ({ browser, tandem }) => {
  await tandem.partnership('ga@nordwind.example', GA);
  const page = await open(browser, tandem, 'ga@nordwind.example', '/indirect-resellers');
  await page.getByRole('link', { name: 'Signed agreements' }).click();
  const row = page.getByRole('row', { name: /Alpenblick/ });
  await expect(row).toContainText('Signed');
  await expect(row).toContainText('Europe · Austria');
  await lookEverywhere(page, 'reseller-agreements');
  await showIn(page, WIDE);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /Export/ }).click()]);
  expect(file.suggestedFilename()).toBe('reseller-agreements.csv');
});
