import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { look } from './look.ts';
import { picture } from './picture.ts';
import { expect, open, test } from './tandem.ts';
import { showIn, VARIANTS } from './variants.ts';


test.beforeAll(({ tandem }) => tandem.reset());

test('SEC-02: a client is made, its secret told once, the copied command works and is seen at once; the secret is replaced, the client removed', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/api-clients', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'New API client' }).click();
  await page.getByRole('button', { name: /^Make API client/ }).click();
  await expect(page.getByText('Choose at least one role.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Shop');
  await page.getByLabel('Admin agent').check();
  await page.getByRole('button', { name: /^Make API client/ }).click();

  const once = page.getByRole('dialog', { name: 'The secret of Shop' });
  await expect(once).toContainText('Waiting for the first call');
  await picture(page, 'api-client-once.png');
  await once.getByRole('button', { name: 'Copy the command with the secret' }).click();
  const command = await page.evaluate<string>('navigator.clipboard.readText()');
  const { stdout } = await promisify(execFile)('bash', ['-c', command]);
  expect(JSON.parse(stdout)).toMatchObject({ client: { name: 'Shop' }, roles: [{ role: 'admin_agent' }] });
  await expect(once).toContainText('First call seen');
  await once.getByRole('button', { name: 'Close' }).click();
  await expect(once).toContainText('Saved?');
  await once.getByRole('button', { name: 'Yes, close' }).click();
  await expect(once).toHaveCount(0);

  await page.getByRole('button', { name: 'Shop', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Shop' });
  await expect(panel).toContainText('called for the first time');
  await panel.getByRole('button', { name: 'New secret' }).click();
  await once.getByRole('button', { name: 'Close' }).click();
  await once.getByRole('button', { name: 'Yes, close' }).click();
  await expect(panel.getByRole('button', { name: /^Revoke the secret/ })).toHaveCount(2);
  await panel.getByRole('button', { name: /^Revoke the secret/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke secret' }).click();
  await expect(panel.getByRole('button', { name: /^Revoke the secret/ })).toHaveCount(1);
  await expect(promisify(execFile)('bash', ['-c', command])).rejects.toThrow();

  await panel.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('dialog').getByLabel(/Type Shop/).fill('Shop');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove client' }).click();
  await expect(page.getByRole('button', { name: 'Shop', exact: true })).toHaveCount(0);
});

test('API-05: an Admin agent reads, others are told whom to ask', async ({ browser, tandem }) => {
  const reader = await open(browser, tandem, 'aa@nordwind.example', '/settings/api-clients');
  await expect(reader.getByRole('row', { name: /Nordwind Distribution GmbH API/ })).toBeVisible();
  await expect(reader.getByRole('button', { name: 'New API client' })).toHaveCount(0);
  const sales = await open(browser, tandem, 'sa@nordwind.example', '/settings/api-clients');
  await expect(sales.getByText('ga@nordwind.example')).toBeVisible();
});

test('API clients can be used by everybody', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/api-clients');
  await page.locator('tbody button').first().click();
  for (const variant of VARIANTS) {
    await showIn(page, variant);
    await expect(page.locator('td-client-panel h2')).toBeVisible();
    await look(page, `api-clients-${variant.name}`);
  }
});
