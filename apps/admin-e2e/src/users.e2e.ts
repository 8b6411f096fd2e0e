import type { Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, open, signIn, test, visit } from './tandem.ts';
import { ON_PHONE, VARIANTS } from './variants.ts';

const CHOSEN = 'three words in a row';

const linkIn = (text = ''): string => /https?:\/\/\S+\/(?:join|reset)\/[\w.-]+/.exec(text)?.[0] ?? '';

async function fillIn(page: Page, first: string, last: string, email: string, role: string): Promise<void> {
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(/^(First name|Vorname)$/).fill(first);
  await drawer.getByLabel(/^(Last name|Nachname)$/).fill(last);
  await drawer.getByLabel(/^E-[Mm]ail$/).fill(email);
  await drawer.getByLabel(role, { exact: true }).check();
}

test.beforeEach(({ tandem }) => tandem.reset());

test('ROL-06: a person is invited by mail, chooses a password on a phone and signs in', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/users');
  await page.keyboard.press('n');
  await fillIn(page, 'Ida', 'Neumann', 'ida@nordwind.example', 'Sales agent');
  await page.getByRole('dialog').getByRole('button', { name: /Invite user/ }).click();
  await expect(page.getByRole('row', { name: /Ida Neumann/ })).toContainText('Invited');

  const mail = await tandem.mailTo('ida@nordwind.example');
  const phone = await visit(browser, linkIn(mail.text), { javaScriptEnabled: false, locale: 'de-DE', viewport: ON_PHONE.viewport });
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Willkommen. Wählen Sie Ihr Kennwort');
  await phone.getByLabel('Neues Kennwort').fill('kurz');
  await phone.getByLabel('Noch einmal dasselbe').fill('kurz');
  await phone.getByRole('button', { name: 'Kennwort speichern' }).click();
  await expect(phone.getByRole('alert')).toContainText('zu kurz');
  await phone.getByLabel('Neues Kennwort').fill(CHOSEN);
  await phone.getByLabel('Noch einmal dasselbe').fill(CHOSEN);
  await phone.getByRole('button', { name: 'Kennwort speichern' }).click();
  await phone.getByRole('link', { name: 'Anmelden' }).click();
  await phone.getByLabel(/^E-Mail/).fill('ida@nordwind.example');
  await phone.getByLabel('Kennwort', { exact: true }).fill(CHOSEN);
  await phone.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(phone).toHaveURL(`${tandem.url}/`);
  await expect(page.getByRole('row', { name: /Ida Neumann/ })).toContainText('Active');
});

test('SEC-03: credentials are shown once, and closing asks whether they were saved', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/users?add=user');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Invite user/ }).click();
  await expect(dialog.getByText('Tick at least one role.')).toBeVisible();
  await fillIn(page, 'Otto', 'Beck', 'ga@nordwind.example', 'Helpdesk agent');
  await dialog.getByLabel('Show credentials once').check();
  await dialog.getByRole('button', { name: /Add user/ }).click();
  await expect(dialog.locator('#user-email-error')).toContainText('Somebody has this e-mail address already');
  await dialog.getByLabel('E-mail', { exact: true }).fill('otto@nordwind.example');
  await dialog.getByRole('button', { name: /Add user/ }).click();
  await expect(dialog.getByRole('heading', { name: 'Credentials of Otto Beck' })).toBeVisible();
  await expect(dialog.getByText('••••••••••••••••')).toBeVisible();
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(dialog.locator('dd code').nth(1)).not.toContainText('•');
  const password = await dialog.locator('dd code').nth(1).innerText();
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toBe('tandem-otto@nordwind.example.txt');
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('Saved?')).toBeVisible();
  await dialog.getByRole('button', { name: 'Yes, close' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await page.content()).not.toContain(password);

  const other = await visit(browser, `${tandem.url}/auth/sign-in`);
  await other.getByLabel('E-mail').fill('otto@nordwind.example');
  await other.getByLabel('Password', { exact: true }).fill(password);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
});

