// A partner's own system, as it would talk to the API.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  // What a route answers is checked field by field where it is used.
  readonly body: Record<string, unknown> & { data?: { reason: string; rule: string; fix: string }[] };
}

export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: { readonly address: string }[];
  readonly headers: Record<string, string>;
}

/** The API under an address, as somebody of the sandbox cast or as nobody. */
export class Client {
  readonly #url: string;
  readonly #token: string | undefined;

  constructor(url: string, token?: string) {
    this.#url = url;
    this.#token = token;
  }

  /** The same API as a person of the cast. */
  async as(email: string): Promise<Client> {
    const { body } = await this.call('POST', '/v1/sandbox/tokens', { email });
    if (typeof body['access_token'] !== 'string') throw new Error(`No token for ${email}: ${JSON.stringify(body)}`);
    return new Client(this.#url, body['access_token']);
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'ms-requestid': randomUUID() }),
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : { text } };
  }
}

/** The mail inbox of a private stack. */
export class Inbox {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async all(): Promise<Mail[]> {
    return (await (await fetch(`${this.#url}/email`)).json()) as Mail[];
  }

  /** The newest mail to an address that fits; waits up to 20 s. */
  async newest(to: string, fits: (mail: Mail) => boolean = () => true): Promise<Mail> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const found = (await this.all()).filter((mail) => mail.to.some(({ address }) => address === to) && fits(mail)).at(-1);
      if (found) return found;
      await wait(100);
    }
    throw new Error(`No mail to ${to} within 20 s`);
  }
}

/** Asks again until the answer fits; up to 10 s. @throws Error with the last answer. */
export async function eventually<Value>(ask: () => Promise<Value>, fits: (value: Value) => boolean, what: string): Promise<Value> {
  let last = await ask();
  for (let attempt = 0; attempt < 100 && !fits(last); attempt++) {
    await wait(100);
    last = await ask();
  }
  if (!fits(last)) throw new Error(`${what} within 10 s; last seen: ${JSON.stringify(last)}`);
  return last;
}
