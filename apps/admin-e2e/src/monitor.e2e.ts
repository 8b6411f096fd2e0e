import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import { go } from './variants.ts';

const PROVIDER = 'sa@nordwind.example';
const OPERATOR = 'op1@ops.example';

const opener = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const chip = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

test.beforeEach(async ({ tandem }) => tandem.reset());

test('an operator finds why mails failed, retries all of them with two clicks and sees them arrive', async ({ browser, tandem }) => {
  for (const company of ['ostsee', 'hanse', 'meuse']) await tandem.request(PROVIDER, `nobody@${company}.example`);
  await tandem.request(PROVIDER, 'info@polder.example');
  const page = await open(browser, tandem, OPERATOR, '/deliveries');
  await expect(page.getByRole('button', { name: '3 need you' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Deliveries/ })).toContainText('3');
  await expect(opener(page, 'info@polder.example')).toBeVisible();
  await look(page, 'monitor-deliveries');

  await page.getByRole('searchbox').fill('hanse');
  await expect(opener(page, 'info@polder.example')).toHaveCount(0);
  await opener(page, 'nobody@hanse.example').click();
  const panel = page.getByRole('complementary', { name: 'nobody@hanse.example' });
  await expect(panel.getByText('The mail server does not know this mailbox.')).toBeVisible();
  await expect(panel.getByText(/5\.1\.1 user unknown/)).toBeHidden();
  await panel.getByText('Raw answer').click();
  await expect(panel.getByText(/5\.1\.1 user unknown/)).toBeVisible();
  await look(page, 'monitor-panel');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('');

  tandem.inbox.forgiving = true;
  await page.getByRole('button', { name: /does not know this mailbox.*3/ }).click();
  await page.getByRole('button', { name: 'Retry all 3' }).click();
  await expect(page.getByRole('status').filter({ hasText: '3 queued' })).toBeVisible();
  await expect(page.getByText('3 of 3 · 3 Delivered')).toBeVisible();
  await look(page, 'monitor-progress');
  await page.getByRole('button', { name: 'Show each' }).click();
  await expect(page.getByRole('dialog').getByText('nobody@meuse.example')).toBeVisible();
  await page.getByRole('dialog').getByRole('button').last().click();
  for (const company of ['ostsee', 'hanse', 'meuse']) await tandem.mailTo(`nobody@${company}.example`);
});

test('EML-15: a dead letter is dismissed with a note, which is shown, and leaves the count', async ({ browser, tandem }) => {
  await tandem.request(PROVIDER, 'nobody@ostsee.example');
  const page = await open(browser, tandem, OPERATOR, '/deliveries?view=failed');
  await opener(page, 'nobody@ostsee.example').click();
  await page.getByRole('button', { name: 'Dismiss…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await expect(dialog.getByText('Write at least three characters')).toBeVisible();
  await look(page, 'monitor-dismiss');
  await dialog.getByLabel('Why').fill('The address was wrong');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('No mail is in this view.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Deliveries/ })).not.toContainText('1');
  await chip(page, 'Dismissed').click();
  await opener(page, 'nobody@ostsee.example').click();
  await expect(page.getByText('“The address was wrong”')).toBeVisible();
});

test('EML-17: where mails are watched, an uncertain one is told to have arrived or is sent again, each with the reason', async ({ browser, tandem }) => {
  for (const company of ['ostsee', 'hanse']) await tandem.request(PROVIDER, `vague@${company}.example`);
  const page = await open(browser, tandem, PROVIDER, '/deliveries?view=uncertain');
  const panel = page.getByRole('complementary');
  await opener(page, 'vague@ostsee.example').click();
  await panel.getByRole('button', { name: 'It arrived' }).click();
  await expect(panel.getByText('Say how you know')).toBeVisible();
  await look(page, 'monitor-uncertain');
  await panel.getByLabel('How do you know?').fill('Read out on the telephone');
  await panel.getByRole('button', { name: 'It arrived' }).click();
  await expect(opener(page, 'vague@ostsee.example')).toHaveCount(0);

  tandem.inbox.forgiving = true;
  await opener(page, 'vague@hanse.example').click();
  await panel.getByLabel('How do you know?').fill('Their server has no trace of it');
  await panel.getByRole('button', { name: 'Send again' }).click();
  await tandem.mailTo('vague@hanse.example');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('vague@ostsee');
  await page.getByRole('option', { name: /vague@ostsee.example.*Delivered/ }).click();
  await expect(page).toHaveURL(/\/deliveries\?.*open=/);
  await expect(page.getByRole('complementary', { name: 'vague@ostsee.example' })).toBeVisible();
});

test('workers, schedules and jobs are seen by operators, in both languages and on the phone', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/workers');
  await expect(page.getByRole('cell', { name: /^(Ready|At work)$/ })).toBeVisible();
  await look(page, 'monitor-workers');
  await page.getByRole('navigation', { name: 'Pages of the monitor' }).getByRole('link', { name: 'Schedules' }).click();
  await expect(page.getByRole('cell', { name: 'Expire invitations' })).toBeVisible();
  await look(page, 'monitor-schedules');
  await page.getByRole('navigation', { name: 'Pages of the monitor' }).getByRole('link', { name: 'Jobs' }).click();
  await expect(page.getByRole('heading', { name: 'Jobs' })).toBeVisible();
  await look(page, 'monitor-jobs');

  await tandem.request(PROVIDER, 'nobody@ostsee.example');
  const phone = await open(browser, tandem, OPERATOR, '/deliveries', { locale: 'de-DE', colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await expect(opener(phone, 'nobody@ostsee.example')).toBeVisible();
  await look(phone, 'monitor-deliveries-phone');
  for (const path of ['workers', 'schedules', 'jobs']) {
    await go(phone, `/${path}`);
    await expect(phone.locator('main h1')).toBeVisible();
    await look(phone, `monitor-${path}-phone`);
  }
});

test('ROL-01: a provider sees figures and reasons of its own mails, and no pages of operators', async ({ browser, tandem }) => {
  await tandem.request(PROVIDER, 'nobody@ostsee.example');
  const page = await open(browser, tandem, PROVIDER, '/deliveries');
  await expect(opener(page, 'nobody@ostsee.example')).toBeVisible();
  await expect(page.getByRole('button', { name: '1 needs you' })).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('region', { name: 'Figures of the mails' }).getByRole('row')).toHaveCount(25);
  await look(page, 'monitor-provider');
  await expect(page.getByRole('navigation', { name: 'Pages of the monitor' })).toHaveCount(0);
  await page.goto(`${tandem.url}/workers`);
  await expect(page.getByRole('heading', { name: /Workers/ })).toBeVisible();
  await expect(page.getByText(/Workers: for/)).toBeVisible();
});
