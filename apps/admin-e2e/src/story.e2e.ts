import type { Browser, Page } from '@playwright/test';
import { picture } from './picture.ts';
import { expect, linkIn, open, signIn, test, visit } from './tandem.ts';
import type { Tandem } from './tandem.ts';

/** The words of the story in one language, and its cast in one region. */
interface Script {
  readonly locale: string;
  readonly cast: { readonly seller: string; readonly admin: string; readonly provider: string; readonly reseller: string; readonly resellerName: string };
  readonly words: Readonly<Record<'resellers' | 'providers' | 'request' | 'to' | 'text' | 'missing' | 'putBack' | 'send' | 'signIn' | 'tick' | 'authorize' | 'active' | 'granted' | 'removed' | 'take' | 'give' | 'undo' | 'end' | 'endNow' | 'type' | 'onlyAdmins' | 'ended' | 'line' | 'noneLeft', string | RegExp>>;
}

const GERMAN: Script = {
  locale: 'de-DE',
  cast: { seller: 'sa@nordwind.example', admin: 'ga@nordwind.example', provider: 'Nordwind Distribution GmbH', reseller: 'ga@alpenblick.example', resellerName: 'Alpenblick IT GmbH' },
  words: {
    ...{ resellers: 'Indirekte Wiederverkäufer', providers: 'Indirekte Anbieter', request: 'Partnerschaft anfragen', to: 'An', text: 'Text', missing: 'Der persönliche Link fehlt', putBack: 'Link wieder einsetzen', send: /Anfrage senden/ },
    ...{ signIn: 'Anmelden und antworten', tick: /autorisier|bestätig/i, authorize: 'Indirekten Anbieter autorisieren', active: 'Aktiv', granted: 'Gegeben', removed: 'Entzogen', take: 'Administratorzugriff entziehen', give: 'Administratorzugriff wieder geben' },
    ...{ undo: 'Rückgängig', end: 'Partnerschaft beenden…', endNow: 'Partnerschaft beenden', type: /Zum Fortfahren/, onlyAdmins: /beenden darf nur/, ended: 'Beendet', line: 'Wir freuen uns auf Sie.', noneLeft: 'Noch kein Anbieter.' },
  },
};

const ENGLISH: Script = {
  locale: 'en-GB',
  cast: { seller: 'sa@liberty.example', admin: 'ga@liberty.example', provider: 'Liberty Distribution Inc', reseller: 'ga@prairie.example', resellerName: 'Prairie IT Inc' },
  words: {
    ...{ resellers: 'Indirect resellers', providers: 'Indirect providers', request: 'Request a partnership', to: 'To', text: 'Text', missing: 'The personal link is missing', putBack: 'Put the link back', send: /Send 1 request/ },
    ...{ signIn: /Sign in/, tick: /authorize|confirm/i, authorize: 'Authorize indirect provider', active: 'Active', granted: 'Granted', removed: 'Removed', take: 'Remove admin access', give: 'Give admin access again' },
    ...{ undo: 'Undo', end: 'Remove partnership…', endNow: 'Remove partnership', type: /to go on$/, onlyAdmins: /can remove a partnership/, ended: 'Ended', line: 'We look forward to it.', noneLeft: 'No provider yet.' },
  },
};

const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });

/** Runs in the browser: the caret stands where somebody would click to delete the link. */
const CARET_BEHIND_LINK = `(() => {
  const link = document.querySelector('.letter .lk');
  getSelection().collapse(link.parentNode, [...link.parentNode.childNodes].indexOf(link) + 1);
})()`;

/** The provider drafts, edits, loses and restores the link, and sends. */
async function sendRequest(page: Page, { words, cast }: Script): Promise<void> {
  await page.getByRole('button', { name: words.request }).first().click();
  const drawer = page.getByRole('dialog');
  const letter = drawer.getByRole('textbox', { name: words.text, exact: true });
  await expect(letter.getByRole('img')).toBeVisible();
  await drawer.getByLabel(words.to, { exact: true }).fill(cast.reseller);
  await drawer.getByLabel(words.to, { exact: true }).press('Enter');

  await letter.focus();
  await page.evaluate(CARET_BEHIND_LINK);
  await page.keyboard.press('Backspace');
  await expect(drawer.getByText(words.missing, { exact: true }), 'INV-04: a missing link is said').toBeVisible();
  await expect(drawer.getByRole('button', { name: words.send }), 'INV-04: nothing can be sent without the link').toHaveAttribute('aria-disabled', 'true');
  await picture(page, `link-removed-${words.request === 'Request a partnership' ? 'en' : 'de'}.png`);
  await drawer.getByRole('button', { name: words.putBack }).click();
  await expect(letter.getByRole('img')).toBeVisible();

  await letter.press('Control+End');
  await page.keyboard.type(`\n\n${String(words.line)}`);
  await expect(drawer.locator('.preview')).toContainText(words.line);
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toBeHidden();
}

