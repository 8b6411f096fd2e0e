import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, test } from './tandem.ts';
import type { Tandem } from './tandem.ts';
import { dress, EVERY_VARIANT, go, showIn, VARIANTS } from './variants.ts';
import type { Variant } from './variants.ts';

const OPERATOR = 'op1@ops.example';
const KELLER = '0d000000-0000-4000-8000-000000000001';
const ADMIN = 'ga@keller.example';
const WIDE = EVERY_VARIANT['en-GB'][0];
/** A key of these pages where its words should stand. */
const UNWORDED = /\b(incentives|events|reasons)\.\w/;

interface Incentive {
  readonly id: string;
  readonly program: string;
  readonly state: string;
  readonly blocked?: string;
}

async function lookEverywhere(page: Page, name: string, variants: readonly Variant[] = VARIANTS): Promise<void> {
  for (const variant of variants) {
    await showIn(page, { ...WIDE, locale: variant.locale });
    await dress(page, variant);
    await look(page, `${name}-${variant.name}`, UNWORDED);
    await dress(page, WIDE);
  }
  await showIn(page, WIDE);
}

/** The same over something open, where no language can be chosen. */
async function lookDressed(page: Page, name: string): Promise<void> {
  for (const variant of VARIANTS) {
    await dress(page, variant);
    await look(page, `${name}-${variant.colorScheme}`, UNWORDED);
  }
  await dress(page, WIDE);
}

const itemsOf = ({ body }: { body: Record<string, unknown> }): Incentive[] => (body['items'] ?? []) as Incentive[];

/** Keller becomes a reseller on its own tenant, which begins the 30 days of its reseller incentive. */
async function becomeReseller(tandem: Tandem): Promise<void> {
  await tandem.as(OPERATOR, 'PUT', `/v1/partners/${KELLER}/offboarding`, { identified: true, reason: 'Moves to two-tier distribution' });
  const { body } = await tandem.as(ADMIN, 'POST', '/v1/enrollments', { programType: 'indirect_reseller' });
  await tandem.as(ADMIN, 'POST', `/v1/enrollments/${String(body['id'])}/submit`, { acknowledgedIrreversible: true });
  await expect.poll(async () => (await tandem.as(ADMIN, 'GET', `/v1/enrollments/${String(body['id'])}`)).body['state']).toBe('qualified');
  const [agreement] = (await tandem.as(ADMIN, 'GET', '/v1/agreements')).body['items'] as { templateId: string }[];
  expect((await tandem.as(ADMIN, 'POST', `/v1/agreements/${agreement?.templateId ?? ''}/signatures`)).status).toBe(201);
}

const resellerOf = async (tandem: Tandem): Promise<Incentive | undefined> => itemsOf(await tandem.as(ADMIN, 'GET', '/v1/incentiveinvitations')).find(({ program }) => program === 'reseller');

/** The same, and it is invited. */
async function transition(tandem: Tandem): Promise<void> {
  await becomeReseller(tandem);
  await tandem.mailTo('mpn@keller.example');
  await expect.poll(async () => (await resellerOf(tandem))?.state).toBe('invited');
}

/** Keller on a location that names no address, so that nothing can be mailed. */
async function withoutAddress(tandem: Tandem): Promise<void> {
  expect((await tandem.as(ADMIN, 'POST', '/v1/mpnassociations', { mpnId: '6200010' })).status).toBe(201);
  await becomeReseller(tandem);
  await expect.poll(async () => (await resellerOf(tandem))?.blocked).toBe('NO_ADDRESS');
}

const step = (page: Page, name: string): Locator => page.locator('td-needed-steps').getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
const enroll = (page: Page): Locator => page.getByRole('button', { name: 'Enroll now', exact: true });
const dialog = (page: Page): Locator => page.getByRole('dialog');

test.beforeEach(({ tandem }) => tandem.reset());

