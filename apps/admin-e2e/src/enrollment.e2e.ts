import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { EVERY_VARIANT, giveUp, go, showIn, VARIANTS } from './variants.ts';

const APPLICANT = 'ga@lagune.example';
const OPERATOR = 'op1@ops.example';
const COLLEAGUE = 'op2@ops.example';
/** A contact whose domain is not the company's: a person has to look. */
const ELSEWHERE = 'claire@elsewhere.example';

const LEGAL = 'application-legalBusinessProfile';
const field = (page: Page, path: string) => page.locator(`#${path}`);

const said = (email: string) => ({
  legalBusinessProfile: {
    companyName: 'Lagune Services SARL',
    address: { addressLine1: '14 quai des Salines', city: 'Nantes', postalCode: '44000', country: 'FR' },
    primaryContact: { firstName: 'Claire', lastName: 'Fontaine', email, phoneNumber: '+33 2 40 00 01 17' },
  },
  supportProfile: { email: 'support@lagune.example', telephone: '+33 2 40 00 01 18' },
});

/** What the newest mail to the contact asks is confirmed, as its link would. */
async function confirm(tandem: Tandem, email: string): Promise<void> {
  const { text = '' } = await tandem.mailTo(email);
  const token = /\/verify\/([\w.-]+)/.exec(text)?.[1] ?? '';
  expect((await fetch(`${tandem.url}/v1/contactverifications/${token}/confirm`, { method: 'POST' })).status).toBe(200);
}

/** An enrollment by the API, filled in. */
async function filled(tandem: Tandem, email = ELSEWHERE): Promise<string> {
  const id = String((await tandem.as(APPLICANT, 'POST', '/v1/enrollments', { programType: 'indirect_reseller' })).body['id']);
  expect((await tandem.as(APPLICANT, 'PATCH', `/v1/enrollments/${id}`, said(email))).status).toBe(200);
  return id;
}

/** One that a person of the operator has to look at. */
async function inReview(tandem: Tandem): Promise<string> {
  const id = await filled(tandem);
  expect((await tandem.as(APPLICANT, 'POST', `/v1/enrollments/${id}/submit`)).status).toBe(200);
  await confirm(tandem, ELSEWHERE);
  await expect.poll(async () => ((await tandem.as(OPERATOR, 'GET', `/v1/enrollments/${id}`)).body['checks'] as unknown[]).length).toBe(6);
  return id;
}

const stateOf = async (tandem: Tandem, id: string): Promise<unknown> => (await tandem.as(OPERATOR, 'GET', `/v1/enrollments/${id}`)).body['state'];
const queued = (page: Page) => page.getByRole('navigation', { name: 'Queue' });
const record = (page: Page) => page.getByRole('region', { name: 'Lagune Services SARL' });

test.beforeEach(({ tandem }) => tandem.reset());