test('ROL-04: the Global admin gives himself Admin agent and can add users then', async ({ browser, tandem }) => {
  const { body } = await tandem.as('ga@nordwind.example', 'GET', '/v1/partnerusers?search=ga@');
  const [me] = body['items'] as { id: string }[];
  await tandem.as('ga@nordwind.example', 'PUT', `/v1/partnerusers/${me?.id}/roles`, { roles: [{ role: 'global_admin' }] });
  const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/users');
  await expect(page.getByRole('button', { name: 'Add user' })).toHaveCount(0);
  await expect(page.getByText('you also need the role Admin agent')).toBeVisible();
  await page.getByRole('button', { name: 'Anna Weber', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Anna Weber' });
  await expect(panel.getByText('This is you')).toBeVisible();
  await panel.getByLabel('Admin agent').check();
  await panel.getByRole('button', { name: 'Update' }).click();
  await expect(panel.getByText('Roles updated.')).toBeVisible();
  // Whoever has just read is known for a second with the roles of before.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Add user' })).toBeVisible({ timeout: 3_000 });
  }).toPass();
});

test('ROL-09, SEC-02: roles, deactivation and a reset by mail from the panel', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'ua@nordwind.example', '/settings/users?f.role=global_admin');
  await page.goto(`${tandem.url}/settings/users`);
  await page.getByRole('button', { name: 'Anna Weber', exact: true }).click();
  const last = page.getByRole('complementary', { name: 'Anna Weber' });
  await last.getByLabel('Global admin').uncheck();
  await last.getByRole('button', { name: 'Update' }).click();
  await expect(last.getByText('at least one Global admin')).toBeVisible();

  await page.getByRole('button', { name: 'Svenja Krüger', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Svenja Krüger' });
  await panel.getByRole('button', { name: 'Mail a reset link' }).click();
  await expect(panel.getByText('A link is on its way')).toBeVisible();
  expect(linkIn((await tandem.mailTo('sa@nordwind.example')).text)).toContain('/reset/');
  await panel.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(panel.getByRole('button', { name: 'Reactivate' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Svenja Krüger/ })).toContainText('Deactivated');
});

