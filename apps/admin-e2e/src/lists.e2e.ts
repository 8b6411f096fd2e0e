import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { picture } from './picture.ts';
import { expect, open, test } from './tandem.ts';
import type { Tandem } from './tandem.ts';

const PROVIDER = 'sa@nordwind.example';

/** Drafts, issued where asked for, with addresses in a row. */
async function requests(tandem: Tandem, count: number, { issued = 0 } = {}): Promise<void> {
  for (let index = 0; index < count; index++) {
    const { id } = await tandem.request(PROVIDER, `it${index}@firm${index}.example`, { send: false });
    if (index < issued) await tandem.as(PROVIDER, 'POST', `/v1/relationshiprequests/${id}/issue`);
  }
}

const rows = (page: Page) => page.locator('.led tbody tr');
const heads = (page: Page) => page.locator('.led thead th:not(.pick)').allInnerTexts();
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

/** Types where the focus is put, once it is there; nobody is quicker than the page. */
async function typeName(page: Page, name: string): Promise<void> {
  await expect(page.locator('#view-name')).toBeFocused();
  await page.keyboard.type(name);
}

test('a person saves views of a list, finds them again, changes and deletes them', async ({ browser, tandem }) => {
  await tandem.reset();
  await requests(tandem, 3, { issued: 2 });
  const page = await open(browser, tandem, PROVIDER, '/indirect-resellers?view=waiting&q=firm1');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Save what is shown as a view' }).click();
  await typeName(page, 'Firm one');
  await look(page, 'lists-view-new');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Firm one')).toHaveAttribute('aria-current', 'page');

  await tab(page, 'Partners').click();
  await expect(page).toHaveURL(`${tandem.url}/indirect-resellers?view=partners`);
  await page.reload();
  await tab(page, 'Firm one').click();
  await expect(page).toHaveURL(/q=firm1.*saved=/);
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Save what is shown as a view' }).click();
  await typeName(page, 'FIRM ONE');
  await page.keyboard.press('Enter');
  await expect(page.locator('.viewform .err')).toContainText('VIEW-01');
  await page.keyboard.press('Escape');

  await page.getByRole('searchbox').fill('firm');
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Change the view Firm one' }).click();
  await look(page, 'lists-view-change');
  await page.getByRole('button', { name: 'Keep what is shown now' }).click();
  await expect(page.getByText('changed', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Change the view Firm one' }).click();
  await typeName(page, 'All firms');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'All firms')).toBeVisible();
  await page.reload();
  await tab(page, 'All firms').click();
  await expect(rows(page)).toHaveCount(2);

  const colleague = await open(browser, tandem, 'ga@nordwind.example', '/indirect-resellers');
  await expect(rows(colleague)).toHaveCount(3);
  await expect(tab(colleague, 'All firms')).toHaveCount(0);
  await colleague.context().close();

  await page.getByRole('button', { name: 'Change the view All firms' }).click();
  await page.getByRole('button', { name: 'Delete view' }).click();
  await expect(tab(page, 'All firms')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tab(page, 'All firms')).toHaveAttribute('aria-current', 'page');
});

test('columns are chosen and ordered by keyboard, rows have three heights, and both are remembered', async ({ browser, tandem }) => {
  await tandem.reset();
  await tandem.request(PROVIDER, 'ga@alpenblick.example');
  const page = await open(browser, tandem, PROVIDER, '/indirect-resellers');
  await expect(rows(page)).toHaveCount(1);
  await expect.poll(() => heads(page)).toEqual(['Name', 'Status', 'Last mail', 'Country', 'MPN ID', 'Admin access', 'Since / until']);
  const settings = page.getByRole('button', { name: 'Columns and row height' });
  await settings.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Status' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Status' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Move Country up' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Move Country up' })).toBeFocused();
  await expect.poll(() => heads(page)).toEqual(['Name', 'Country', 'Last mail', 'MPN ID', 'Admin access', 'Since / until']);
  await look(page, 'lists-columns');

  const height = async () => (await rows(page).first().boundingBox())?.height;
  await expect.poll(height).toBe(36);
  await page.getByRole('radio', { name: 'Compact' }).check();
  await expect.poll(height).toBe(30);
  await page.getByRole('radio', { name: 'Touch' }).check();
  await expect.poll(height).toBe(44);
  await page.keyboard.press('Escape');
  await expect(settings).toBeFocused();

  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect.poll(() => heads(page)).toEqual(['Name', 'Country', 'Last mail', 'MPN ID', 'Admin access', 'Since / until']);
  await expect.poll(height).toBe(44);
  await page.goto(`${tandem.url}/deliveries`);
  await expect(rows(page)).toHaveCount(1);
  await expect.poll(height).toBe(44);
  await page.goto(`${tandem.url}/indirect-resellers`);
  await settings.click();
  await page.getByRole('button', { name: 'Back to how it was' }).click();
  await expect.poll(() => heads(page)).toHaveLength(7);
});

