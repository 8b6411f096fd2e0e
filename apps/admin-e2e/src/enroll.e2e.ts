import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, test, visit } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { dress, EVERY_VARIANT, ON_PHONE } from './variants.ts';

const WIDE = EVERY_VARIANT['en-GB'][0];

test.beforeAll(({ tandem }) => tandem.reset());

/** Looks at a small page as it is, and in German on a phone at night. */
async function lookTwice(page: Page, name: string): Promise<void> {
  await look(page, `${name}-en-light-wide`);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await dress(page, ON_PHONE);
  await look(page, `${name}-de-dark-phone`);
  await dress(page, WIDE);
  await page.getByRole('link', { name: 'English' }).click();
}

test('ENR-02: a visitor reads without script what to have ready, and finds out whether the company has an account (ENR-03, ENR-05)', async ({ browser, tandem }) => {
  const page = await visit(browser, `${tandem.url}/enroll`, { javaScriptEnabled: false });
  await expect(page.getByText('A work account', { exact: true })).toBeVisible();
  await expect(page.getByText('Your MPN ID', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByText('Not sure?').click();
  await page.getByLabel(/^Domain/).fill('Alpenblick.example');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('status')).toContainText('alpenblick.example has an account here');
  await page.getByLabel(/^Domain/).fill('boreal.example');
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('status')).toContainText('boreal.example has no account here yet');
});

test('ENR-04: a work account is not made for web mail nor for a company that has one, and nothing that was typed is lost', async ({ browser, tandem }) => {
  const page = await visit(browser, `${tandem.url}/enroll`);
  await lookTwice(page, 'enroll');
  await page.getByRole('link', { name: 'Next' }).click();
  await lookTwice(page, 'enroll-account');
  const email = page.getByLabel('Your e-mail at the company');
  for (const [label, text] of [['Name of the company', 'Boréal Services SARL'], ['First name', 'Léa'], ['Last name', 'Martin']] as const) await page.getByLabel(label).fill(text);
  await page.getByLabel('Country').selectOption('FR');
  await email.fill('lea@gmail.com');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('alert')).toContainText('web mail cannot be verified');
  await look(page, 'enroll-account-webmail');
  await expect(page.getByLabel('Name of the company')).toHaveValue('Boréal Services SARL');
  await expect(page.getByLabel('Country')).toHaveValue('FR');
  await email.fill('lea@alpenblick.example');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('alert')).toContainText('Your company has an account here');
});

const linkTo = async (tandem: Tandem, address: string): Promise<string> => /https?:\/\/\S+\/verify\/[\w.-]+/.exec((await tandem.mailTo(address)).text ?? '')?.[0] ?? '';

/** Lagune's enrollment by the API, up to the mail to its contact. @returns the path of the enrollment. */
async function asked(tandem: Tandem): Promise<string> {
  const path = `/v1/enrollments/${String((await tandem.as('ga@lagune.example', 'POST', '/v1/enrollments', { programType: 'indirect_reseller' })).body['id'])}`;
  const legalBusinessProfile = { companyName: 'Lagune Services SARL', address: { addressLine1: '14 quai des Salines', city: 'Nantes', postalCode: '44000' }, primaryContact: { firstName: 'Claire', lastName: 'Fontaine', email: 'claire@elsewhere.example', phoneNumber: '+33 240000117' } };
  await tandem.as('ga@lagune.example', 'PATCH', path, { legalBusinessProfile, supportProfile: { email: 'help@lagune.example', telephone: '+33 240000118' } });
  expect((await tandem.as('ga@lagune.example', 'POST', `${path}/submit`)).status).toBe(200);
  return path;
}

test('VER-02: looking at the link to the contact confirms nothing; it confirms without script, one that was replaced does not, nor one that is unknown', async ({ browser, tandem }) => {
  const path = await asked(tandem);
  const replaced = await linkTo(tandem, 'claire@elsewhere.example');
  await lookTwice(await visit(browser, replaced), 'verify');
  expect((await tandem.as('ga@lagune.example', 'PATCH', path, { legalBusinessProfile: { primaryContact: { email: 'paul@elsewhere.example' } } })).status).toBe(200);
  const ended = await visit(browser, replaced);
  await expect(ended.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more');
  await lookTwice(ended, 'verify-ended');
  const link = await linkTo(tandem, 'paul@elsewhere.example');
  const unknown = await visit(browser, `${link}x`);
  await expect(unknown.getByRole('heading', { level: 1 })).toHaveText('This link is not one of ours');
  await look(unknown, 'verify-unknown');
  const contact = await visit(browser, link, { javaScriptEnabled: false });
  await expect(contact.getByText('paul@elsewhere.example', { exact: true })).toBeVisible();
  expect((await tandem.as('ga@lagune.example', 'GET', path)).body['state']).toBe('contact_pending');
  await contact.getByRole('button', { name: 'Confirm' }).click();
  await expect(contact.getByRole('heading', { level: 1 })).toHaveText('Thank you, that is confirmed');
  expect((await tandem.as('ga@lagune.example', 'GET', path)).body['state']).toBe('in_review');
});
