import type { Browser, Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { look } from './look.ts';
import { expect, open, PASSWORD, signIn, test, visit } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { ON_PHONE } from './variants.ts';

const ADMIN = 'ga@nordwind.example';

/** The code that the person's phone would show, of a time step relative to the present one. */
const codeOf = (key: string, step = 0): string => generateSync({ secret: key.replaceAll(' ', ''), epoch: Math.floor(Date.now() / 1000) + 30 * step });

/** Signs in anew, as on another device. */
function elsewhere(browser: Browser, tandem: Tandem, email: string, path: string): Promise<Page> {
  tandem.sessions.delete(email);
  return open(browser, tandem, email, path);
}

test.beforeEach(({ tandem }) => tandem.reset());

test('ROL-12: a second factor is set up, asked for, replaced by a recovery code and switched off', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, ADMIN, '/');
  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('link', { name: 'Security' }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByText('This one', { exact: true })).toBeVisible();
  await look(page, 'security');

  await page.getByRole('button', { name: 'Set up second factor' }).click();
  await expect(page.getByText('Type the password that you sign in with.')).toBeVisible();
  await page.getByLabel('Your password').fill('wrong password');
  await page.getByRole('button', { name: 'Set up second factor' }).click();
  await expect(page.locator('#factor-password-error')).toContainText('not your present password');
  await look(page, 'security-begin-refused');
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up second factor' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /QR code/ })).not.toHaveJSProperty('naturalWidth', 0);
  const key = (await page.locator('.key').textContent()) ?? '';
  await look(page, 'security-set-up');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByText(/This code is not the present one/)).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key));
  await page.getByRole('button', { name: 'Switch on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [recovery = ''] = await codes.allTextContents();
  await look(page, 'security-codes');

  await page.getByRole('link', { name: 'Overview' }).first().click();
  await expect(page.getByRole('alertdialog')).toContainText('Saved?');
  await page.getByRole('button', { name: 'Show them' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('tandem-recovery-codes.txt');
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, ADMIN);
  await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible();
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.getByLabel('Code').fill('123456');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('This code is not the present one');
  await look(page, 'sign-in-code');
  await page.getByLabel('Code').fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${tandem.url}/`);

  const phone = await visit(browser, `${tandem.url}/account`, ON_PHONE);
  await signIn(phone, ADMIN);
  await look(phone, 'sign-in-code-phone');
  await phone.getByLabel('Code').fill(recovery);
  await phone.getByRole('button', { name: 'Anmelden' }).click();
  await expect(phone.getByText('9 Wiederherstellungscodes sind übrig.')).toBeVisible();
  await look(phone, 'security-phone');

  await page.goto(`${tandem.url}/account`);
  await page.getByRole('button', { name: /^Switch off/ }).click();
  await page.getByLabel(/Present code/).fill('wrong password');
  await page.getByRole('button', { name: 'Switch off', exact: true }).click();
  await expect(page.getByText(/not your present password/)).toBeVisible();
  await look(page, 'security-switch-off');
  await page.getByLabel(/Present code/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Switch off', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Set up second factor' })).toBeVisible();
});

test('SEC-02: a session on another device is found and ended, and a new password ends the rest', async ({ browser, tandem }) => {
  const page = await elsewhere(browser, tandem, 'sa@albion.example', '/account');
  const other = await elsewhere(browser, tandem, 'sa@albion.example', '/');
  const third = await elsewhere(browser, tandem, 'sa@albion.example', '/');
  await page.reload();
  const sessions = page.locator('.sessions li');
  await expect(sessions).toHaveCount(3);
  await expect(sessions.first()).toContainText(/Chrom\w+ on Linux/);
  await page.getByRole('button', { name: /^End the session/ }).last().click();
  await expect(sessions).toHaveCount(2);
  await other.goto(`${tandem.url}/deliveries`);
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await page.getByLabel('Present password').fill(PASSWORD);
  await page.getByLabel('New password', { exact: true }).fill('albion1');
  await page.getByLabel('The new one again').fill('albion1');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText(/too short.*Hardly anything is left/)).toBeVisible();
  await look(page, 'security-refused');
  await page.getByLabel('New password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('The new one again').fill('correct horse battery');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Changed. Other sessions have ended.')).toBeVisible();
  await third.goto(`${tandem.url}/deliveries`);
  await expect(third.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.locator('.sessions li')).toHaveCount(1);
});

test('the sign-in pages read well in both languages, on a phone and in the dark', async ({ browser, tandem }) => {
  for (const [name, options] of [
    ['sign-in', { locale: 'en-GB', viewport: { width: 1440, height: 900 } }],
    ['sign-in-phone', ON_PHONE],
  ] as const) {
    const page = await visit(browser, `${tandem.url}/auth/sign-in`, options);
    await look(page, name);
    await page.goto(`${tandem.url}/auth/signed-out`);
    await look(page, `${name}-signed-out`);
  }
});
