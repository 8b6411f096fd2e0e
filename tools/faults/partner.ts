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

/** Whether the same request may succeed when it is sent again; 401: the clock has jumped over the end of the token. */
const passing = ({ status, text }: Answered): boolean => status >= 500 || status === 401 || status === 429 || (status === 409 && text.includes('REQUEST_IN_PROGRESS'));

export class Partner {
  /** Requests that got no answer at first, with the answer that they got in the end. */
  readonly repeated: { readonly path: string; readonly body: unknown; readonly id: string; readonly answer: Answered }[] = [];
  readonly #url: string;
  readonly #email: string;
  #token: Promise<string> | undefined;

  constructor(url: string, email: string) {
    this.#url = url;
    this.#email = email;
  }

  /** Declines an incentive. @throws Error when the API refuses it. */
  async decline(id: string): Promise<void> {
    await this.#insist(`/v1/incentiveinvitations/${id}/decline`, undefined, 200);
  }

  /** Makes a request for a recipient and sends it. @throws Error when the API refuses it. */
  async invite(recipient: string): Promise<void> {
    const draft = await this.#insist(REQUESTS, { relationshipType: 'is_indirect_cloud_solution_provider_of', email: recipient, language: 'en' }, 201);
    const { id } = JSON.parse(draft) as { id: string };
    await this.#insist(`${REQUESTS}/${id}/send`, undefined, 200);
  }

  /** Makes and sends requests for all of them at once. @throws Error when the API refuses one. */
  async inviteAll(recipients: readonly string[]): Promise<void> {
    const body = { relationshipType: 'is_indirect_cloud_solution_provider_of', language: 'en', requests: recipients.map((email) => ({ email })) };
    const answer = await this.#insist(`${REQUESTS}/bulk`, body, 207);
    const { doneCount } = JSON.parse(answer) as { doneCount: number };
    if (doneCount !== recipients.length) throw new Error(`Of ${recipients.length} requests ${doneCount} were sent: ${answer.slice(0, 500)}`);
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
      if (answer?.status === 401) this.#token = undefined;
      if (Date.now() > end) throw new Error(`POST ${path} was not answered within ${PATIENCE_MS / 1000} s: ${answer?.status} ${answer?.text.slice(0, 500)}`);
    }
  }

  async #signIn(): Promise<string> {
    const { status, body } = await new Client(this.#url).call('POST', '/v1/sandbox/tokens', { email: this.#email });
    if (typeof body['access_token'] !== 'string') throw new Error(`No token for ${this.#email}: ${status} ${JSON.stringify(body)}`);
    return body['access_token'];
  }

  async #send(path: string, body: unknown, id: string): Promise<Answered> {
    this.#token ??= this.#signIn();
    const token = await this.#token.catch((error: unknown) => {
      this.#token = undefined;
      throw error;
    });
    const response = await fetch(this.#url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'ms-requestid': id, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, text: await response.text(), replayed: response.headers.get('ms-replayed') === 'true' };
  }
}