test('INC-05, INC-07, INC-08: a Global admin appoints themselves and enrolls; the operator finds a problem, then that all is right', async ({ browser, tandem }) => {
  test.setTimeout(240_000);
  await transition(tandem);
  await tandem.advance('P8D');
  await expect.poll(() => tandem.inbox.subjectsTo('mpn@keller.example').length).toBe(2);
  const page = await open(browser, tandem, ADMIN, '/');
  await expect(page.getByText('Reseller incentive 2026/27: nobody can enroll yet').or(page.getByText(/^Reseller incentive .*: nobody can enroll yet/))).toBeVisible();
  await expect(page.getByText('Missing: Incentive admin. Can be done by')).toBeVisible();
  await lookEverywhere(page, 'incentive-card-nobody');
  await page.getByRole('link', { name: 'Appoint one' }).click();

  await expect(page.getByRole('heading', { name: '22 days left' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Reseller incentive \d{4}\/\d{2}$/);
  await expect(page.locator('td-window-ruler').getByRole('listitem').filter({ hasText: 'sent' })).toHaveCount(1);
  await expect(page.locator('td-mail-line')).toContainText('mpn@keller.example');
  await expect(page.locator('td-next-mails')).toContainText('Last reminder, 2 days left');
  await expect(enroll(page), 'INC-05: never hidden').toHaveAttribute('aria-disabled', 'true');
  await expect(enroll(page)).toHaveAccessibleDescription(/Needs an Incentive admin.*INC-05/);
  await expect(step(page, 'Incentive admin')).toContainText('You can appoint one: you are Global admin');
  await expect(page.locator('td-other-programs')).toContainText('Enrolled');
  await expect(page.locator('td-timeline')).toContainText('The invitation is out');
  await lookEverywhere(page, 'incentive-countdown', [...EVERY_VARIANT['en-GB'], ...EVERY_VARIANT['de-DE']]);
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Add to calendar' }).click();
  expect(readFileSync(await (await file).path(), 'utf8')).toContain('BEGIN:VCALENDAR');

  await step(page, 'Incentive admin').getByRole('button', { name: 'Appoint' }).click();
  await dialog(page).getByRole('button', { name: /^Appoint/ }).click();
  await expect(dialog(page).getByText('Choose a person of the list')).toBeVisible();
  await dialog(page).getByRole('radio', { name: /· you/ }).check();
  await lookDressed(page, 'incentive-appoint');
  await dialog(page).getByRole('button', { name: /^Appoint/ }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(step(page, 'Incentive admin')).toContainText('Appointed for 6200002');
  await expect(enroll(page), 'without another sign-in').not.toHaveAttribute('aria-disabled', 'true');
  const { roles } = (await tandem.as(ADMIN, 'GET', '/v1/me')).body as { roles: { role: string; locations?: string[] }[] };
  expect(roles.map(({ role }) => role).sort(), 'what was held stays').toEqual(['admin_agent', 'global_admin', 'incentive_admin']);

  await enroll(page).click();
  await dialog(page).getByRole('button', { name: /^Save and go on/ }).click();
  await expect(dialog(page).locator('#profile-iban-error')).toHaveText('Fill in: IBAN.');
  await dialog(page).getByLabel('Account holder').fill('Keller Direkt KG');
  await dialog(page).getByLabel('IBAN', { exact: true }).last().fill('DE00 1234');
  await dialog(page).getByLabel('Tax number').fill('?');
  await dialog(page).getByRole('button', { name: /^Save and go on/ }).click();
  await expect(dialog(page).locator('#profile-iban-error')).toContainText('no valid IBAN');
  await expect(dialog(page).locator('#profile-iban-error')).toContainText('INC-08');
  await expect(dialog(page).locator('#profile-taxId-error')).toContainText('no tax number');
  await lookDressed(page, 'incentive-profiles-refused');
  await dialog(page).getByRole('radio', { name: 'Account number and BIC' }).check();
  await dialog(page).getByRole('radio', { name: 'IBAN' }).check();
  await expect(dialog(page).locator('#profile-iban'), 'what was typed stays').toHaveValue('DE00 1234');
  await dialog(page).locator('#profile-iban').fill('DE89 3704 0044 0532 0130 00');
  await dialog(page).getByLabel('Tax number').fill('DE 123456789');
  await dialog(page).getByLabel('Tax number').press('Control+Enter');
  await expect(dialog(page).getByText('It counts for location 6200002.')).toBeVisible();
  await lookDressed(page, 'incentive-submit');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(step(page, 'Bank profile'), 'saved, and not submitted').toContainText('DE89 3704 0044 0532 0130 00');
  await enroll(page).click();
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByRole('heading', { name: 'Being checked' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }), 'what follows is read from its top').toBeFocused();
  await lookEverywhere(page, 'incentive-submitted');

  const operator = await open(browser, tandem, OPERATOR, '/');
  await operator.getByRole('listitem').filter({ hasText: 'enrollments to verify' }).getByRole('link').click();
  await operator.getByRole('button', { name: 'Keller Direkt KG', exact: true }).click();
  const panel = operator.getByRole('complementary', { name: 'Keller Direkt KG' });
  await expect(panel.getByText('DE89 3704 0044 0532 0130 00').first()).toBeVisible();
  await panel.getByRole('group', { name: 'Bank profile' }).getByLabel('Problem').check();
  await panel.getByRole('group', { name: 'Tax profile' }).getByLabel('Verified').check();
  await panel.getByRole('button', { name: 'Save what was found' }).click();
  await expect(panel.locator('#verify-note-error')).toContainText('A problem needs a note');
  await lookEverywhere(operator, 'incentive-verify');
  await panel.getByLabel('Note').fill('The account belongs to somebody else.');
  await panel.getByRole('button', { name: 'Save what was found' }).click();

  await expect(page.getByText('The account belongs to somebody else.'), 'the open page follows by itself').toBeVisible();
  await expect(step(page, 'Bank profile')).toContainText('The operator found a problem');
  await lookEverywhere(page, 'incentive-action-required');
  await page.getByRole('button', { name: 'Put right and submit' }).click();
  await expect(dialog(page).getByText('A problem was found in the bank profile')).toBeVisible();
  await dialog(page).locator('#profile-iban').fill('DE02 1203 0000 0000 2020 51');
  await dialog(page).locator('#profile-iban').press('Control+Enter');
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByRole('heading', { name: 'Being checked' })).toBeVisible();

  await operator.goto(`${tandem.url}/incentive-invitations?view=submitted`);
  await operator.getByRole('button', { name: 'Keller Direkt KG', exact: true }).click();
  await expect(panel.getByText('DE02 1203 0000 0000 2020 51').first()).toBeVisible();
  for (const name of ['Bank profile', 'Tax profile']) await panel.getByRole('group', { name }).getByLabel('Verified').check();
  await panel.getByRole('button', { name: 'Verify and enroll' }).click();
  await expect(page.getByRole('heading', { name: 'Enrolled', exact: true })).toBeVisible();
  await expect(page.locator('td-needed-steps')).toContainText('6 of 6 done');
  await lookEverywhere(page, 'incentive-enrolled');
  const sent = tandem.inbox.count;
  await tandem.advance('P14D');
  await go(page, '/');
  await expect(page.locator('td-incentives-overview td-note'), 'INC-07').toHaveCount(0);
  expect(tandem.inbox.count, 'INC-11: nobody is reminded any more').toBe(sent);
});

test('TIM-08: amber, then red and on the overview, then closed without a reproach; others see who can do it', async ({ browser, tandem }) => {
  await transition(tandem);
  await tandem.advance('P17D');
  const page = await open(browser, tandem, 'ac@keller.example', '/incentives');
  await expect(page.getByText('Two weeks or less are left')).toBeVisible();
  await look(page, 'incentive-soon', UNWORDED);
  await tandem.advance('P11D');
  await page.goto(`${tandem.url}/`);
  await expect(page.getByRole('alert').getByText(/: 2 days left to enroll/)).toBeVisible();
  await lookEverywhere(page, 'incentive-card-last');
  await go(page, '/incentives');
  await expect(page.getByText('These are the last days')).toBeVisible();
  await lookEverywhere(page, 'incentive-last');
  await tandem.advance('P3D');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The window has closed' })).toBeVisible();
  await expect(page.getByText('You can still enroll;')).toBeVisible();
  await look(page, 'incentive-passed', UNWORDED);

  const user = await open(browser, tandem, 'iu@keller.example', '/incentives');
  await expect(enroll(user)).toHaveAttribute('aria-disabled', 'true');
  await user.getByRole('button', { name: 'Why not? Enroll now' }).click();
  await expect(dialog(user).getByRole('link', { name: /^Ask / }).first()).toBeVisible();
  await look(user, 'incentive-why-not', UNWORDED);
  const agent = await open(browser, tandem, 'ha@keller.example', '/incentives');
  await expect(agent.locator('td-no-permission')).toBeVisible();
  await expect(agent.getByRole('link', { name: 'Incentives' }), 'SCR-00').toHaveCount(0);
  const provider = await open(browser, tandem, 'ga@nordwind.example', '/');
  await expect(provider.getByRole('link', { name: 'Incentives' })).toHaveCount(0);
});

test('INC-03, TIM-07: who cannot be mailed is blocked, late, and told on the overview; a resend in bulk says what became of each', async ({ browser, tandem }) => {
  test.setTimeout(180_000);
  await withoutAddress(tandem);
  const page = await open(browser, tandem, ADMIN, '/incentives');
  await expect(page.getByRole('heading', { name: 'The invitation cannot go out' })).toBeVisible();
  await expect(enroll(page)).toHaveAccessibleDescription(/has not gone out yet/);
  await lookEverywhere(page, 'incentive-blocked');

  const operator = await open(browser, tandem, OPERATOR, '/incentive-invitations');
  const late = operator.getByRole('row', { name: /Keller Direkt KG.*Reseller/ });
  await expect(late).toBeVisible();
  await lookEverywhere(operator, 'incentive-invitations', [...EVERY_VARIANT['en-GB'], ...EVERY_VARIANT['de-DE']]);
  for (const row of [late, operator.getByRole('row', { name: /Meier Cloud/ }), operator.getByRole('row', { name: /Keller Direkt KG.*Direct-bill/ })]) await row.getByRole('checkbox').check();
  await expect(operator.getByText('1 is answered already')).toBeVisible();
  await look(operator, 'incentive-bulk', UNWORDED);
  await operator.getByRole('button', { name: 'Resend 2' }).click();
  await expect(dialog(operator).getByRole('listitem').filter({ hasText: 'Meier Cloud AG' })).toContainText('The invitation is mailed again');
  await expect(dialog(operator).getByRole('listitem').filter({ hasText: 'Keller Direkt KG' })).toContainText('No mail can go out');
  await lookDressed(operator, 'incentive-bulk-done');
  await dialog(operator).getByRole('button', { name: 'Done' }).click();
  expect((await tandem.mailTo('mpn@meier.example')).subject).toBe('Einladung zum Anreizprogramm für Partner');
  const csv = operator.waitForEvent('download');
  await operator.getByRole('link', { name: /^Export \d rows/ }).click();
  expect(readFileSync(await (await csv).path(), 'utf8')).toContain('Location without e-mail');

  const place = { name: 'Keller Köln', address: { addressLine1: 'Domstraße 1', city: 'Köln', postalCode: '50668', country: 'DE' }, contact: { firstName: 'Kai', lastName: 'Keller', email: 'nobody@keller.example', phoneNumber: '0221123456' } };
  const { body } = await tandem.as(ADMIN, 'POST', '/v1/mpnlocations', place);
  expect((await tandem.as(ADMIN, 'POST', '/v1/mpnassociations', { mpnId: body['mpnId'] })).status).toBe(201);
  await expect(page.getByText('could not be delivered'), 'the open page follows by itself').toBeVisible();
  await lookEverywhere(page, 'incentive-refused');
  await go(page, '/');
  await expect(page.getByRole('alert').getByText(/: mails do not arrive/)).toBeVisible();
  await lookEverywhere(page, 'incentive-card-mail');

  await tandem.advance('P30D');
  await operator.goto(`${tandem.url}/`);
  await expect(operator.getByRole('listitem').filter({ hasText: 'invitations that are late' }).locator('.figure')).toHaveText('1');
  await look(operator, 'incentive-operator-overview', UNWORDED);
  await operator.getByRole('listitem').filter({ hasText: 'invitations that are late' }).getByRole('link').click();
  await late.getByRole('button').click();
  await expect(operator.getByRole('complementary').getByText('Day 30: the invitation is late')).toBeVisible();
  await lookEverywhere(operator, 'incentive-overdue');
});

test('SCR-28: the operator sees how far those came that started, and nothing below moves while it is read', async ({ browser, tandem }) => {
  test.setTimeout(180_000);
  const counted = async (program: string) => (await tandem.as(OPERATOR, 'GET', `/v1/incentives/${program}/funnel`)).body as Record<string, number>;
  const before = await counted('reseller');
  const page = await open(browser, tandem, OPERATOR, '/');
  const held = Promise.withResolvers<void>();
  await page.route('**/v1/incentives/reseller/funnel?*', async (route) => (await held.promise, route.continue()));
  await go(page, '/incentive-invitations');
  const part = page.getByRole('region', { name: 'How far they came' });
  const stepRow = (name: string): Locator => part.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  const opener = page.locator('.led .opener').first();
  await expect(part).toHaveAttribute('aria-busy', 'true');
  /** From the top of the part, since a banner of the console may come and go above both. */
  const top = async (): Promise<number> => ((await opener.boundingBox())?.y ?? 0) - ((await part.boundingBox())?.y ?? 0);
  const place = await top();
  held.resolve();
  await expect(stepRow('Started').getByRole('cell').first()).toHaveText(String(before['started']));
  expect(await top(), 'rows stay where they are').toBe(place);

  await becomeReseller(tandem);
  await expect(stepRow('Started').getByRole('cell').first(), 'it follows by itself').toHaveText(String((before['started'] ?? 0) + 1));
  await part.getByRole('button', { name: 'Direct-bill' }).press('Enter');
  await expect(stepRow('Enrolled').getByRole('cell').first()).toHaveText(String((await counted('direct_bill'))['enrolled']));
  await expect(part.getByRole('table')).toHaveAccessibleName(/^Direct-bill incentive.*last 90 days$/);
  const asked = page.waitForRequest(/direct_bill\/funnel/);
  await part.getByRole('button', { name: '30 days' }).press('Enter');
  await asked;

  const answer = { from: '2025-11-29', until: '2026-11-28', started: 1240, invited: 1239, submitted: 402, enrolled: 318, declined: 27 };
  await page.route('**/v1/incentives/*/funnel?*', (route) => route.fulfill({ json: answer }));
  await part.getByRole('button', { name: '365 days' }).click();
  await expect(stepRow('Invited').getByRole('cell')).toHaveText(['1,239', '99%']);
  await expect(part.getByText('27 of 1,240 declined.')).toBeVisible();
  await lookEverywhere(page, 'incentive-funnel', [...EVERY_VARIANT['en-GB'], ...EVERY_VARIANT['de-DE']]);
  await page.route('**/v1/incentives/*/funnel?*', (route) => route.fulfill({ json: { ...answer, started: 0, invited: 0, submitted: 0, enrolled: 0, declined: 0 } }));
  await part.getByRole('button', { name: '30 days' }).click();
  await expect(part.getByText('Nobody started in this period.')).toBeVisible();
  await lookEverywhere(page, 'incentive-funnel-empty');
  expect(await top()).toBe(place);
  await page.route('**/v1/incentives/*/funnel?*', (route) => route.abort());
  await part.getByRole('button', { name: '90 days' }).click();
  await expect(part.getByRole('alert')).toContainText('could not be read');
  await lookEverywhere(page, 'incentive-funnel-unreadable');
  expect(await top()).toBe(place);
  await page.unrouteAll();
  await part.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(part.getByRole('table')).toBeVisible();
  await expect(part.getByRole('heading')).toBeFocused();
  await page.getByRole('link', { name: 'To verify' }).click();
  await expect(part).toHaveCount(0);
});

test('TIM-05, TIM-08: the operator sets another schedule and sees before what it leads to', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, OPERATOR, '/incentive-invitations');
  await page.getByRole('button', { name: 'Schedule' }).click();
  await expect(dialog(page).locator('.facts dd')).toHaveText(['Invitation, 30 days left', 'Reminder, 23 days left', 'Reminder, 16 days left', 'Reminder, 9 days left', 'Reminder, 2 days left']);
  await dialog(page).getByLabel('Days until the invitation').fill('40');
  await dialog(page).getByLabel('Days of reminders').fill('20, 12');
  await dialog(page).getByRole('button', { name: /^Save the schedule/ }).click();
  await expect(dialog(page).locator('#schedule-delay-error')).toContainText('from 0 to 30');
  await dialog(page).getByLabel('Days until the invitation').fill('10');
  await expect(dialog(page).locator('.facts dd')).toHaveText(['Invitation, 20 days left', 'Reminder, 18 days left', 'Reminder, 10 days left']);
  await lookDressed(page, 'incentive-schedule');
  await dialog(page).getByRole('button', { name: /^Save the schedule/ }).click();
  await expect(dialog(page)).toHaveCount(0);
  const [reseller] = (await tandem.as(OPERATOR, 'GET', '/v1/incentives')).body['items'] as { schedule: unknown }[];
  expect(reseller?.schedule).toEqual({ inviteDelayDays: 10, reminderDays: [12, 20] });
});

