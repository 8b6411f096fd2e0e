import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, PASSWORD, test } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { ON_PHONE } from './variants.ts';

const PERSON = 'ua@nordwind.example';

/** A device of the browser's own that keeps passkeys, and makes sure of its person when told so. */
interface Device {
  readonly devtools: CDPSession;
  readonly id: string;
}

async function deviceOf(page: Page): Promise<Device> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  const { authenticatorId: id } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
  return { devtools, id };
}

/** Opens the security page in a browser with a device, signed in anew. */
async function withDevice(browser: Browser, tandem: Tandem, options: BrowserContextOptions = {}): Promise<{ page: Page; device: Device }> {
  tandem.sessions.delete(PERSON);
  const page = await open(browser, tandem, PERSON, '/account', options);
  return { page, device: await deviceOf(page) };
}

async function add(page: Page, name: string, words: { add: string; proof: RegExp; go: string }): Promise<void> {
  await page.getByRole('button', { name: words.add }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel(words.proof).fill(PASSWORD);
  await page.getByRole('button', { name: words.go }).click();
}

const EN = { add: 'Add passkey', proof: /Present code/, go: 'Continue on the device' };
const DE = { add: 'Passkey hinzufügen', proof: /Aktueller Code/, go: 'Weiter am Gerät' };

test.beforeEach(({ tandem }) => tandem.reset());

test('ROL-12: a passkey is added, signs in by itself, is renamed and removed, and opens nothing any more', async ({ browser, tandem }) => {
  const { page, device } = await withDevice(browser, tandem);
  await page.getByRole('button', { name: EN.add }).click();
  await look(page, 'passkeys-adding');
  await page.getByLabel(EN.proof).fill('wrong password');
  await page.getByRole('button', { name: EN.go }).click();
  await expect(page.getByText(/not your present password/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await add(page, 'Laptop', EN);
  const passkeys = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem');
  await expect(passkeys).toHaveText([/Laptop.*not used yet/]);
  await add(page, 'Laptop again', EN);
  await expect(page.getByText('This device has a passkey of yours already.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await look(page, 'passkeys');

  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  const use = page.getByRole('button', { name: 'Use a passkey' });
  await expect(use).toBeVisible();
  await look(page, 'passkeys-sign-in');
  await device.devtools.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: false });
  await use.click();
  await expect(page.getByRole('status')).toHaveText('No passkey was used. Try again, or sign in with e-mail and password.');
  await look(page, 'passkeys-sign-in-failed');
  await device.devtools.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: true });
  await use.click();
  await expect(page).toHaveURL(`${tandem.url}/`);
  await page.goto(`${tandem.url}/account`);
  await expect(passkeys).toHaveText([/Laptop.*last used/]);
  await expect(page.locator('.sessions li', { hasText: 'This one' })).toContainText('with second factor');

  await page.getByRole('button', { name: 'Rename Laptop' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Laptop');
  await page.getByLabel('Name', { exact: true }).fill('Old laptop');
  await look(page, 'passkeys-renaming');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Remove Old laptop' }).click();
  await look(page, 'passkeys-removing');
  await page.getByLabel(EN.proof).fill(PASSWORD);
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(page.getByRole('list', { name: 'Passkeys' })).toHaveCount(0);

  await page.getByRole('button', { name: /your account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await use.click();
  await expect(page.getByRole('alert')).toContainText('This passkey does not open an account here');
  await look(page, 'passkeys-sign-in-refused');
});

test('ROL-12: passkeys read well in German, on a phone and in the dark', async ({ browser, tandem }) => {
  const { page } = await withDevice(browser, tandem, ON_PHONE);
  await add(page, 'Diensttelefon mit einem langen Namen, damit er umbricht', DE);
  await expect(page.getByRole('list', { name: 'Passkeys' })).toContainText('noch nicht benutzt');
  await page.getByRole('heading', { name: 'Passkeys' }).scrollIntoViewIfNeeded();
  await look(page, 'passkeys-phone');
  await page.getByRole('button', { name: DE.add }).click();
  await look(page, 'passkeys-adding-phone');
  await page.goto(`${tandem.url}/auth/sign-in`);
  await expect(page.getByRole('button', { name: 'Passkey verwenden' })).toBeVisible();
  await look(page, 'passkeys-sign-in-phone');
  await page.getByRole('button', { name: 'Passkey verwenden' }).click();
  await expect(page.locator('td-shell main h1').first()).toBeVisible();
});

test('ROL-12: without script, or a browser that knows passkeys, there is no button for them', async ({ browser, tandem }) => {
  for (const [javaScriptEnabled, knows] of [[false, true], [true, false]] as const) {
    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    if (!knows) await page.addInitScript('delete window.PublicKeyCredential');
    await page.goto(`${tandem.url}/auth/sign-in`);
    await expect(page.getByRole('button', { name: /^(Sign in|Anmelden)$/ })).toBeVisible();
    await expect(page.locator('#passkey')).toBeHidden();
  }
});