test('what is filtered is exported, and the button says how many rows that is', async ({ browser, tandem }) => {
  await tandem.reset();
  await requests(tandem, 3, { issued: 2 });
  const page = await open(browser, tandem, PROVIDER, '/indirect-resellers');
  await expect(page.getByRole('link', { name: 'Export 3 rows' })).toBeVisible();
  await page.goto(`${tandem.url}/indirect-resellers?view=waiting&q=firm1`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export 1 row', exact: true }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('it1@firm1.example');
  await page.getByRole('searchbox').fill('nobody');
  await expect(page.getByRole('link', { name: /^Export/ })).toHaveCount(0);
});

test('an act on many rows says how far it is, can be stopped, and keeps ticked what was not done', async ({ browser, tandem }) => {
  await tandem.reset();
  await requests(tandem, 26);
  const page = await open(browser, tandem, PROVIDER, '/indirect-resellers');
  await expect(rows(page)).toHaveCount(26);
  await page.getByRole('checkbox', { name: 'Tick it25@firm25.example' }).click();
  await page.getByRole('checkbox', { name: 'Tick it1@firm1.example' }).click({ modifiers: ['Shift'] });
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  let calls = 0;
  await page.route('**/bulk/revoke', async (route) => {
    if (++calls === 2) await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Revoke 25' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Revoke/ }).click();
  const bar = page.getByRole('toolbar', { name: 'Being done, row by row' });
  await expect(bar).toContainText('10 of 25');
  // A row that is half below the head of the table is no small target: whoever scrolls has it whole.
  await page.evaluate("document.querySelector('.scroll').scrollTo(0, 0)");
  await look(page, 'lists-progress');
  await bar.getByRole('button', { name: 'Stop' }).click();
  answer();
  const results = page.getByRole('dialog');
  await expect(results.locator('li')).toHaveCount(20);
  await expect(results).toContainText('5 rows were not reached');
  await picture(page, 'lists-results.png');
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('toolbar', { name: '5 selected' })).toBeVisible();
  expect(calls).toBe(2);
});

test('j goes on over the end of a page, with the panel and without; Escape gives the focus back to the row', async ({ browser, tandem }) => {
  await tandem.reset();
  await requests(tandem, 102);
  const page = await open(browser, tandem, PROVIDER, '/indirect-resellers');
  await expect(rows(page)).toHaveCount(100);
  await expect(page.getByRole('link', { name: 'Export 102 rows' })).toBeVisible();
  const opener = (index: number) => page.getByRole('button', { name: `it${index}@firm${index}.example`, exact: true });
  await opener(2).focus();
  await page.keyboard.press('j');
  await expect(opener(1)).toBeFocused();
  await expect(rows(page)).toHaveCount(102);

  await page.reload();
  await expect(rows(page)).toHaveCount(100);
  await opener(2).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'it2@firm2.example' })).toContainText('100 of 100+');
  await page.getByRole('button', { name: 'Next, j' }).click();
  await expect(page.getByRole('complementary', { name: 'it1@firm1.example' })).toContainText('101 of 102');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(opener(1)).toBeFocused();
});
