import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, linkIn, open, signIn, test, visit } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { go, ON_PHONE } from './variants.ts';

const OPERATOR = 'op1@ops.example';
const KELLER = '0d000000-0000-4000-8000-000000000001';
const PASSWORD = 'three words in a row';

/** The words of the beginning in one language. */
interface Script {
  readonly locale: 'de-DE' | 'en-GB';
  readonly country: string;
  readonly words: Readonly<Record<'next' | 'company' | 'country' | 'first' | 'last' | 'email' | 'create' | 'mailbox' | 'password' | 'again' | 'save' | 'signIn' | 'enroll' | 'begin' | 'later' | 'submit' | 'asked' | 'confirm' | 'confirmed' | 'approved', string>>;
}

const GERMAN: Script = {
  locale: 'de-DE',
  country: 'Frankreich',
  words: {
    ...{ next: 'Weiter', company: 'Name des Unternehmens', country: 'Land', first: 'Vorname', last: 'Nachname', email: 'Ihre E-Mail im Unternehmen', create: 'Konto anlegen', mailbox: 'Sehen Sie in Ihr Postfach' },
    ...{ password: 'Neues Kennwort', again: 'Noch einmal dasselbe', save: 'Kennwort speichern', signIn: 'Anmelden', enroll: 'Als Wiederverkäufer anmelden', begin: 'Anmeldung beginnen', later: 'Vorerst überspringen', submit: 'Jetzt anmelden' },
    ...{ asked: 'Der Hauptkontakt wird gefragt', confirm: 'Bestätigen', confirmed: 'Vielen Dank, das ist bestätigt', approved: 'Ihr Unternehmen ist zugelassen' },
  },
};

const ENGLISH: Script = {
  locale: 'en-GB',
  country: 'France',
  words: {
    ...{ next: 'Next', company: 'Name of the company', country: 'Country', first: 'First name', last: 'Last name', email: 'Your e-mail at the company', create: 'Create the account', mailbox: 'Look at your mailbox' },
    ...{ password: 'New password', again: 'The same again', save: 'Save the password', signIn: 'Sign in', enroll: 'Enroll as a reseller', begin: 'Begin the enrollment', later: 'Skip for now', submit: 'Enroll now' },
    ...{ asked: 'The primary contact is asked', confirm: 'Confirm', confirmed: 'Thank you, that is confirmed', approved: 'Your company is approved' },
  },
};

const LEGAL = 'application-legalBusinessProfile';
const EMAIL = `${LEGAL}-primaryContact-email`;
const field = (page: Page, id: string) => page.locator(`#${id}`);
const mailed = (text = '', path: string): string => new RegExp(`https?://\\S+/${path}/[\\w.-]+`).exec(text)?.[0] ?? '';
const providersIn = (page: Page, name: string) => page.locator('.side').getByRole('link', { name });
const note = (page: Page) => page.locator('td-agreement-note');

/** From the first page of all to a session of one's own: a work account by mail (ENR-02 to ENR-04). */
async function makeAccount(browser: Browser, tandem: Tandem, { locale, country, words }: Script, companyName: string, email: string): Promise<Page> {
  const page = await visit(browser, `${tandem.url}/enroll`, { locale });
  await page.getByRole('link', { name: words.next }).click();
  for (const [label, text] of [[words.company, companyName], [words.first, 'Léa'], [words.last, 'Martin'], [words.email, email]] as const) await page.getByLabel(label).fill(text);
  await page.getByLabel(words.country, { exact: true }).selectOption({ label: country });
  await page.getByRole('button', { name: words.create }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.mailbox);
  await page.goto(mailed((await tandem.mailTo(email)).text, 'join'));
  await page.getByLabel(words.password).fill(PASSWORD);
  await page.getByLabel(words.again).fill(PASSWORD);
  await page.getByRole('button', { name: words.save }).click();
  await page.getByRole('main').getByRole('link', { name: words.signIn }).click();
  await signIn(page, email, PASSWORD);
  return page;
}

