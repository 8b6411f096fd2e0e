import { look } from './look.ts';
import { expect, open, test, visit } from './tandem.ts';
import { giveUp, showIn, VARIANTS } from './variants.ts';


test.beforeAll(({ tandem }) => tandem.reset());

test('SCR-16: a visitor finds a provider without script or sign-in, and leaves by its contact', async ({ browser, tandem }) => {
  const page = await visit(browser, `${tandem.url}/providers`, { javaScriptEnabled: false });
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Albion Cloud Ltd', 'Liberty Distribution Inc', 'Nordwind Distribution GmbH']);
  await page.getByLabel('Country').selectOption({ label: 'Austria' });
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Nordwind Distribution GmbH']);
  await expect(page.getByRole('link', { name: 'partner@nordwind.example' })).toHaveAttribute('href', 'mailto:partner@nordwind.example');
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Indirekten Anbieter finden');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Nordwind Distribution GmbH']);
});

test('DIR-03: a reseller comes from its providers and sees those of its own region first', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@alpenblick.example', '/indirect-providers');
  await page.locator('.phead').getByRole('link', { name: 'Find a provider' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Albion Cloud Ltd', 'Nordwind Distribution GmbH']);
  await page.getByRole('link', { name: 'Show all regions' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(3);
});

test('DIR-02: the operator changes an entry by keyboard, and the provider sees it at once but cannot', async ({ browser, tandem }) => {
  const provider = await open(browser, tandem, 'sa@nordwind.example', '/directory-entry');
  await expect(provider.getByText('contact your representative at the operator')).toBeVisible();
  await expect(provider.getByRole('main').getByRole('textbox')).toHaveCount(0);
  const operator = await open(browser, tandem, 'op1@ops.example', '/provider-directory');
  await operator.getByRole('button', { name: 'Nordwind Distribution GmbH', exact: true }).press('Enter');
  const drawer = operator.getByRole('dialog');
  await drawer.getByLabel('Website').fill('nordwind');
  await drawer.getByLabel('Website').press('Control+Enter');
  await expect(drawer.getByText('Write an address that begins with https://')).toBeVisible();
  await drawer.getByLabel('Website').fill('https://nordwind.example/partner');
  await drawer.getByLabel('Billing').check();
  await drawer.getByLabel('Website').press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await expect(operator.getByRole('row', { name: /Nordwind/ })).toContainText('Billing');
  await expect(provider.getByText('https://nordwind.example/partner')).toBeVisible();
  await expect(provider.getByText(/changed the directory entry/)).toBeVisible();
});

test('GEO-04: what the server refuses stands at its field, and nothing that was typed is lost', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'op1@ops.example', '/provider-directory');
  await page.getByRole('button', { name: 'Albion Cloud Ltd', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Countries served').fill('GB, us');
  await drawer.getByRole('button', { name: /Save entry/ }).click();
  await expect(drawer.locator('#entry-countries-error')).toContainText('US lies outside');
  await expect(drawer.getByLabel('Countries served')).toHaveValue('GB, us');
  await page.keyboard.press('Escape');
  await drawer.getByRole('button', { name: 'Give it up' }).click();
  await page.getByRole('button', { name: 'New entry' }).click();
  await expect(drawer.getByText('Every provider has an entry')).toBeVisible();
});

test('the public directory looks as drawn and reads for everybody', async ({ browser, tandem }) => {
  for (const { name, ...options } of VARIANTS) {
    const page = await visit(browser, `${tandem.url}/providers`, options);
    await look(page, `directory-${name}`);
    await page.goto(`${tandem.url}/providers?name=nobody`);
    await look(page, `directory-none-${name}`);
    const reseller = await open(browser, tandem, 'ga@alpenblick.example', '/indirect-providers', options);
    await look(reseller, `providers-empty-${name}`);
    await reseller.goto(`${tandem.url}/providers`);
    await look(reseller, `directory-reseller-${name}`);
  }
});

test('the pages of the directory look as drawn and read for everybody', async ({ browser, tandem }) => {
  const reseller = await open(browser, tandem, 'ga@alpenblick.example', '/provider-directory');
  const provider = await open(browser, tandem, 'sa@nordwind.example', '/directory-entry');
  const operator = await open(browser, tandem, 'op1@ops.example', '/provider-directory');
  for (const variant of VARIANTS) {
    for (const page of [reseller, provider, operator]) await showIn(page, variant);
    await expect(reseller.locator('.state')).toBeVisible();
    await look(reseller, `directory-no-permission-${variant.name}`);
    await expect(provider.locator('.facts')).toBeVisible();
    await look(provider, `directory-own-${variant.name}`);
    await expect(operator.locator('.opener').first()).toBeVisible();
    await look(operator, `directory-operator-${variant.name}`);
    await operator.locator('.opener').first().click();
    await expect(operator.getByRole('dialog')).toBeVisible();
    await look(operator, `directory-drawer-${variant.name}`);
    await operator.locator('#entry-description').fill('');
    await operator.locator('#entry-description').press('Control+Enter');
    await expect(operator.locator('#entry-description-error')).toBeVisible();
    await look(operator, `directory-drawer-wrong-${variant.name}`);
    await giveUp(operator);
  }
});
