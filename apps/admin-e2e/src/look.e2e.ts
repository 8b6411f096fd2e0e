import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { picture } from './picture.ts';
import { expect, open, signIn, test, troublesOf } from './tandem.ts';
import type { Tandem } from './tandem.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Every language, theme and width, each with each other at least once. */
const VARIANTS = [
  { name: 'en-light-wide', locale: 'en-GB', colorScheme: 'light', viewport: WIDE },
  { name: 'de-dark-wide', locale: 'de-DE', colorScheme: 'dark', viewport: WIDE },
  { name: 'de-light-phone', locale: 'de-DE', colorScheme: 'light', viewport: PHONE },
  { name: 'en-dark-phone', locale: 'en-GB', colorScheme: 'dark', viewport: PHONE },
  { name: 'en-light-1280', locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
] as const;

const PROVIDER = 'sa@nordwind.example';

/** Looks at a page: nothing scrolls sideways, no wording is missing, axe finds nothing; and takes a picture. */
async function look(page: Page, name: string, variant: string): Promise<void> {
  await picture(page, `${name}-${variant}.png`);
  await expect.soft(page.locator('body')).not.toContainText('⟦');
  expect.soft(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(troublesOf(page), `troubles on ${name}`).toEqual([]);
  const found = await axeFaults(page);
  expect.soft(found, `axe on ${name}, ${variant}`).toEqual([]);
}

/** Rows of every kind: an expired request, one by own means, a draft, one on its way, a partner; and a reseller who cannot answer yet. */
async function fill(tandem: Tandem, browser: Browser): Promise<void> {
  await tandem.reset();
  await tandem.request(PROVIDER, 'post@ostsee.example');
  await tandem.advance('P31D');
  await tandem.partnership(PROVIDER, 'ga@alpenblick.example');
  await tandem.request(PROVIDER, 'kontakt@brueckner-systemhaus.example', { language: 'de' });
  await tandem.request(PROVIDER, 'it@polder.example', { send: false });
  const own = await tandem.request(PROVIDER, 'info@weichsel.example', { send: false });
  await tandem.as(PROVIDER, 'POST', `/v1/relationshiprequests/${own.id}/issue`);
  const { url } = await tandem.request(PROVIDER, 'ga@lagune.example', { language: 'en' });
  const page = await browser.newPage();
  await page.goto(url);
  await page.getByRole('main').getByRole('link', { name: /Sign in|Anmelden/ }).or(page.getByRole('main').getByRole('button', { name: /Sign in|Anmelden/ })).click();
  await signIn(page, 'ga@lagune.example');
  await expect(page).toHaveURL(url);
  await page.close();
  await tandem.mailTo('ga@lagune.example');
}

const opener = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function providerPages(page: Page, tandem: Tandem, variant: string): Promise<void> {
  await expect(page.locator('.figure').first()).toBeVisible();
  await look(page, 'overview-provider', variant);
  await page.goto(`${tandem.url}/indirect-resellers`);
  await expect(opener(page, 'Alpenblick IT GmbH')).toBeVisible();
  await look(page, 'resellers', variant);
  await page.getByRole('checkbox').nth(1).check();
  await page.getByRole('checkbox').nth(2).check();
  await look(page, 'resellers-bulk', variant);
  await page.goto(`${tandem.url}/indirect-resellers`);
  await opener(page, 'ga@lagune.example').click();
  await expect(page.locator('td-timeline li').first()).toBeVisible();
  await look(page, 'resellers-request', variant);
  await page.goto(`${tandem.url}/indirect-resellers`);
  await opener(page, 'Alpenblick IT GmbH').click();
  await expect(page.locator('td-timeline li').first()).toBeVisible();
  await look(page, 'resellers-partner', variant);
  await page.goto(`${tandem.url}/indirect-resellers?q=nobody`);
  await expect(page.locator('.state')).toBeVisible();
  await look(page, 'resellers-no-match', variant);
  await page.goto(`${tandem.url}/indirect-resellers?draft=new`);
  await expect(page.locator('.letter .lk')).toBeVisible();
  await page.locator('#recipients').fill('ga@alpenblick.example');
  await page.keyboard.press('Enter');
  await page.locator('#recipients').fill('ga@fjord.example');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notes').first()).toBeVisible();
  await look(page, 'request-drawer', variant);
  await page.goto(`${tandem.url}/deliveries`);
  await page.locator('.opener').first().click();
  await expect(page.locator('.facts')).toBeVisible();
  await look(page, 'deliveries', variant);
  await page.goto(`${tandem.url}/indirect-providers`);
  await expect(page.locator('.state')).toBeVisible();
  await look(page, 'no-permission', variant);
  await page.goto(`${tandem.url}/nowhere`);
  await expect(page.locator('.state')).toBeVisible();
  await look(page, 'not-found', variant);
}

const menus = async (page: Page, variant: string): Promise<void> => {
  await page.locator('td-top-menus td-menu button').last().click();
  await expect(page.locator('.menu')).toBeVisible();
  await look(page, 'menu', variant);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'keys', variant);
};

/** The small pages of the api, which the console leads to and comes from. */
async function smallPages(browser: Browser, tandem: Tandem, link: string, variant: string, options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin', ...options });
  const page = await context.newPage();
  await page.goto(link);
  await look(page, 'invitation-read', variant);
  await page.getByRole('main').getByRole('link', { name: /Sign in|Anmelden/ }).or(page.getByRole('main').getByRole('button', { name: /Sign in|Anmelden/ })).click();
  await expect(page.getByLabel(/^E-Mail/i)).toBeVisible();
  await look(page, 'sign-in', variant);
  await signIn(page, 'ga@alpenblick.example');
  await expect(page).toHaveURL(link);
  await look(page, 'invitation-answer', variant);
  await context.close();
}

test.describe('looks as drawn and reads for everybody', () => {
  let link = '';
  test.beforeAll(async ({ tandem, browser }) => {
    await fill(tandem, browser);
    link = (await tandem.request('sa@nordwind.example', 'second@alpenblick.example', { send: false, language: 'de' })).url;
  });

  for (const { name, ...options } of VARIANTS) {
    test(`every page, ${name}`, async ({ browser, tandem }) => {
      test.setTimeout(400_000);
      const as = async (email: string, path: string, work: (page: Page) => Promise<void>): Promise<void> => {
        const page = await open(browser, tandem, email, path, options as BrowserContextOptions);
        await work(page);
        await page.context().close();
      };
      await as(PROVIDER, '/', async (page) => {
        await providerPages(page, tandem, name);
        await page.goto(tandem.url);
        await expect(page.locator('.figure').first()).toBeVisible();
        await menus(page, name);
      });
      // Between phone and wide only the lists are laid out in another way.
      if (options.viewport.width === 1280) return;
      await as('ga@nordwind.example', '/indirect-resellers', async (page) => {
        await opener(page, 'Alpenblick IT GmbH').click();
        await page.locator('.panel .btn.danger').click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await look(page, 'terminate', name);
      });
      await as('ga@alpenblick.example', '/', async (page) => {
        await look(page, 'overview-reseller', name);
        await page.goto(`${tandem.url}/indirect-providers`);
        await page.locator('.opener').first().click();
        await expect(page.locator('td-timeline li').first()).toBeVisible();
        await look(page, 'providers', name);
      });
      await as('ga@lagune.example', '/', async (page) => {
        await expect(page.locator('.asks li').first()).toBeVisible();
        await look(page, 'overview-not-enrolled', name);
      });
      await smallPages(browser, tandem, link, name, options as BrowserContextOptions);
      await as('op1@ops.example', '/jobs', async (page) => {
        await page.locator('.opener').first().click();
        await look(page, 'jobs', name);
      });
    });
  }
});