test('R1: an applicant begins, fills in, finds everything saved after a reload, submits, is approved and associates a location', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, APPLICANT, '/');
  await page.getByRole('link', { name: 'Enroll as a reseller' }).click();
  await page.getByRole('button', { name: 'Begin the enrollment' }).click();
  await expect(field(page, `${LEGAL}-address-country`)).toHaveValue('FR');

  const email = field(page, `${LEGAL}-primaryContact-email`);
  await email.fill('Claire.F@GMail.com');
  // Still in the field: web-mail is said while it is typed (ENR-08).
  await expect(field(page, `${LEGAL}-primaryContact-email-error`)).toContainText('web-mail provider');
  await expect(email).toHaveValue('Claire.F@GMail.com');
  await field(page, `${LEGAL}-companyName`).fill('Lagune Services SARL');
  await field(page, `${LEGAL}-address-addressLine1`).fill('14 quai des Salines');
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
  await page.reload();
  await expect(field(page, `${LEGAL}-address-addressLine1`)).toHaveValue('14 quai des Salines');
  await expect(email).toHaveValue('Claire.F@GMail.com');

  await page.getByRole('button', { name: 'Enroll now' }).click();
  const issues = page.locator('td-issue-list');
  await expect(issues).toContainText('8 entries keep the form from being submitted');
  await issues.getByRole('button', { name: 'Primary contact: E-mail' }).click();
  await expect(email).toBeFocused();
  await email.fill('claire@lagune.example');
  for (const [path, text] of [['address-postalCode', '44000'], ['address-city', 'Nantes'], ['primaryContact-firstName', 'Claire'], ['primaryContact-lastName', 'Fontaine'], ['primaryContact-phoneNumber', '+33 2 40 00 01 17']] as const) await field(page, `${LEGAL}-${path}`).fill(text);
  await field(page, 'application-supportProfile-email').fill('support@lagune.example');
  await field(page, 'application-supportProfile-telephone').fill('+33 2 40 00 01 18');
  await page.getByRole('radio', { name: 'Skip for now' }).check();
  await expect(page.getByText('the agreement cannot be signed')).toBeVisible();
  await page.getByRole('button', { name: 'Enroll now' }).click();

  await expect(page.getByText('The primary contact is asked')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/can be sent again in \d+ seconds/)).toBeVisible();
  await confirm(tandem, 'claire@lagune.example');
  await expect(page.getByText('Your company is approved')).toBeVisible();

  await page.getByRole('link', { name: 'Choose location' }).click();
  await expect(page.getByText('No location is chosen yet')).toBeVisible();
  await page.getByRole('row', { name: /6320001/ }).getByRole('button').click();
  await page.getByRole('button', { name: 'Associate this location' }).click();
  await expect(page.getByText(/^Stands on 6320001/)).toBeVisible();
  await expect(page.getByText('No location is chosen yet')).toHaveCount(0);
  await go(page, '/settings/profile');
  await expect(page.locator('td-program-info')).toContainText('Qualified');
  await expect(page.locator('td-program-info')).toContainText('Authorized');
});

