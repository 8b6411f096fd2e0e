import { test as base, expect } from '@playwright/test';
import type { Browser, BrowserContextOptions, Cookie, Page } from '@playwright/test';
import type { Email } from 'postal-mime';
import { startStack } from '../../../tools/services/stack.ts';
import { Inbox } from './inbox.ts';

/** Everybody's of the cast. */
export const PASSWORD = 'Tandem-sandbox-1';

const json = (body: unknown): RequestInit => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** A running Tandem and its mail inbox. */
export class Tandem {
  readonly url: string;
  readonly inbox: Inbox;
  /** Sessions that were begun by hand, by address: a reset signs nobody out, so whoever has signed in once is let in again. */
  readonly sessions = new Map<string, Cookie>();

  /** Tokens by address; they outlive a reset too. */
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(url: string, inbox: Inbox) {
    this.url = url;
    this.inbox = inbox;
  }

  /** Back to the first state of the sandbox, with an empty inbox. */
  async reset(): Promise<void> {
    expect((await fetch(`${this.url}/v1/sandbox/reset`, { method: 'POST' })).status).toBe(200);
    this.inbox.clear();
  }

  /** Moves business time forward by an ISO 8601 duration. */
  async advance(by: string): Promise<void> {
    expect((await fetch(`${this.url}/v1/sandbox/clock`, { method: 'PUT', ...json({ advanceBy: by }) })).status).toBe(200);
  }

  /** Calls the API as a person of the sandbox. */
  async as(email: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const token = this.tokens.get(email) ?? this.newToken(email);
    this.tokens.set(email, token);
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, 'ms-requestid': crypto.randomUUID(), 'content-type': 'application/json' },
      body: method === 'GET' ? null : JSON.stringify(body ?? {}),
    });
    return { status: answer.status, body: answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>) };
  }

  /** A request that a provider has made by the API; sent when `send` is true. */
  async request(provider: string, email: string, { send = true, language = 'en' } = {}): Promise<{ id: string; url: string }> {
    const { body } = await this.as(provider, 'POST', '/v1/relationshiprequests', { relationshipType: 'is_indirect_cloud_solution_provider_of', email, language });
    const request = { id: String(body['id']), url: String(body['url']) };
    if (send) expect((await this.as(provider, 'POST', `/v1/relationshiprequests/${request.id}/send`)).status).toBeLessThan(300);
    return request;
  }

  /** A partnership, by the API: requested and authorized. */
  async partnership(provider: string, reseller: string): Promise<void> {
    const { url } = await this.request(provider, reseller, { send: false });
    expect((await this.as(reseller, 'POST', `/v1/invitations/${url.slice(url.lastIndexOf('/') + 1)}/accept`, { authorized: true })).status).toBe(200);
  }

  /** The newest mail to an address, once it has arrived. */
  async mailTo(address: string): Promise<Email> {
    return this.inbox.mailTo(address);
  }

  private async newToken(email: string): Promise<string> {
    const answer = await fetch(`${this.url}/v1/sandbox/tokens`, { method: 'POST', ...json({ email }) });
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}

/** The personal link in a text. */
export const linkIn = (text = ''): string => /https?:\/\/\S+\/invite\/[\w.-]+/.exec(text)?.[0] ?? '';

/** Fills in the sign-in page, in either language. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel(/^E-Mail/i).fill(email);
  await page.getByLabel(/^(Password|Passwort|Kennwort)/).fill(password);
  await page.getByRole('button', { name: /^(Sign in|Anmelden)$/ }).click();
}

const troubles = new WeakMap<Page, string[]>();

/** What went wrong in a page that a person would not see: exceptions, and what the content security policy has stopped. */
export const troublesOf = (page: Page): readonly string[] => troubles.get(page) ?? [];

function listen(page: Page): void {
  const found: string[] = [];
  troubles.set(page, found);
  page.on('pageerror', (error) => void found.push(error.message));
  page.on('console', (message) => void (/Content Security Policy/i.test(message.text()) && found.push(message.text())));
}

async function freshPage(browser: Browser, options: BrowserContextOptions, cookies: readonly Cookie[] = []): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1440, height: 900 }, ...options });
  await context.addCookies([...cookies]);
  const page = await context.newPage();
  listen(page);
  return page;
}

/** A new browser in which nobody is signed in, looking at an address. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await freshPage(browser, options);
  await page.goto(address);
  return page;
}

/** A new browser in which somebody is signed in and looks at a page of the console. */
export async function open(browser: Browser, tandem: Tandem, email: string, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const known = tandem.sessions.get(email);
  const page = await freshPage(browser, options, known && [known]);
  await page.goto(`${tandem.url}${path}`);
  const form = page.locator('input[name=password]');
  await expect(page.locator('td-shell main h1').or(form).first()).toBeVisible();
  if (await form.isVisible()) {
    await signIn(page, email);
    await expect(page.locator('td-shell main h1').first()).toBeVisible();
    const session = (await page.context().cookies()).find(({ name }) => name === 'tandem_session');
    if (session) tandem.sessions.set(email, session);
  }
  return page;
}

/** Closes the browsers of some pages. */
export const close = async (...pages: readonly Page[]): Promise<void> => void (await Promise.all(pages.map((page) => page.context().close())));

/** `tandem`: one stack for all tests, private and gone afterwards. What a test has opened is closed behind it. */
export const test = base.extend<{ closed: undefined }, { tandem: Tandem }>({
  closed: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  tandem: [
    async ({ browserName: _browser }, use) => {
      const inbox = new Inbox();
      const stack = await startStack({ ports: 'free', mail: await inbox.start(), signals: false, env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
      await use(new Tandem(stack.url, inbox));
      await stack.stop();
      await inbox.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

export { expect };
