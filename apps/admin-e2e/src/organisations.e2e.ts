import { look } from './look.ts';
import { picture } from './picture.ts';
import { expect, open, signIn, test, visit } from './tandem.ts';
import { showIn, VARIANTS } from './variants.ts';


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

  const first = await visit(browser, tandem.url);
  await signIn(first, 'greta@contoso.example', password);
  await expect(first.locator('input[type=password]').first()).toBeVisible();
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
});

test('organisations can be used by everybody', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'op1@ops.example', '/organisations');
  await page.locator('tbody button').first().click();
  for (const variant of VARIANTS) {
    await showIn(page, variant);
    await expect(page.locator('td-organisation-panel h2')).toBeVisible();
    await look(page, `organisations-${variant.name}`);
  }
});
