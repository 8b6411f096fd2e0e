import type { Page } from '@playwright/test';
import { look, SIDEWAYS } from './look.ts';
import { picture } from './picture.ts';
import { expect, open, test } from './tandem.ts';
import { go } from './variants.ts';

const SELLER = 'sa@nordwind.example';
const OPERATOR = 'op1@ops.example';
const PHONE = { locale: 'de-DE', colorScheme: 'dark', viewport: { width: 360, height: 780 } } as const;

/** Parts that are wider than their place and would have to be swiped; strips of views are made for it, nothing else is. */
const WIDER = `[...document.querySelectorAll('body *')]
  .filter((one) => !one.matches('.tabs, .viewchips') && one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
  .map((one) => one.className || one.tagName)`;

const palette = (page: Page) => page.getByRole('dialog', { name: /Search and commands|Suche und Befehle/ });
const options = (page: Page) => palette(page).getByRole('option');
const active = (page: Page) => palette(page).locator('[aria-selected=true]');

/** Opens the palette and types; the keys are pressed when its box is ready for them. */
async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(text);
}

test.beforeEach(({ tandem }) => tandem.reset());

test('the palette leads to pages, does what one may do and finds records, by keyboard alone', async ({ browser, tandem }) => {
  await tandem.partnership(SELLER, 'ga@alpenblick.example');
  await tandem.request(SELLER, 'post@ostsee.example');
  const page = await open(browser, tandem, SELLER, '/');
  await search(page, '');
  await expect(options(page).first()).toHaveText(/Overview/);
  await look(page, 'palette');
  await page.keyboard.type('deliv');
  await expect(active(page)).toHaveText(/Deliveries/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/deliveries$/);
  await expect(palette(page)).toHaveCount(0);

  await search(page, 'alpen');
  await expect(active(page)).toHaveText(/Alpenblick IT GmbH\s*Austria/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Alpenblick IT GmbH' })).toBeVisible();
  await search(page, 'ostsee');
  await expect(active(page)).toHaveText(/post@ostsee\.example/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'post@ostsee.example' })).toBeVisible();

  await search(page, 'dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await search(page, '');
  await expect(palette(page).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/dark theme/, /post@ostsee/, /Alpenblick/, /Deliveries/]);
  await page.keyboard.press('ArrowUp');
  await expect(active(page)).toHaveText(/Sign out/);
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);

  await search(page, 'invite');
  await page.keyboard.press('Enter');
  await expect(page.locator('.letter .lk')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toHaveCount(0);
});