/** From the overview to the form, and fills in all of it but the contact's address. */
async function fillIn(page: Page, { words }: Script, domain: string): Promise<void> {
  await page.getByRole('link', { name: words.enroll }).click();
  await page.getByRole('button', { name: words.begin }).click();
  const texts = { [`${LEGAL}-address-addressLine1`]: '5 rue de la Paix', [`${LEGAL}-address-postalCode`]: '69001', [`${LEGAL}-address-city`]: 'Lyon', [`${LEGAL}-primaryContact-firstName`]: 'Paul', [`${LEGAL}-primaryContact-lastName`]: 'Blanc', [`${LEGAL}-primaryContact-phoneNumber`]: '+33 123456789', 'application-supportProfile-email': `help@${domain}`, 'application-supportProfile-telephone': '+33 123456789' };
  for (const [id, text] of Object.entries(texts)) await field(page, id).fill(text);
  await page.getByRole('radio', { name: words.later }).check();
}

async function submit(page: Page, { words }: Script, contact: string): Promise<void> {
  await field(page, EMAIL).fill(contact);
  await page.getByRole('button', { name: words.submit }).click();
  await expect(page.getByText(words.asked)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }), 'what follows is read from its top').toBeFocused();
}

/** The primary contact opens the link of the mail in a browser of its own, on a phone at night, and confirms (VER-02). */
async function confirm(browser: Browser, tandem: Tandem, { locale, words }: Script, contact: string): Promise<Page> {
  const page = await visit(browser, mailed((await tandem.mailTo(contact)).text, 'verify'), { ...ON_PHONE, locale });
  await page.getByRole('button', { name: words.confirm }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.confirmed);
  return page;
}