test('INC-04: the other program is shown by its own; where none runs the page says so, and what cannot be read is tried again', async ({ browser, tandem }) => {
  await transition(tandem);
  const page = await open(browser, tandem, ADMIN, '/incentives');
  await page.locator('td-other-programs').getByRole('link', { name: /^View/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Direct-bill incentive/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.locator('td-mail-line').getByRole('button')).toHaveCount(0);
  await expect(enroll(page)).toHaveCount(0);
  await look(page, 'incentive-other-program', UNWORDED);

  const reseller = await open(browser, tandem, 'ga@alpenblick.example', '/incentives');
  await expect(reseller.getByText('No incentive runs here')).toBeVisible();
  await lookEverywhere(reseller, 'incentive-none');
  await reseller.route('**/v1/incentives', (route) => route.abort());
  await reseller.reload();
  await expect(reseller.getByText('could not be read')).toBeVisible();
  await look(reseller, 'incentive-unreadable', UNWORDED);
  await reseller.unroute('**/v1/incentives');
  await reseller.getByRole('button', { name: 'Try again' }).click();
  await expect(reseller.getByText('No incentive runs here')).toBeVisible();
});

test('SM-12, INC-04: an incentive admin declines; reminders end, and the other program stays as it is', async ({ browser, tandem }) => {
  await transition(tandem);
  const roles = [{ role: 'incentive_admin', locations: ['6200002'] }];
  const { id } = ((await tandem.as(ADMIN, 'GET', '/v1/partnerusers?search=iu@')).body['items'] as { id: string }[])[0] ?? { id: '' };
  expect((await tandem.as(ADMIN, 'PUT', `/v1/partnerusers/${id}/roles`, { roles })).status).toBe(200);
  const page = await open(browser, tandem, 'iu@keller.example', '/');
  await expect(page.getByText(/: you can enroll your organisation$/)).toBeVisible();
  await look(page, 'incentive-card-enroll', UNWORDED);
  await page.getByRole('link', { name: 'Enroll' }).click();
  await expect(enroll(page)).not.toHaveAttribute('aria-disabled', 'true');
  await go(page, '/');
  await expect(page.locator('td-incentives-overview td-note'), 'INC-07: it has been opened').toHaveCount(0);
  await go(page, '/incentives');
  await page.getByRole('button', { name: 'Decline…' }).click();
  await lookDressed(page, 'incentive-decline');
  await dialog(page).getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByRole('heading', { name: 'Declined' })).toBeVisible();
  await expect(page.locator('td-next-mails')).toContainText('No mail is planned');
  await expect(page.locator('td-other-programs')).toContainText('Enrolled');
  await look(page, 'incentive-declined', UNWORDED);
});
