import { axeFaults } from './axe.ts';
import { picture } from './picture.ts';
import { expect, open, test } from './tandem.ts';

const VARIANTS = [
  { name: 'en-light-wide', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'de-dark-phone', locale: 'de-DE', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

test.beforeAll(({ tandem }) => tandem.reset());

test('ORG-05: the operator makes a provider, whose first Global admin signs in with the password that was shown once', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'op1@ops.example', '/');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { name: 'Organisations', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'New organisation' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Name', { exact: true }).fill('Contoso Supply');
  await drawer.getByLabel('Domain').fill('gmail.com');
  await drawer.getByLabel('Country').fill('de');
  await drawer.getByLabel('First name').fill('Greta');
  await drawer.getByLabel('Last name').fill('Ahrens');
  await drawer.getByLabel('E-mail').fill('greta@contoso.example');
  await drawer.getByRole('button', { name: /^Make organisation/ }).click();
  await expect(drawer).toContainText('belongs to a provider of mail for everybody');
  await drawer.getByLabel('Domain').fill('contoso.example');
  await drawer.getByRole('button', { name: /^Make organisation/ }).click();

  const once = page.getByRole('dialog', { name: 'First sign-in of Contoso Supply' });
  await once.getByRole('button', { name: 'Show' }).click();
  const password = (await once.locator('code').last().textContent())?.trim() ?? '';
  await once.getByRole('button', { name: 'Close' }).click();
  await once.getByRole('button', { name: 'Yes, close' }).click();
  await expect(page.getByRole('row', { name: /Contoso Supply/ })).toContainText('Indirect provider');

  const first = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await first.goto(tandem.url);
  await first.getByLabel(/^E-mail/i).fill('greta@contoso.example');
  await first.getByLabel(/^Password/).fill(password);
  await first.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(first.locator('input[type=password]').first()).toBeVisible();
  await Promise.all([page, first].map((one) => one.context().close()));
});

test('ORG-10: a suspended provider reads why at once, stays signed in, and begins nothing new until it is lifted', async ({ browser, tandem }) => {
  const provider = await open(browser, tandem, 'ga@nordwind.example', '/indirect-resellers');
  const operator = await open(browser, tandem, 'op1@ops.example', '/organisations');
  await operator.getByRole('button', { name: 'Nordwind Distribution GmbH', exact: true }).click();
  await operator.getByRole('button', { name: 'Suspend', exact: true }).click();
  const ask = operator.getByRole('dialog');
  await ask.getByRole('button', { name: 'Suspend account' }).click();
  await expect(ask).toContainText('Say why');
  await ask.getByLabel('Reason').fill('Overdue for 60 days.');
  await ask.getByRole('button', { name: 'Suspend account' }).click();
  await expect(operator.getByRole('row', { name: /Nordwind/ })).toContainText('Suspended');

  await expect(provider.getByText('Overdue for 60 days.')).toBeVisible();
  await picture(provider, 'suspended.png');
  const request = () => tandem.as('ga@nordwind.example', 'POST', '/v1/relationshiprequests', { relationshipType: 'is_indirect_cloud_solution_provider_of' });
  expect(await request()).toMatchObject({ status: 409, body: { data: [{ reason: 'ACCOUNT_SUSPENDED', operatorReason: 'Overdue for 60 days.' }] } });
  expect((await tandem.as('ga@nordwind.example', 'GET', '/v1/relationships')).status).toBe(200);

  await operator.getByRole('button', { name: 'Lift the suspension' }).click();
  await expect(provider.getByText('Overdue for 60 days.')).toHaveCount(0);
  expect((await request()).status).toBe(201);
  await Promise.all([provider, operator].map((page) => page.context().close()));
});

for (const { name, ...variant } of VARIANTS) {
  test(`organisations can be used by everybody (${name})`, async ({ browser, tandem }) => {
    const page = await open(browser, tandem, 'op1@ops.example', '/organisations', variant);
    await page.locator('tbody button').first().click();
    await expect(page.locator('td-organisation-panel h2')).toBeVisible();
    await picture(page, `organisations-${name}.png`);
    await expect.soft(page.locator('body')).not.toContainText('⟦');
    expect.soft(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect.soft(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });
}
