import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { axeFaults } from './axe.ts';
import { picture } from './picture.ts';
import { expect, open, test } from './tandem.ts';

const VARIANTS = [
  { name: 'en-light-wide', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'de-dark-phone', locale: 'de-DE', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

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
  await page.context().close();
});

test('API-05: an Admin agent reads, others are told whom to ask', async ({ browser, tandem }) => {
  const reader = await open(browser, tandem, 'aa@nordwind.example', '/settings/api-clients');
  await expect(reader.getByRole('row', { name: /Nordwind Distribution GmbH API/ })).toBeVisible();
  await expect(reader.getByRole('button', { name: 'New API client' })).toHaveCount(0);
  const sales = await open(browser, tandem, 'sa@nordwind.example', '/settings/api-clients');
  await expect(sales.getByText('ga@nordwind.example')).toBeVisible();
  await Promise.all([reader, sales].map((page) => page.context().close()));
});

for (const { name, ...variant } of VARIANTS) {
  test(`API clients can be used by everybody (${name})`, async ({ browser, tandem }) => {
    const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/api-clients', variant);
    await page.locator('tbody button').first().click();
    await expect(page.locator('td-client-panel h2')).toBeVisible();
    await picture(page, `api-clients-${name}.png`);
    await expect.soft(page.locator('body')).not.toContainText('⟦');
    expect.soft(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect.soft(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });
}