const setClock = (tandem: Tandem, now: Date): Promise<Response> => fetch(`${tandem.url}/v1/sandbox/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ now: now.toISOString() }) });

test.beforeEach(({ tandem }) => tandem.reset());

test('E2E-01: a company that nobody knows enrolls, chooses a location, signs, and works with providers, in German (ENR-17, MPN-07, AGR-04, SCR-03, SCR-05, SCR-08, SCR-10)', async ({ browser, tandem }) => {
  const page = await makeAccount(browser, tandem, GERMAN, 'Boréal Services SARL', 'lea@boreal.example');
  await expect(page.getByText('Ihr Unternehmen ist noch nicht angemeldet')).toBeVisible();
  await fillIn(page, GERMAN, 'boreal.example');
  await expect(field(page, `${LEGAL}-companyName`)).toHaveValue('Boréal Services SARL');
  await field(page, EMAIL).fill('lea@gmail.com');
  await expect(field(page, `${EMAIL}-error`), 'ENR-08: web-mail is said while it is typed').toContainText('ENR-08');
  await look(page, 'story-form-webmail-de');
  await submit(page, GERMAN, 'paul@boreal.example');

  await tandem.advance('P3D');
  await page.reload();
  await expect(page.getByText(GERMAN.words.asked), 'VER-01: nothing is reviewed before the contact has answered').toBeVisible();
  await look(await confirm(browser, tandem, GERMAN, 'paul@boreal.example'), 'story-confirmed-de-dark-phone');
  await expect(page.getByText(GERMAN.words.approved), 'the open page follows by itself').toBeVisible();
  await look(page, 'story-approved-de');
  await go(page, '/settings/profile');
  await expect(page.locator('td-program-info'), 'ENR-17').toContainText('Zugelassen');

  await go(page, '/settings/agreements');
  await expect(note(page), 'MPN-07: nothing to sign without an MPN ID').toContainText('Verknüpfen Sie zuerst eine MPN-ID');
  await expect(page.getByRole('button', { name: 'Annehmen und fortfahren' })).toHaveCount(0);
  await go(page, '/');
  await expect(note(page)).toContainText('MPN-07');
  await note(page).getByRole('link', { name: 'MPN-Standorte' }).click();
  await addLocation(page);
  await look(page, 'story-location-de');

  await expect(providersIn(page, 'Indirekte Anbieter')).toHaveCount(0);
  const hash = await sign(page, 'Boréal Services SARL', 'Léa Martin');
  await expect(page.getByRole('row', { name: /Version 1/ }).locator('.lead'), 'AGR-05: what was read is what was signed').toHaveAttribute('title', hash);
  await expect(providersIn(page, 'Indirekte Anbieter'), 'ROL-04: without another sign-in').toBeVisible();
  await go(page, '/');
  await expect(note(page), 'AGR-04: the green banner').toContainText('Der Partnervertrag ist unterschrieben');
  await look(page, 'story-signed-overview-de');
  await go(page, '/settings/profile');
  await expect(page.getByRole('row', { name: /Indirekter Wiederverkäufer/ })).toContainText('Aktiv');
  await expect(page.getByRole('row', { name: /Indirekter Wiederverkäufer/ }), 'SCR-07: signed by and when').toContainText(/\d{4} von Léa Martin/);
  await look(page, 'story-program-info-de');
});

/** A location of one's own, which gets a new MPN ID, and the program account stands on it (SCR-08, MPN-06). */
async function addLocation(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Standort anlegen' }).click();
  const drawer = page.getByRole('dialog');
  const texts = { 'Name des Standorts': 'Boréal Lyon', 'Straße und Hausnummer': '5 rue de la Paix', Postleitzahl: '69001', Ort: 'Lyon', Vorname: 'Paul', Nachname: 'Blanc', 'E-Mail': 'lyon@boreal.example', Telefon: '0472000000' };
  for (const [label, text] of Object.entries(texts)) await drawer.getByLabel(label, { exact: true }).fill(text);
  await drawer.getByLabel('Telefon').press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await page.getByRole('button', { name: 'Diesen Standort zuordnen' }).click();
  await expect(page.getByText(/^Steht auf \d{7}, Boréal Lyon/)).toBeVisible();
}

/** Reads the agreement, takes the file along and signs; in German. @returns the hash that was shown. */
async function sign(page: Page, organisation: string, person: string): Promise<string> {
  await go(page, '/settings/agreements');
  const hash = await page.locator('td-sign-agreement .facts .mono').innerText();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('td-sign-agreement').getByRole('button', { name: 'PDF herunterladen' }).click()]);
  expect(readFileSync(await file.path()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByRole('checkbox', { name: new RegExp(`darf für ${organisation} handeln`) }).check();
  await page.getByRole('button', { name: 'Annehmen und fortfahren' }).click();
  await expect(page.getByText(`Version 1, unterschrieben von ${person} am`)).toBeVisible();
  return hash;
}

/** The operator makes the last day of the review a holiday, which moves its end and is hatched on the ruler of the desk (TIM-01). @returns when the review is late now. */
async function makeHoliday(operator: Page, tandem: Tandem): Promise<string> {
  const expected = async (): Promise<string> => ((await tandem.as(OPERATOR, 'GET', '/v1/enrollments')).body as { items: { expectedUntil: string }[] }).items[0]?.expectedUntil ?? '';
  const counted = operator.locator('td-review-record .ruler > div:not(.off)');
  await expect(counted.first()).toBeVisible();
  const [before, promised] = [await counted.count(), await expected()];
  const lastDay = new Date(Date.parse(promised) - 1).toISOString().slice(0, 10);
  await go(operator, '/business-calendar?country=FR');
  await operator.getByRole('button', { name: 'Enter a day' }).click();
  const drawer = operator.getByRole('dialog');
  await drawer.getByLabel('Day', { exact: true }).fill(lastDay);
  await drawer.getByLabel('Note').fill('Moving house');
  await drawer.getByLabel('Note').press('Control+Enter');
  await expect(operator.getByRole('row', { name: /Moving house/ })).toBeVisible();
  await expect.poll(expected).not.toBe(promised);
  await go(operator, '/enrollments');
  await operator.getByRole('navigation', { name: 'Queue' }).getByRole('button', { name: /Lumière/ }).click();
  await expect(counted.first()).toBeVisible();
  await expect.poll(() => counted.count(), 'as many days count as before, over one more').toBeLessThanOrEqual(before);
  await look(operator, 'story-desk-holiday-en');
  return expected();
}

test('E2E-02: an unclear company waits for a person, who is late to the second, says why not, and approves what was put right, in English (TIM-01, TIM-03, VER-06, VER-09, ENR-14)', async ({ browser, tandem }) => {
  const page = await makeAccount(browser, tandem, ENGLISH, 'Lumière Conseil SARL', 'lea@lumiere.example');
  await fillIn(page, ENGLISH, 'lumiere.example');
  await submit(page, ENGLISH, 'paul@elsewhere.example');
  await confirm(browser, tandem, ENGLISH, 'paul@elsewhere.example');
  await expect(page.getByText(/^Decision /)).toBeVisible();
  await expect(page.locator('td-check-list')).toContainText('We look whether the contact works for your company');

  const operator = await open(browser, tandem, OPERATOR, '/enrollments');
  await operator.getByRole('navigation', { name: 'Queue' }).getByRole('button', { name: /Lumière/ }).click();
  const expectedUntil = await makeHoliday(operator, tandem);
  await setClock(tandem, new Date(Date.parse(expectedUntil) - 60_000));
  await page.reload();
  await expect(page.getByText('Due today').or(page.getByText('due today'))).toBeVisible();
  await expect(page.getByText('We are late')).toHaveCount(0);
  await setClock(tandem, new Date(expectedUntil));
  await expect.poll(() => tandem.inbox.subjectsTo('paul@elsewhere.example')).toContain('Later than promised: Lumière Conseil SARL');
  await expect(page.getByText('We are late'), 'TIM-03: the open page says so by itself').toBeVisible();
  await look(page, 'story-late-en');
  await go(page, '/');
  await expect(page.getByText('We are late')).toBeVisible();

  await operator.goto(`${tandem.url}/enrollments?view=overdue`);
  await operator.getByRole('navigation', { name: 'Queue' }).getByRole('button', { name: /Lumière/ }).click();
  await expect(operator.locator('td-review-record .ruler.bad')).toBeVisible();
  await look(operator, 'story-desk-late-en');
  await operator.getByRole('button', { name: 'Reject…' }).click();
  const drawer = operator.getByRole('dialog');
  await drawer.getByLabel('Reason').fill('');
  await drawer.getByRole('button', { name: 'Reject the company' }).click();
  await expect(field(operator, 'explain-reason-error'), 'VER-09: no rejection without a reason').toBeVisible();
  await drawer.getByLabel('Reason').fill('We could not see that Paul works for you.');
  await drawer.getByLabel('What is said of: Domain of the company').fill('Name a contact at your own domain.');
  await drawer.getByRole('button', { name: 'Reject the company' }).click();
  await expect(drawer).toHaveCount(0);
  await expect.poll(() => tandem.inbox.subjectsTo('paul@elsewhere.example')).toContain('Not approved: Lumière Conseil SARL');
  expect(tandem.inbox.subjectsTo('paul@elsewhere.example').filter((subject) => subject.startsWith('Later')), 'TIM-03: one mail, once').toHaveLength(1);

  await page.getByRole('link', { name: 'Put it right' }).click();
  await expect(page.getByRole('blockquote')).toHaveText('We could not see that Paul works for you.');
  await expect(page.locator('td-check-list')).toContainText('Name a contact at your own domain.');
  await look(page, 'story-rejected-en');
  await field(page, EMAIL).fill('paul@lumiere.example');
  await page.getByRole('button', { name: 'Submit again' }).click();
  await expect(page.getByText(ENGLISH.words.asked)).toBeVisible();
  await confirm(browser, tandem, ENGLISH, 'paul@lumiere.example');
  await expect(page.getByText(ENGLISH.words.approved)).toBeVisible();
  await expect(page.getByText('We are late')).toHaveCount(0);
  await expect(operator.getByRole('region', { name: 'Lumière Conseil SARL' })).toContainText('Qualified');
});

test('E2E-03: a marked direct-bill partner becomes a reseller on its own account, for good, in German (TRN-02, TRN-03, TRN-05, TRN-06, ORG-04)', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@keller.example', '/', { locale: 'de-DE' });
  await expect(page.getByText('Wiederverkäuferprogramm')).toHaveCount(0);
  await tandem.as(OPERATOR, 'PUT', `/v1/partners/${KELLER}/offboarding`, { identified: true, reason: 'Moves to two-tier distribution' });
  await expect(page.getByText('Sie können Wiederverkäufer werden'), 'TRN-01: the offer appears by itself').toBeVisible();
  await look(page, 'story-offer-de');
  const agent = await open(browser, tandem, 'aa@keller.example', '/', { locale: 'de-DE' });
  await expect(agent.getByText('Sie können Wiederverkäufer werden'), 'TRN-02: nobody but a Global admin').toHaveCount(0);

  await page.getByRole('link', { name: 'Ansehen, was sich ändert' }).click();
  await page.getByRole('button', { name: 'Meine Angaben ansehen' }).click();
  await expect(field(page, `${LEGAL}-companyName`), 'TRN-03: prefilled').toHaveValue('Keller Direkt KG');
  await expect(field(page, EMAIL)).toHaveValue('contact@keller.example');
  await page.getByRole('button', { name: 'Jetzt anmelden…' }).click();
  const ask = page.getByRole('dialog');
  const forGood = ask.getByRole('button', { name: 'Endgültig Wiederverkäufer werden' });
  await expect(forGood, 'TRN-04: only with the name typed').toHaveAttribute('aria-disabled', 'true');
  await look(page, 'story-for-good-de');
  await ask.getByRole('textbox').fill('Keller Direkt KG');
  await forGood.click();
  await expect(page.getByText(GERMAN.words.approved), 'TRN-05: at once').toBeVisible();
  await expect.poll(() => tandem.inbox.subjectsTo('contact@keller.example')).toContain('Zugelassen: Keller Direkt KG');

  await sign(page, 'Keller Direkt KG', 'Martin Keller');
  await expect(providersIn(page, 'Indirekte Anbieter')).toBeVisible();
  await go(page, '/settings/profile');
  for (const program of [/Direktpartner|Direktabrechner|Direktabrechnung/, /Indirekter Wiederverkäufer/]) await expect(page.getByRole('row', { name: program }), 'TRN-06: both').toContainText('Aktiv');
  await look(page, 'story-both-programs-de');
  const { items } = (await tandem.as('ga@keller.example', 'GET', '/v1/enrollments')).body as { items: { id: string }[] };
  for (const somebody of ['ga@keller.example', OPERATOR]) expect(await tandem.as(somebody, 'DELETE', `/v1/enrollments/${items[0]?.id}`)).toMatchObject({ status: 409, body: { data: [{ reason: 'NO_ROLLBACK' }] } });
});

test('PRT-03: whoever came by a partnership request enrolls, finds it waiting though its time was over, and authorizes', async ({ browser, tandem }) => {
  const { url } = await tandem.request('sa@nordwind.example', 'ga@lagune.example');
  const page = await visit(browser, linkIn((await tandem.mailTo('ga@lagune.example')).text));
  await page.getByRole('main').getByRole('link', { name: /Sign in/ }).or(page.getByRole('main').getByRole('button', { name: /Sign in/ })).click();
  await signIn(page, 'ga@lagune.example');
  await expect(page).toHaveURL(url);
  await page.goto(`${tandem.url}/`);
  await expect(page.getByText('Nordwind Distribution GmbH asks to become your provider')).toBeVisible();
  // A request runs out after thirty days; this one waits.
  await tandem.advance('P40D');
  await fillIn(page, ENGLISH, 'lagune.example');
  await submit(page, ENGLISH, 'paul@lagune.example');
  await confirm(browser, tandem, ENGLISH, 'paul@lagune.example');
  await expect(page.getByText(ENGLISH.words.approved)).toBeVisible();
  await page.getByRole('link', { name: 'Choose location' }).click();
  await page.getByRole('row', { name: /6320001/ }).getByRole('button').click();
  await page.getByRole('button', { name: 'Associate this location' }).click();
  await expect(page.getByText(/^Stands on 6320001/)).toBeVisible();
  await go(page, '/settings/agreements');
  await page.getByRole('checkbox', { name: /I may act for Lagune/ }).check();
  await page.getByRole('button', { name: 'Accept and continue' }).click();
  await expect(page.getByText('Version 1, signed by Camille Fournier')).toBeVisible();
  await go(page, '/');
  await expect(note(page)).toContainText('The partner agreement is signed');
  await look(page, 'story-request-waits-en');
  await page.getByRole('link', { name: 'Read the request' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Authorize indirect provider' }).click();
  await page.goto(`${tandem.url}/indirect-providers`);
  await expect(page.getByRole('row', { name: /Nordwind Distribution GmbH/ })).toContainText('Active');
});
