// A partner's own system as it should be: it repeats a request under the same MS-RequestId until it has the answer.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '../services/client.ts';

const REQUESTS = '/v1/relationshiprequests';
const PATIENCE_MS = 120_000;
const AGAIN_MS = 250;

interface Answered {
  readonly status: number;
  readonly text: string;
  /** Whether the API says that it gave this answer before. */
  readonly replayed: boolean;
}

/** Whether the same request may succeed when it is sent again. */
const passing = ({ status, text }: Answered): boolean => status >= 500 || status === 429 || (status === 409 && text.includes('REQUEST_IN_PROGRESS'));

export class Partner {
  /** Requests that got no answer at first, with the answer that they got in the end. */
  readonly repeated: { readonly path: string; readonly body: unknown; readonly id: string; readonly answer: Answered }[] = [];
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async signIn(url: string, email: string): Promise<Partner> {
    const { body } = await new Client(url).call('POST', '/v1/sandbox/tokens', { email });
    return new Partner(url, String(body['access_token']));
  }

  /** Makes a request for a recipient and sends it. @throws Error when the API refuses it. */
  async invite(recipient: string): Promise<void> {
    const draft = await this.#insist(REQUESTS, { relationshipType: 'is_indirect_cloud_solution_provider_of', email: recipient, language: 'en' }, 201);
    const { id } = JSON.parse(draft) as { id: string };
    await this.#insist(`${REQUESTS}/${id}/send`, undefined, 200);
  }

  /** Sends a request again under its own id. */
  again({ path, body, id }: { path: string; body: unknown; id: string }): Promise<Answered> {
    return this.#send(path, body, id);
  }

  async #insist(path: string, body: unknown, expected: number): Promise<string> {
    const id = randomUUID();
    let unanswered = false;
    for (const end = Date.now() + PATIENCE_MS; ; await wait(AGAIN_MS)) {
      const answer = await this.#send(path, body, id).catch(() => undefined);
      if (answer && !passing(answer)) {
        if (answer.status !== expected) throw new Error(`POST ${path} was refused: ${answer.status} ${answer.text.slice(0, 500)}`);
        if (unanswered) this.repeated.push({ path, body, id, answer });
        return answer.text;
      }
      unanswered ||= answer === undefined;
      if (Date.now() > end) throw new Error(`POST ${path} was not answered within ${PATIENCE_MS / 1000} s: ${answer?.status} ${answer?.text.slice(0, 500)}`);
    }
  }

  async #send(path: string, body: unknown, id: string): Promise<Answered> {
    const response = await fetch(this.#url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'ms-requestid': id, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, text: await response.text(), replayed: response.headers.get('ms-replayed') === 'true' };
  }
}