test('ROL-01: the palette offers and finds only what is for the person, on a phone too', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ha@nordwind.example', '/', PHONE);
  await page.getByRole('button', { name: /Suchen oder etwas tun/ }).click();
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await look(page, 'palette-phone');
  await page.keyboard.type('anfrage');
  await expect(palette(page).getByText('Nichts passt zu „anfrage“.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('sprechen');
  await options(page).filter({ hasText: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
});

test('records that can not be searched are said, and the pages still work', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, SELLER, '/');
  await page.route('**/v1/indirectresellers?*', (route) => route.fulfill({ status: 500, json: { code: 0, description: 'broken', data: [], source: 'Tandem' } }));
  await search(page, 'deliver');
  await expect(palette(page).getByRole('alert')).toContainText('Some records could not be searched');
  await expect(active(page)).toHaveText(/Deliveries/);
  await look(page, 'palette-failed');
  await page.unrouteAll();
  await palette(page).getByRole('button', { name: 'Try again' }).click();
  await expect(palette(page).getByRole('alert')).toHaveCount(0);
});

test('2.1.4: the sheet tells what keys do where one is; single keys are switched off there and stay off', async ({ browser, tandem }) => {
  await tandem.partnership(SELLER, 'ga@alpenblick.example');
  const page = await open(browser, tandem, SELLER, '/');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await page.keyboard.press('?');
  await expect(sheet.getByRole('region', { name: 'Go to' })).toContainText('Indirect resellers');
  await expect(sheet.getByRole('region', { name: 'In this list' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Alpenblick IT GmbH' }).click();
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Keyboard', exact: true }).click();
  for (const [where, what] of [['On this page', 'Request a partnership'], ['In this list', 'Next row, previous row'], ['In this list', 'Search this list'], ['In the side panel', 'Close the panel']] as const)
    await expect(sheet.getByRole('region', { name: where })).toContainText(what);
  await look(page, 'sheet');
  await sheet.getByRole('checkbox').uncheck();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const key of ['?', '/', 'n']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
});

test('ORG-09: a page without permission names the people who may, of the own organisation, with a mail to each', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ha@nordwind.example', '/');
  await page.goto(`${tandem.url}/indirect-resellers`);
  const people = page.getByRole('list', { name: 'People who may' }).getByRole('listitem');
  await expect(people.first()).toContainText('Anna Weber');
  await expect(people.first()).toContainText('Global admin');
  for (const person of await people.all()) await expect(person).toContainText('@nordwind.example');
  await expect(page.getByRole('link', { name: 'Ask Anna Weber' })).toHaveAttribute('href', /^mailto:ga%40nordwind\.example\?subject=Tandem%3A%20access%20to%20Indirect%20resellers&body=Hello%20Anna%20Weber/);
  await page.getByRole('button', { name: /^Why\?/ }).click();
  await expect(page.getByText('Every page and act belongs to roles.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Every page and act belongs to roles.')).toBeHidden();
  await page.getByRole('button', { name: /^Why\?/ }).click();
  await look(page, 'no-permission-people');
});

test('without a connection nothing is sent, what writes is blocked with its reason, and typing is kept', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/provider-directory');
  await page.getByRole('button', { name: 'Albion Cloud Ltd', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Website').fill('https://albion.example/new');
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await page.context().setOffline(true);
  await expect(drawer.getByText(/^No connection since/)).toBeVisible();
  const save = drawer.getByRole('button', { name: /Save entry/ });
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await save.click({ force: true });
  await drawer.getByLabel('Website').press('Control+Enter');
  await expect(drawer.getByText('There is no connection. Nothing was sent')).toBeVisible();
  await look(page, 'offline');
  expect(sent).toEqual([]);
  await page.context().setOffline(false);
  await expect(save).not.toHaveAttribute('aria-disabled', 'true');
  await save.click();
  await expect(drawer).toHaveCount(0);
});

test('typed input is not lost by Escape, Cancel or the way back without a question', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/provider-directory');
  const drawer = page.locator('dialog.drawer');
  const question = drawer.getByRole('alertdialog');
  const entry = page.getByRole('button', { name: 'Albion Cloud Ltd', exact: true });
  await entry.click();
  await expect(drawer.getByLabel('Website')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await entry.click();
  await drawer.getByLabel('Website').fill('https://albion.example/new');
  for (const leave of [() => page.keyboard.press('Escape'), () => drawer.getByRole('button', { name: 'Cancel' }).click(), () => page.goBack()]) {
    await leave();
    await expect(question).toContainText('What you typed is not saved');
    await expect(question.getByRole('button', { name: 'Go on editing' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(page).toHaveURL(/open=/);
    await expect(drawer.getByLabel('Website')).toHaveValue('https://albion.example/new');
  }
  await page.keyboard.press('Escape');
  await look(page, 'unsaved');
  await question.getByRole('button', { name: 'Give it up' }).click();
  await expect(drawer).toHaveCount(0);
  await entry.click();
  await expect(drawer.getByLabel('Website')).not.toHaveValue('https://albion.example/new');
});

test('API-07: a record changed by somebody else names them, shows both versions and keeps what was typed', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/provider-directory');
  await page.getByRole('button', { name: 'Albion Cloud Ltd', exact: true }).click();
  const drawer = page.locator('dialog.drawer');
  await drawer.getByLabel('Website').fill('https://albion.example/mine');
  const { body } = await tandem.as('op2@ops.example', 'GET', '/v1/indirectproviders?region=all');
  const { id } = (body['items'] as { id: string; name: string }[]).find(({ name }) => name === 'Albion Cloud Ltd') ?? { id: '' };
  expect((await tandem.as('op2@ops.example', 'PATCH', `/v1/indirectproviders/${id}`, { website: 'https://albion.example/theirs' })).status).toBe(200);
  await drawer.getByRole('button', { name: /Save entry/ }).click();
  await expect(drawer.getByText(/^Changed by Oskar Petersen/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Compare' }).click();
  await expect(drawer.locator('.compare')).toContainText('https://albion.example/theirs');
  await expect(drawer.locator('.compare')).toContainText('https://albion.example/mine');
  await look(page, 'stale');
  await drawer.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(drawer).toHaveCount(0);
  expect((await tandem.as('op2@ops.example', 'GET', `/v1/indirectproviders/${id}`)).body['website']).toBe('https://albion.example/mine');
});

/** Nothing on a page has to be swiped, once all of it is there. */
async function fits(page: Page, path: string): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page.locator('td-skeleton')).toHaveCount(0);
  for (const tab of await page.locator('.tabs [aria-current]').all()) await expect.soft(tab, `${path} shows where it is`).toBeInViewport({ ratio: 0.9 });
  expect.soft(await page.evaluate<number>(SIDEWAYS), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(await page.evaluate<string[]>(WIDER), `${path} has a part that scrolls sideways`).toEqual([]);
  await picture(page, `phone-${path.replace(/\W+/g, '-').slice(0, 40)}-${await page.locator('html').getAttribute('lang')}.png`);
}

for (const language of ['de-DE', 'en-GB']) {
  test(`no page scrolls sideways on the smallest phone, ${language}`, async ({ browser, tandem }) => {
    test.setTimeout(300_000);
    await tandem.partnership(SELLER, 'ga@alpenblick.example');
    const { url, id } = await tandem.request(SELLER, 'a-rather-long-address.of-somebody@a-rather-long-name-of-a-reseller.example', { language: language.slice(0, 2) });
    const pages: Readonly<Record<string, readonly [string, ...string[]]>> = {
      [SELLER]: ['/', '/indirect-resellers', `/indirect-resellers?open=${id}`, '/indirect-resellers?draft=new', '/indirect-resellers?import=new', '/directory-entry', '/deliveries', '/indirect-providers', '/nowhere'],
      'ga@alpenblick.example': ['/', '/indirect-providers', '/incentives', '/settings/activity', new URL(url).pathname, '/providers'],
      'ga@lagune.example': ['/', '/enrollment'],
      'ga@meier.example': ['/', '/enrollment', '/incentives'],
      [OPERATOR]: ['/', '/enrollments', '/incentive-invitations', '/incentive-invitations?view=enrolled', '/provider-directory', '/deliveries', '/jobs'],
    };
    for (const [email, [first, ...others]] of Object.entries(pages)) {
      const page = await open(browser, tandem, email, first, { locale: language, viewport: { width: 360, height: 780 } });
      await fits(page, first);
      for (const path of others) {
        await (/^\/(invite|providers|nowhere)/.test(path) ? page.goto(`${tandem.url}${path}`) : go(page, path));
        await fits(page, path);
      }
      await page.context().close();
    }
  });
}