test('ROL-07: who may less is offered less, and told who may', async ({ browser, tandem }) => {
  const page = await open(browser, tandem, 'mp@nordwind.example', '/');
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users');
  await page.getByRole('button', { name: 'Why not? Add user' }).click();
  await expect(page.getByRole('dialog')).toContainText(/Add user: for Global admin together with Admin agent, .*Account admin together with Admin agentYou are[\s\S]*Ask Anna Weber/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Svenja Krüger', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Svenja Krüger' });
  await expect(panel.getByRole('button', { name: 'Why not? Change roles' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Change name or language' })).toHaveCount(0);
  await expect(panel.getByRole('checkbox')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Deactivate' })).toHaveCount(0);
  await page.context().close();

  const account = await open(browser, tandem, 'ac@nordwind.example', '/settings/users');
  await account.getByRole('button', { name: 'Svenja Krüger', exact: true }).click();
  const offered = account.getByRole('complementary', { name: 'Svenja Krüger' });
  await expect(offered.getByRole('checkbox')).toHaveCount(5);
});

test('ROL-08: locations are chosen from those of the own organisation, by search and by keyboard; whoever may not read them writes their MPN IDs', async ({ browser, tandem }) => {
  const contact = { firstName: 'Jonas', lastName: 'Brandt', email: 'office@nordwind.example', phoneNumber: '4012345' };
  for (const city of ['Kiel', 'Lübeck', 'Rostock', 'Bremen', 'Emden', 'Husum', 'Stade', 'Cuxhaven'])
    expect((await tandem.as('ga@nordwind.example', 'POST', '/v1/mpnlocations', { name: `Nordwind ${city}`, address: { addressLine1: 'Kai 1', city, postalCode: '20457' }, contact })).status).toBe(201);
  const page = await open(browser, tandem, 'ac@nordwind.example', '/settings/users');
  await page.getByRole('button', { name: 'Svenja Krüger', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Svenja Krüger' });
  await panel.getByLabel('Incentive user', { exact: true }).check();
  const choice = panel.getByRole('group', { name: 'Locations for Incentive user' });
  await expect(choice.getByRole('checkbox')).toHaveCount(9);
  await panel.getByRole('button', { name: 'Update' }).click();
  await expect(panel.locator('#user-roles-error')).toBeVisible();
  await choice.getByRole('searchbox').fill('lüb');
  await expect(choice.getByRole('checkbox')).toHaveCount(1);
  await choice.getByRole('searchbox').press('ArrowDown');
  await expect(choice.getByRole('checkbox', { name: /Nordwind Lübeck/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(choice.getByRole('status')).toHaveText('1 chosen');
  await choice.getByRole('searchbox').fill('nowhere');
  await expect(choice.getByText('No location matches “nowhere”.')).toBeVisible();
  await choice.getByRole('searchbox').fill('');
  await choice.getByRole('checkbox', { name: /Nordwind Kiel/ }).check();
  await expect(choice.getByRole('status')).toHaveText('2 chosen');
  await look(page, 'user-locations-en-light-wide');
  await panel.getByRole('button', { name: 'Update' }).click();
  await expect(panel.getByText('Roles updated.')).toBeVisible();
  const { body } = await tandem.as('ga@nordwind.example', 'GET', '/v1/partnerusers?search=sa@');
  const [{ roles } = { roles: [] }] = body['items'] as { roles: { role: string; locations?: string[] }[] }[];
  expect(roles.find(({ role }) => role === 'incentive_user')?.locations).toHaveLength(2);
  await page.context().close();

  const blind = await open(browser, tandem, 'ua@nordwind.example', '/settings/users');
  await blind.getByRole('button', { name: 'Svenja Krüger', exact: true }).click();
  const typed = blind.getByRole('complementary', { name: 'Svenja Krüger' });
  await typed.getByLabel('Locations for Incentive user').fill('6200002');
  await typed.getByRole('button', { name: 'Update' }).click();
  await expect(typed.getByText(/not an active location/)).toBeVisible();
  await expect(typed.getByLabel('Locations for Incentive user')).toHaveValue('6200002');
  await blind.context().close();

  const none = await open(browser, tandem, 'ga@hafen2.example', '/settings/users');
  await none.getByRole('button', { name: 'Ben Oltmann', exact: true }).click();
  await none.getByRole('complementary').getByLabel('Incentive admin', { exact: true }).check();
  await expect(none.getByText('Your organisation has no location yet.')).toBeVisible();
  await none.getByRole('link', { name: 'Add one under Locations' }).click();
  await expect(none).toHaveURL(/\/settings\/locations$/);
});

test('API-07: name and language are changed; what somebody else saved first is compared, for names as for roles', async ({ browser, tandem }) => {
  const { body } = await tandem.as('ga@nordwind.example', 'GET', '/v1/partnerusers?search=sa@');
  const [{ id } = { id: '' }] = body['items'] as { id: string }[];
  const page = await open(browser, tandem, 'ga@nordwind.example', `/settings/users?open=${id}`);
  const panel = page.locator('td-user-panel');
  const drawer = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Change name or language' }).click();
  await drawer.getByLabel('Last name').fill(' ');
  await drawer.getByLabel('Last name').press('Control+Enter');
  await expect(drawer.locator('#user-last-error')).toHaveText('Write the last name.');
  await expect(drawer.getByLabel('Last name')).toBeFocused();
  await drawer.getByLabel('Last name').fill('Krüger-Holm');
  await drawer.getByLabel('Last name').press('Control+Enter');
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Svenja Krüger-Holm/ })).toBeVisible();
  await expect(panel.getByText('Anna Weber changed name or language')).toBeVisible();

  await panel.getByRole('button', { name: 'Change name or language' }).click();
  await drawer.getByLabel('First name').fill('Svenja Maria');
  expect((await tandem.as('ua@nordwind.example', 'PATCH', `/v1/partnerusers/${id}`, { lastName: 'Holm', locale: 'en' })).status).toBe(200);
  await drawer.getByRole('button', { name: /^Save/ }).click();
  await expect(drawer.getByText(/^Changed by /)).toBeVisible();
  await drawer.getByRole('button', { name: 'Compare' }).click();
  for (const said of ['Svenja Maria', 'Krüger-Holm', 'Holm', 'English']) await expect(drawer.locator('.compare')).toContainText(said);
  await look(page, 'user-stale-en-light-wide');
  await drawer.getByRole('button', { name: 'Take the saved one' }).click();
  await expect(drawer.getByLabel('Last name')).toHaveValue('Holm');
  await expect(drawer.getByLabel('First name')).toHaveValue('Svenja');
  await drawer.getByLabel('First name').fill('Svenja Maria');
  await drawer.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('row', { name: /Svenja Maria Holm/ })).toBeVisible();

  await panel.getByLabel('Helpdesk agent').check();
  expect((await tandem.as('ua@nordwind.example', 'PUT', `/v1/partnerusers/${id}/roles`, { roles: [{ role: 'report_viewer' }] })).status).toBe(200);
  await expect(page.getByRole('row', { name: /Svenja Maria Holm/ })).toContainText('Report viewer');
  await expect(panel.getByLabel('Helpdesk agent')).toBeChecked();
  await panel.getByRole('button', { name: 'Update' }).click();
  await panel.getByRole('button', { name: 'Compare' }).click();
  await expect(panel.locator('.compare')).toContainText('Report viewer');
  await look(page, 'user-roles-stale-en-light-wide');
  await panel.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(panel.getByText('Roles updated.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Svenja Maria Holm/ })).toContainText('Helpdesk agent');
});

test('SEC-02: a forgotten password is replaced behind a link', async ({ browser, tandem }) => {
  const page = await visit(browser, `${tandem.url}/auth/sign-in`);
  await page.getByRole('link', { name: 'Password forgotten?' }).click();
  await page.getByLabel('E-mail').fill('ha@nordwind.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at your mailbox');
  await page.goto(linkIn((await tandem.mailTo('ha@nordwind.example')).text));
  await page.getByLabel('New password').fill(CHOSEN);
  await page.getByLabel('The same again').fill(CHOSEN);
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your password is saved');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, 'ha@nordwind.example');
  await expect(page.getByRole('alert')).toBeVisible();
});

for (const { name, ...options } of VARIANTS) {
  test(`looks right in ${name}`, async ({ browser, tandem }) => {
    const { body } = await tandem.as('ga@nordwind.example', 'POST', '/v1/partnerusers', { email: 'ida@nordwind.example', firstName: 'Ida', lastName: 'Neumann', roles: [{ role: 'sales_agent' }], invite: true });
    const page = await open(browser, tandem, 'ga@nordwind.example', '/settings/users', options);
    await look(page, `users-${name}`);
    await page.goto(`${tandem.url}/settings/users?open=${String(body['id'])}`);
    await expect(page.locator('td-user-panel')).toBeVisible();
    await look(page, `user-panel-${name}`);
    await page.goto(`${tandem.url}/settings/users?add=user`);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, `user-add-${name}`);
    await fillIn(page, 'Otto', 'Beck', 'otto@nordwind.example', name.startsWith('de') ? 'Helpdeskagent' : 'Helpdesk agent');
    await page.getByLabel(/Show credentials once|Zugangsdaten einmal zeigen/).check();
    await page.getByRole('dialog').getByRole('button', { name: /Add user|Benutzer hinzufügen/ }).click();
    await expect(page.locator('dialog.once')).toBeVisible();
    await look(page, `user-credentials-${name}`);
    await page.context().close();

    const visitor = await visit(browser, `${tandem.url}/auth/forgotten`, options);
    await look(visitor, `forgotten-${name}`);
    await visitor.goto(linkIn((await tandem.mailTo('ida@nordwind.example')).text));
    await look(visitor, `join-${name}`);
    await visitor.goto(`${tandem.url}/reset/nothing`);
    await look(visitor, `link-unknown-${name}`);
    await visitor.context().close();
  });
}
