import { test as base, expect } from '@playwright/test';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { startStack } from '../../../tools/services/stack.ts';

const PASSWORD = 'Tandem-sandbox-1';

interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: readonly { readonly address: string }[];
  readonly from: readonly { readonly address: string; readonly name: string }[];
}

const json = (body: unknown): RequestInit => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** A running Tandem and its mail inbox. */
export class Tandem {
  readonly url: string;
  private readonly mailUrl: string;

  constructor(url: string, mailUrl: string) {
    this.url = url;
    this.mailUrl = mailUrl;
  }

  /** Back to the first state of the sandbox, with an empty inbox. */
  async reset(): Promise<void> {
    expect((await fetch(`${this.url}/v1/sandbox/reset`, { method: 'POST' })).status).toBe(200);
    await fetch(`${this.mailUrl}/email/all`, { method: 'DELETE' });
  }

  /** Moves business time forward by an ISO 8601 duration. */
  async advance(by: string): Promise<void> {
    expect((await fetch(`${this.url}/v1/sandbox/clock`, { method: 'PUT', ...json({ advanceBy: by }) })).status).toBe(200);
  }

  /** Calls the API as a person of the sandbox. */
  async as(email: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const tokens = await fetch(`${this.url}/v1/sandbox/tokens`, { method: 'POST', ...json({ email }) });
    const { access_token } = (await tokens.json()) as { access_token: string };
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'ms-requestid': crypto.randomUUID(), 'content-type': 'application/json' },
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
  async mailTo(address: string): Promise<Mail> {
    for (let turn = 0; turn < 80; turn++) {
      const mails = (await (await fetch(`${this.mailUrl}/email`)).json()) as Mail[];
      const found = mails.filter((mail) => mail.to.some((to) => to.address === address)).at(-1);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`No mail to ${address} has arrived`);
  }
}

/** The personal link in a text. */
export const linkIn = (text: string): string => /https?:\/\/\S+\/invite\/[\w.-]+/.exec(text)?.[0] ?? '';

/** Fills in the sign-in page, in either language. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel(/^E-Mail/i).fill(email);
  await page.getByLabel(/^(Password|Passwort|Kennwort)/).fill(PASSWORD);
  await page.getByRole('button', { name: /^(Sign in|Anmelden)$/ }).click();
}

/** A new browser in which somebody is signed in and looks at a page of the console. */
export async function open(browser: Browser, tandem: Tandem, email: string, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`${tandem.url}${path}`);
  await signIn(page, email);
  await expect(page.locator('main h1').first()).toBeVisible();
  return page;
}

/** `tandem`: one stack for all tests, private and gone afterwards; TANDEM_E2E="<url> <inbox url>" uses one that runs already. */
export const test = base.extend<object, { tandem: Tandem }>({
  tandem: [
    async ({ browserName: _browser }, use) => {
      const [url, mailUrl] = (process.env.TANDEM_E2E ?? '').split(' ');
      if (url && mailUrl) return use(new Tandem(url, mailUrl));
      const stack = await startStack({ ports: 'free', mail: 'maildev', signals: false });
      await use(new Tandem(stack.url, stack.mailUrl));
      await stack.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

export { expect };