/** The reseller opens the link from the mail, signs in, comes back to the invitation, ticks and authorizes. */
async function authorize(browser: Browser, tandem: Tandem, { locale, words, cast }: Script): Promise<Page> {
  const mail = await tandem.mailTo(cast.reseller);
  expect(mail.from?.name).toContain(cast.provider);
  expect(mail.text).toContain(words.line);
  const link = linkIn(mail.text);
  expect(mail.html).toContain(link);

  const page = await visit(browser, link, { locale });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(cast.provider);
  await page.getByRole('main').getByRole('link', { name: words.signIn }).or(page.getByRole('main').getByRole('button', { name: words.signIn })).click();
  await signIn(page, cast.reseller);
  await expect(page, 'PRT-06: the sign-in leads back to the invitation').toHaveURL(link);
  await picture(page, `authorize-${locale}.png`);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: words.authorize }).click();
  await page.goto(`${tandem.url}/indirect-providers`);
  return page;
}

/** Admin access is taken, brought back by undo, taken again and given again. */
async function adminAccess(page: Page, { words, cast }: Script): Promise<void> {
  await expect(row(page, cast.provider), 'PRT-07: the provider stands on the reseller\'s page').toContainText(words.granted);
  await row(page, cast.provider).getByRole('button').click();
  await page.getByRole('button', { name: words.take }).click();
  await expect(row(page, cast.provider), 'PRT-09: the access is gone, the partnership stays').toContainText(words.removed);
  await expect(row(page, cast.provider)).toContainText(words.active);
  await page.getByRole('button', { name: words.undo }).click();
  await expect(row(page, cast.provider)).toContainText(words.granted);
  await page.getByRole('button', { name: words.take }).click();
  await expect(row(page, cast.provider)).toContainText(words.removed);
  await page.getByRole('button', { name: words.give }).click();
  await expect(row(page, cast.provider)).toContainText(words.granted);
}

/** Only an admin of the provider ends the partnership, with the name typed. */
async function terminate(browser: Browser, tandem: Tandem, seller: Page, reseller: Page, { locale, words, cast }: Script): Promise<void> {
  await row(seller, cast.resellerName).getByRole('button').click();
  await expect(seller.getByRole('button', { name: words.end })).toHaveAttribute('aria-disabled', 'true');
  await expect(seller.getByText(words.onlyAdmins)).toBeVisible();

  const admin = await open(browser, tandem, cast.admin, '/indirect-resellers', { locale });
  await row(admin, cast.resellerName).getByRole('button').click();
  await admin.getByRole('button', { name: words.end }).click();
  const ask = admin.getByRole('dialog');
  const confirm = ask.getByRole('button', { name: words.endNow, exact: true });
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await ask.getByLabel(words.type).fill(cast.resellerName);
  await picture(admin, `terminate-${locale}.png`);
  await confirm.click();
  await expect(row(admin, cast.resellerName), 'PRT-13: the row vanishes').toHaveCount(0);
  await expect(row(seller, cast.resellerName), 'the other page of the provider follows by itself').toHaveCount(0);
  await expect(reseller.getByText(words.noneLeft), 'and the reseller\'s too').toBeVisible();
}

for (const script of [GERMAN, ENGLISH]) {
  test(`a partnership, from the request to its end, ${script.locale}`, async ({ browser, tandem }) => {
    await tandem.reset();
    const seller = await open(browser, tandem, script.cast.seller, '/indirect-resellers', { locale: script.locale });
    await expect(seller.getByRole('heading', { level: 1 })).toHaveText(script.words.resellers);
    await sendRequest(seller, script);
    await expect(row(seller, script.cast.reseller)).toBeVisible();

    const reseller = await authorize(browser, tandem, script);
    await expect(reseller.getByRole('heading', { level: 1 })).toHaveText(script.words.providers);
    await expect(row(seller, script.cast.resellerName), 'PRT-07: the reseller appears on the provider\'s page by itself').toContainText(script.words.active);
    await adminAccess(reseller, script);
    await terminate(browser, tandem, seller, reseller, script);
  });
}
