import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import { giveUp, go, showIn, VARIANTS } from './variants.ts';


const legal = (page: Page) => page.locator('td-profile-part').filter({ hasText: 'Legal business profile' });

test.beforeEach(({ tandem }) => tandem.reset());

test('SCR-06: a Global admin changes the primary contact by keyboard; a web-mail address is refused at its field', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@alpenblick.example', '/settings/profile');
  await expect(legal(page)).toContainText('contact@alpenblick.example');
  await expect(legal(page)).toContainText(/Confirmed /);
  await page.getByRole('button', { name: 'Change: Legal business profile' }).press('Enter');
  const drawer = page.getByRole('dialog');
  const email = drawer.getByLabel('E-mail');
  await email.fill('Huber.K+partner@GoogleMail.com');
  await email.press('Control+Enter');
  await expect(drawer.locator('#legalbusiness-primaryContact-email-error')).toContainText('web-mail provider');
  await expect(drawer.locator('#legalbusiness-primaryContact-email-error')).toContainText('ENR-08');
  await expect(email).toHaveValue('Huber.K+partner@GoogleMail.com');
  await email.fill('office@alpenblick.example');
  await email.press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await expect(legal(page)).toContainText('office@alpenblick.example');
  await expect(legal(page)).toContainText('Not confirmed');
  await page.getByRole('button', { name: 'Change: Legal business profile' }).click();
  await expect(drawer.getByText('Katharina Huber changed the profile')).toBeVisible();
});

