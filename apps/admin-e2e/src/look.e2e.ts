import type { Browser, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, signIn, test, visit } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { dress, EVERY_VARIANT, go } from './variants.ts';
import type { Variant } from './variants.ts';

const PROVIDER = 'sa@nordwind.example';

/** The variants of one language, a wide one first. */
type Variants = readonly [Variant, ...Variant[]];

/** Looks at what a page shows in every theme and width, and leaves it as it was. */
async function lookAround(page: Page, name: string, variants: Variants): Promise<void> {
  for (const variant of variants) {
    await dress(page, variant);
    await look(page, `${name}-${variant.name}`);
  }
  await dress(page, variants[0]);
}

const signInLink = (page: Page) => page.getByRole('main').getByRole('link', { name: /Sign in|Anmelden/ }).or(page.getByRole('main').getByRole('button', { name: /Sign in|Anmelden/ }));

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
  const page = await visit(browser, url);
  await signInLink(page).click();
  await signIn(page, 'ga@lagune.example');
  await expect(page).toHaveURL(url);
  await page.context().close();
  await tandem.mailTo('ga@lagune.example');
}

const opener = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function providerPages(page: Page, tandem: Tandem, variants: Variants): Promise<void> {
  await expect(page.locator('.figure').first()).toBeVisible();
  await lookAround(page, 'overview-provider', variants);
  await page.locator('td-top-menus td-menu button').last().click();
  await expect(page.locator('.menu')).toBeVisible();
  await lookAround(page, 'menu', variants);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAround(page, 'keys', variants);
  await page.keyboard.press('Escape');

  await go(page, '/indirect-resellers');
  await expect(opener(page, 'Alpenblick IT GmbH')).toBeVisible();
  await lookAround(page, 'resellers', variants);
  await page.getByRole('checkbox').nth(1).check();
  await page.getByRole('checkbox').nth(2).check();
  await lookAround(page, 'resellers-bulk', variants);
  await go(page, '/indirect-resellers');
  await opener(page, 'ga@lagune.example').click();
  await expect(page.locator('td-timeline li').first()).toBeVisible();
  await lookAround(page, 'resellers-request', variants);
  await go(page, '/indirect-resellers');
  await opener(page, 'Alpenblick IT GmbH').click();
  await expect(page.locator('td-timeline li').first()).toBeVisible();
  await lookAround(page, 'resellers-partner', variants);
  await go(page, '/indirect-resellers?q=nobody');
  await expect(page.locator('.state')).toBeVisible();
  await lookAround(page, 'resellers-no-match', variants);
  await go(page, '/deliveries');
  await page.locator('.opener').first().click();
  await expect(page.locator('.facts')).toBeVisible();
  await lookAround(page, 'deliveries', variants);
  await go(page, '/indirect-providers');
  await expect(page.locator('.state')).toBeVisible();
  await lookAround(page, 'no-permission', variants);
  await page.goto(`${tandem.url}/nowhere`);
  await expect(page.locator('.state')).toBeVisible();
  await lookAround(page, 'not-found', variants);
  await go(page, '/indirect-resellers?draft=new');
  await expect(page.locator('.letter .lk')).toBeVisible();
  await page.locator('#recipients').fill('ga@alpenblick.example');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notes').first()).toBeVisible();
  await page.locator('#recipients').fill('ga@fjord.example');
  await page.keyboard.press('Enter');
  await expect(page.locator('.tok')).toHaveCount(2);
  await lookAround(page, 'request-drawer', variants);
}

/** The small pages of the api, which the console leads to and comes from. */
async function smallPages(browser: Browser, link: string, variants: Variants): Promise<void> {
  const page = await visit(browser, link, variants[0]);
  await lookAround(page, 'invitation-read', variants);
  await signInLink(page).click();
  await expect(page.getByLabel(/^E-Mail/i)).toBeVisible();
  await lookAround(page, 'sign-in', variants);
  await signIn(page, 'ga@alpenblick.example');
  await expect(page).toHaveURL(link);
  await lookAround(page, 'invitation-answer', variants);
}

test.describe('looks as drawn and reads for everybody', () => {
  let link = '';
  test.beforeAll(async ({ tandem, browser }) => {
    await fill(tandem, browser);
    link = (await tandem.request(PROVIDER, 'second@alpenblick.example', { send: false, language: 'de' })).url;
  });

  for (const locale of ['en-GB', 'de-DE'] as const) {
    const all: Variants = EVERY_VARIANT[locale];
    // Between phone and wide only the lists are laid out in another way.
    const variants = [all[0], ...all.slice(1).filter(({ viewport }) => viewport.width !== 1280)] as const;

    test(`the provider's pages, ${locale}`, async ({ browser, tandem }) => {
      test.setTimeout(300_000);
      await providerPages(await open(browser, tandem, PROVIDER, '/', all[0]), tandem, all);
      const admin = await open(browser, tandem, 'ga@nordwind.example', '/indirect-resellers', all[0]);
      await opener(admin, 'Alpenblick IT GmbH').click();
      await admin.locator('.panel .btn.danger').click();
      await expect(admin.getByRole('dialog')).toBeVisible();
      await lookAround(admin, 'terminate', variants);
    });

    test(`the pages of all others, ${locale}`, async ({ browser, tandem }) => {
      test.setTimeout(300_000);
      const reseller = await open(browser, tandem, 'ga@alpenblick.example', '/', all[0]);
      await lookAround(reseller, 'overview-reseller', variants);
      await go(reseller, '/indirect-providers');
      await reseller.locator('.opener').first().click();
      await expect(reseller.locator('td-timeline li').first()).toBeVisible();
      await lookAround(reseller, 'providers', variants);
      const newcomer = await open(browser, tandem, 'ga@lagune.example', '/', all[0]);
      await expect(newcomer.locator('.asks li').first()).toBeVisible();
      await lookAround(newcomer, 'overview-not-enrolled', variants);
      await go(newcomer, '/enrollment');
      await expect(newcomer.locator('td-begin-enrollment .btn')).toBeVisible();
      await lookAround(newcomer, 'enrollment', variants);
      await smallPages(browser, link, variants);
      const operator = await open(browser, tandem, 'op1@ops.example', '/enrollments', all[0]);
      await expect(operator.locator('.state')).toBeVisible();
      await lookAround(operator, 'enrollments', all);
      await go(operator, '/offboardings');
      await expect(operator.locator('.opener').first()).toBeVisible();
      await lookAround(operator, 'offboardings', variants);
      await go(operator, '/agreements');
      await operator.locator('.phead .btn').first().click();
      await expect(operator.locator('.byf .drop')).toBeVisible();
      await lookAround(operator, 'signatures-import', variants);
      await operator.keyboard.press('Escape');
      await expect(operator.getByRole('dialog')).toHaveCount(0);
      await go(operator, '/business-calendar?country=DE&year=2026');
      await expect(operator.locator('.opener').first()).toBeVisible();
      await lookAround(operator, 'business-calendar', variants);
      await go(operator, '/jobs');
      await operator.locator('.opener').first().click();
      await lookAround(operator, 'jobs', variants);
    });
  }
});