test('ENR-15: while the contact is asked, another one can be; the mail can be sent again after a minute (VER-08)', async ({ browser, tandem }) => {
  const id = await filled(tandem);
  expect((await tandem.as(APPLICANT, 'POST', `/v1/enrollments/${id}/submit`)).status).toBe(200);
  await tandem.mailTo(ELSEWHERE);
  await tandem.advance('PT2M');
  const page = await open(browser, tandem, APPLICANT, '/enrollment');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText(/can be sent again in \d+ seconds/)).toBeVisible();
  await page.getByRole('button', { name: 'Change the contact' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('E-mail').fill('paul@hotmail.fr');
  await drawer.getByRole('button', { name: /Save and ask/ }).click();
  await expect(drawer).toContainText('web-mail provider');
  await tandem.advance('PT2M');
  await drawer.getByLabel('E-mail').fill('paul@elsewhere.example');
  await drawer.getByRole('button', { name: /Save and ask/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.locator('td-contact-asked')).toContainText('paul@elsewhere.example');
  await tandem.mailTo('paul@elsewhere.example');
});

test('SCR-31: the operator finds what waits, takes it on, sets a check by hand and approves', async ({ browser, tandem }) => {
  const id = await inReview(tandem);
  const page = await open(browser, tandem, OPERATOR, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.getByRole('button', { name: 'Open check' }).click();
  await page.getByRole('checkbox', { name: 'Domain of the company' }).check();
  await expect(page).toHaveURL(/check=company_domain/);
  await queued(page).getByRole('button', { name: /Lagune Services SARL/ }).click();
  await expect(record(page)).toContainText('5 passed · 1 open');
  await page.keyboard.press('a');
  await expect(record(page)).toContainText('Looked at by you');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(record(page)).toContainText('Nobody looks at it');
  await page.getByRole('button', { name: 'Set by hand: Domain of the company' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Set the result' }).click();
  await expect(dialog).toContainText('Write what it rests on');
  await dialog.getByLabel('Evidence').fill('Called the company.');
  await dialog.getByRole('button', { name: 'Set the result' }).click();
  await expect(record(page)).toContainText('6 passed · 0 open');
  expect(await stateOf(tandem, id)).toBe('in_review');
  await page.keyboard.press('e');
  await expect(dialog).toContainText(`${ELSEWHERE} is mailed`);
  await dialog.getByRole('button', { name: 'Approve the company' }).click();
  await expect(record(page)).toContainText('Qualified');
  await expect(queued(page)).not.toContainText('Lagune');
  expect(await stateOf(tandem, id)).toBe('qualified');
});

test('VER-09: whoever decides second is told who decided, and what they wrote stays', async ({ browser, tandem }) => {
  const id = await inReview(tandem);
  const page = await open(browser, tandem, OPERATOR, `/enrollments?open=${id}`);
  await page.getByRole('button', { name: 'Reject…' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByLabel('Reason')).toHaveValue(/We could not approve/);
  await drawer.getByLabel('Reason').fill('My own words.');
  expect((await tandem.as(COLLEAGUE, 'POST', `/v1/enrollments/${id}/decisions`, { decision: 'approve' })).status).toBe(200);
  await drawer.getByRole('button', { name: /Reject the company/ }).click();
  await expect(drawer).toContainText('has decided already');
  await expect(drawer.getByLabel('Reason')).toHaveValue('My own words.');
  await giveUp(page);
  await expect(record(page)).toContainText(/[A-Z]\w+ [A-Z]\w+ decided /);
  await expect(record(page)).toContainText('Qualified');
});

test('VER-06: the applicant reads what is asked in their language, puts it right, and the review goes on', async ({ browser, tandem }) => {
  const id = await inReview(tandem);
  const operator = await open(browser, tandem, OPERATOR, `/enrollments?open=${id}`);
  await operator.getByRole('button', { name: 'Request information…' }).click();
  const drawer = operator.getByRole('dialog');
  await expect(drawer.getByLabel('Reason')).toHaveValue(/To go on with the review/);
  await drawer.getByLabel('What is said of: Domain of the company').fill('An address of your own, please.');
  await drawer.getByRole('radio', { name: 'Deutsch' }).check();
  await expect(drawer.getByLabel('Reason')).toHaveValue(/Um die Prüfung/);
  await expect(drawer.getByLabel('What is said of: Domain of the company')).toHaveValue('An address of your own, please.');
  await drawer.getByRole('radio', { name: 'English' }).check();
  await drawer.getByRole('button', { name: /Send the request/ }).click();
  await expect(record(operator)).toContainText('Waiting for the applicant');
  await expect(operator.getByRole('button', { name: 'Reject…' })).toBeVisible();
  await expect(operator.getByRole('button', { name: 'Approve…' })).toHaveCount(0);

  const page = await open(browser, tandem, APPLICANT, '/enrollment');
  await expect(page.getByText('We need something from you')).toBeVisible();
  await expect(page.locator('td-check-list')).toContainText('An address of your own, please.');
  await expect(field(page, `${LEGAL}-address-country`)).toBeDisabled();
  await field(page, `${LEGAL}-website`).fill('https://elsewhere.example');
  await page.getByRole('button', { name: 'Submit again' }).click();
  await expect(page.getByText('Your company is approved')).toBeVisible();
});

test('TIM-03: a late one stands first and red at the operator, and the applicant is told that it is late', async ({ browser, tandem }) => {
  await inReview(tandem);
  await tandem.advance('P14D');
  const page = await open(browser, tandem, APPLICANT, '/');
  await expect(page.getByText('We are late')).toBeVisible();
  await page.getByRole('link', { name: 'See what is open' }).click();
  await expect(page.getByText(/The decision was promised by .* Operations were told/)).toBeVisible();
  const operator = await open(browser, tandem, OPERATOR, '/enrollments?view=overdue');
  await expect(queued(operator)).toContainText(/Overdue\s*1/);
  await expect(queued(operator)).toContainText(/days late/);
});

test('SCR-31: several are assigned at once, with a result for each', async ({ browser, tandem }) => {
  const id = await inReview(tandem);
  const page = await open(browser, tandem, OPERATOR, '/enrollments');
  await queued(page).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Assign 1 to me' }).click();
  const results = page.getByRole('dialog');
  await expect(results).toContainText('Assigned to Olivia Prager');
  await results.getByRole('button').click();
  await page.getByRole('link', { name: 'Mine' }).click();
  await expect(queued(page)).toContainText('Lagune Services SARL');
  expect((await tandem.as(COLLEAGUE, 'GET', `/v1/enrollments/${id}`)).body['assignee']).toMatchObject({ name: 'Olivia Prager' });
});

test('TRN-01, TRN-04: a marked direct-bill partner sees what changes and types its name before it submits; an unmarked one is offered nothing', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@meier.example', '/');
  await page.getByRole('link', { name: 'See what changes' }).click();
  await expect(page.getByRole('table')).toContainText('Direct billing');
  await page.getByRole('button', { name: 'Check my details' }).click();
  await expect(field(page, `${LEGAL}-companyName`)).toHaveValue('Meier Cloud AG');
  await page.getByRole('button', { name: 'Enroll now…' }).click();
  const ask = page.getByRole('dialog');
  const confirmed = ask.getByRole('button', { name: 'Become a reseller for good' });
  await expect(confirmed).toHaveAttribute('aria-disabled', 'true');
  await ask.getByLabel(/Type Meier Cloud AG/).fill('Meier Cloud AG');
  await confirmed.click();
  await expect(page.getByText('Your company is approved')).toBeVisible();

  const unmarked = await open(browser, tandem, 'ga@keller.example', '/');
  await expect(unmarked.getByText('Reseller program')).toHaveCount(0);
  await expect(unmarked.getByRole('link', { name: 'Enrollment' })).toHaveCount(0);
  await go(unmarked, '/enrollment');
  await expect(unmarked.getByText('Not available for your account')).toBeVisible();
});

test('enrollments can be used by everybody', async ({ browser, tandem }) => {
  test.setTimeout(240_000);
  const page = await open(browser, tandem, APPLICANT, '/enrollment');
  const around = async (of: Page, name: string): Promise<void> => {
    for (const variant of VARIANTS) {
      await showIn(of, variant);
      await look(of, `${name}-${variant.name}`);
    }
    await showIn(of, EVERY_VARIANT['en-GB'][0]);
  };
  await expect(page.getByRole('button', { name: 'Begin the enrollment' })).toBeVisible();
  await around(page, 'enrollment-begin');
  await page.getByRole('button', { name: 'Begin the enrollment' }).click();
  await page.getByRole('button', { name: 'Enroll now' }).click();
  await expect(page.locator('td-issue-list')).toBeVisible();
  await around(page, 'enrollment-form');
  const id = await inReview(tandem);
  await expect(page.getByText('What is next')).toBeVisible();
  await around(page, 'enrollment-status');
  await go(page, '/settings/profile');
  await expect(page.locator('td-program-info .pill')).toBeVisible();
  await expect(page.locator('td-verification-info table')).toBeVisible();
  await around(page, 'enrollment-profile');
  await go(page, '/settings/locations');
  await page.getByRole('row', { name: /6320002/ }).getByRole('button').click();
  await expect(page.getByText('Only locations in France can be chosen.')).toBeVisible();
  await around(page, 'enrollment-locations');
  const operator = await open(browser, tandem, OPERATOR, '/enrollments');
  await expect(queued(operator)).toContainText('Lagune');
  await around(operator, 'enrollments');
  await go(operator, `/enrollments?open=${id}`);
  await expect(record(operator)).toBeVisible();
  await around(operator, 'enrollments-record');
  await operator.getByRole('button', { name: 'Reject…' }).click();
  await expect(operator.getByRole('dialog').getByLabel('Reason')).toHaveValue(/We could not/);
  await look(operator, 'enrollments-reject');
  await operator.keyboard.press('Escape');
  await operator.getByRole('button', { name: 'Approve…' }).click();
  await look(operator, 'enrollments-approve');
  const provider = await open(browser, tandem, 'sa@nordwind.example', '/enrollments');
  await expect(provider.locator('.state')).toBeVisible();
  await around(provider, 'enrollments-no-permission');
});
