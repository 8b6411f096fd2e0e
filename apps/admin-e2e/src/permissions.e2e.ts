import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import { go, showIn, VARIANTS } from './variants.ts';


const rowOf = (page: Page, action: string) => page.getByRole('listitem').filter({ hasText: action });

test.beforeAll(({ tandem }) => tandem.reset());

test('ROL-01: whoever wonders finds from the person menu what they may do, what not, and whom to ask', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ha@nordwind.example', '/');
  await page.getByRole('button', { name: /Timo Albrecht, your account/ }).click();
  await page.getByRole('link', { name: 'What I may do' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What you may do');
  await expect(page.getByText('You are Helpdesk agent at Nordwind Distribution GmbH. Program: Indirect provider.')).toBeVisible();
  await expect(rowOf(page, 'See and export the activity log')).toContainText('Yes');
  const blocked = rowOf(page, 'Remove a partnership');
  await expect(blocked).toContainText('Only for Global admin or Admin agent.');
  await expect(blocked).toContainText('No');
  const mail = await blocked.getByRole('link', { name: 'Lars Petersen' }).getAttribute('href');
  expect(decodeURIComponent(mail ?? '')).toMatch(/^mailto:aa@nordwind\.example\?.*Remove a partnership.*Global admin or Admin agent/s);
  await page.getByLabel('Only what I may not do').check();
  await expect(rowOf(page, 'See and export the activity log')).toHaveCount(0);
  await expect(blocked).toBeVisible();
});

test('ROL-05, ORG-02: roles that count only together are said together, and a program that is missing asks nobody', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ua@nordwind.example', '/account/permissions');
  const create = rowOf(page, 'Add a person');
  await expect(create).toContainText('Only for Global admin together with Admin agent, User admin together with Admin agent, ');
  await expect(create.getByRole('link')).toHaveText(['Anna Weber']);
  const authorize = rowOf(page, 'Authorize an indirect provider');
  await expect(authorize).toContainText('and only with the program Indirect reseller');
  await expect(authorize.getByRole('link')).toHaveCount(0);
});

test('ROL-01: a blocked button says why, by keyboard, and names who may; Escape leads back', async ({ browser, tandem }) => {
  await tandem.partnership('ga@nordwind.example', 'ga@alpenblick.example');
  const page = await open(browser, tandem, 'sa@nordwind.example', '/indirect-resellers');
  await page.getByRole('button', { name: 'Alpenblick IT GmbH', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Remove partnership…', exact: true })).toHaveAttribute('aria-disabled', 'true');
  const why = page.getByRole('button', { name: 'Why not? Remove partnership' });
  await why.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Remove partnership: for Global admin or Admin agent');
  await expect(dialog).toContainText('ROL-01');
  await expect(dialog.getByRole('link', { name: 'Ask Anna Weber' })).toHaveAttribute('href', /^mailto:ga%40nordwind\.example\?subject=/);
  await look(page, 'why-en-light-wide');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(why).toBeFocused();
});

test('ROL-01: a page opened by its address names the role and its holder; the operator’s pages send nobody to a colleague', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ha@alpenblick.example', '/indirect-providers');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('for Global admin or Admin agent');
  await expect(page.getByRole('link', { name: 'Ask Katharina Huber' })).toBeVisible();
  await page.goto(`${tandem.url}/jobs`);
  await expect(page.getByText('This is only for those who operate this installation')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /^Ask / })).toHaveCount(0);
});

test('looks as drawn and reads for everybody', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'mp@keller.example', '/');
  for (const variant of VARIANTS) {
    await showIn(page, variant);
    await go(page, '/account/permissions');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await look(page, `permissions-${variant.name}`);
    await go(page, '/indirect-providers');
    await expect(page.locator('.state')).toBeVisible();
    await look(page, `no-permission-keller-${variant.name}`);
  }
});