test('API-07: what somebody else saved meanwhile is compared before it is written over', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ba@nordwind.example', '/settings/profile');
  await page.getByRole('button', { name: 'Change: Billing profile' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('VAT or tax ID').fill('DE111111111');
  expect((await tandem.as('ga@nordwind.example', 'PUT', '/v1/profiles/billing', { purchaseOrderNumber: 'PO-2027' })).status).toBe(200);
  await drawer.getByRole('button', { name: /Save profile/ }).click();
  await expect(drawer.getByText(/Changed by Anna Weber/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Compare' }).click();
  await expect(drawer.locator('.compare')).toContainText('PO-2027');
  await expect(drawer.locator('.compare')).toContainText('DE111111111');
  await drawer.getByRole('button', { name: 'Take the saved one' }).click();
  await expect(drawer.getByLabel('Purchase order number')).toHaveValue('PO-2027');
  await drawer.getByLabel('VAT or tax ID').fill('DE222222222');
  await drawer.getByRole('button', { name: /Save profile/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('DE222222222')).toBeVisible();
});

test('ROL-01: who may not change it reads it, with who may; what is typed is not lost by a mistaken key', async ({ browser, tandem }) => {
  const agent = await open(browser, tandem, 'sa@alpenblick.example', '/settings/profile');
  await expect(agent.getByRole('row', { name: /Indirect reseller/ })).toContainText('Katharina Huber');
  await expect(legal(agent)).toContainText('Can be changed by: Global admin');
  await agent.getByRole('button', { name: 'Change: Legal business profile' }).press('Enter');
  await expect(agent.getByRole('dialog')).toHaveCount(0);
  await expect(agent.getByRole('heading', { name: 'Identifiers' })).toHaveCount(0);
  await agent.context().close();
  const admin = await open(browser, tandem, 'ga@alpenblick.example', '/settings/profile');
  await admin.getByRole('button', { name: 'Change: Support profile' }).click();
  await admin.getByRole('dialog').getByLabel('Telephone').fill('+43 512 1');
  await admin.keyboard.press('Escape');
  await admin.getByRole('button', { name: 'Go on editing' }).click();
  await expect(admin.getByRole('dialog').getByLabel('Telephone')).toHaveValue('+43 512 1');
});

test('MPN-06: an Account admin adds a location, which gets an MPN ID of its own', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ac@nordwind.example', '/settings/locations');
  await expect(page.getByRole('row', { name: /6100001/ })).toContainText('Associated');
  await page.getByRole('button', { name: 'Add location' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: /Add location/ }).click();
  await expect(drawer.getByText('This cannot be left empty.')).toHaveCount(7);
  await drawer.getByLabel('Name of the location').fill('Nordwind München');
  await drawer.getByLabel('Street and number').fill('Leopoldstraße 1');
  await drawer.getByLabel('Postal code').fill('80802');
  await drawer.getByLabel('City').fill('München');
  await drawer.getByLabel('First name').fill('Jonas');
  await drawer.getByLabel('Last name').fill('Brandt');
  await drawer.getByLabel('E-mail').fill('muenchen@web.de');
  await drawer.getByLabel('Telephone').fill('+49 89 55501');
  await drawer.getByLabel('Telephone').press('Control+Enter');
  await expect(drawer.locator('#location-contact-email-error')).toContainText('ENR-08');
  await expect(drawer.locator('#location-contact-phoneNumber-error')).toContainText('ENR-10');
  await drawer.getByLabel('E-mail').fill('muenchen@nordwind.example');
  await drawer.getByLabel('Telephone').fill('8955501');
  await drawer.getByLabel('Telephone').press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await expect(page.locator('.panel')).toContainText('muenchen@nordwind.example');
  await expect(page.locator('.panel')).toContainText(/Claudia Reimann|Piet Hansen/);
  await expect(page.getByRole('row', { name: /Nordwind München/ })).toContainText(/7\d{6}/);
  await page.context().close();
  const reader = await open(browser, tandem, 'aa@nordwind.example', '/settings/locations?type=location');
  await expect(reader.getByRole('row', { name: /Nordwind/ })).toHaveCount(2);
  await expect(reader.getByText('Can be added by: Global admin or Account admin')).toBeVisible();
});

test('the profiles look as drawn and read for everybody', async ({ browser, tandem }) => {
  const admin = await open(browser, tandem, 'ga@alpenblick.example', '/settings/profile');
  const newcomer = await open(browser, tandem, 'ga@lagune.example', '/settings/profile');
  for (const variant of VARIANTS) {
    for (const page of [admin, newcomer]) await showIn(page, variant);
    await expect(admin.locator('.led').last()).toBeVisible();
    await look(admin, `profile-${variant.name}`);
    await admin.locator('td-profile-part').first().getByRole('button').click();
    await expect(admin.getByRole('dialog')).toBeVisible();
    await look(admin, `profile-drawer-${variant.name}`);
    await admin.locator('#legalbusiness-companyName').fill('');
    await admin.locator('#legalbusiness-website').fill('nowhere');
    await admin.locator('#legalbusiness-website').press('Control+Enter');
    await expect(admin.locator('#legalbusiness-website-error')).toBeVisible();
    await look(admin, `profile-drawer-wrong-${variant.name}`);
    await giveUp(admin);
    await expect(newcomer.locator('.led').last()).toBeVisible();
    await look(newcomer, `profile-new-${variant.name}`);
  }
});

test('the locations look as drawn and read for everybody', async ({ browser, tandem }) => {
  const agent = await open(browser, tandem, 'sa@alpenblick.example', '/');
  const account = await open(browser, tandem, 'ac@keller.example', '/');
  for (const variant of VARIANTS) {
    for (const page of [agent, account]) await showIn(page, variant);
    await go(agent, '/settings/profile');
    await expect(agent.locator('.led').last()).toBeVisible();
    await look(agent, `profile-read-only-${variant.name}`);
    await go(agent, '/settings/locations');
    await expect(agent.locator('.state')).toBeVisible();
    await look(agent, `locations-no-permission-${variant.name}`);
    await go(account, '/settings/locations');
    await expect(account.locator('.opener').first()).toBeVisible();
    await look(account, `locations-${variant.name}`);
    await account.locator('.phead').getByRole('button').last().click();
    await expect(account.getByRole('dialog')).toBeVisible();
    await look(account, `locations-drawer-${variant.name}`);
    await account.keyboard.press('Escape');
    await go(account, '/settings/locations?type=global');
    await expect(account.locator('.state')).toBeVisible();
    await look(account, `locations-none-${variant.name}`);
    await go(account, '/settings/locations');
    await account.locator('.opener').first().click();
    await expect(account.locator('.panel')).toBeVisible();
    await look(account, `locations-panel-${variant.name}`);
  }
});
