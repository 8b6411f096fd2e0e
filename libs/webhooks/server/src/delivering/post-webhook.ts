import { request as requestHttp } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import type { AttemptReason } from './attempt-reasons.data';
import { WebhookTargets } from './webhook-targets';

/** How long one attempt may take altogether, in milliseconds. */
const MOST_MS = 10_000;
/** How much of an answer is taken from the line; nothing of it is kept. */
const ANSWER_BYTES = 65_536;

/** What became of one attempt. */
export interface PostResult {
  /** Null when the receiver took it. */
  readonly reason: AttemptReason | null;
  readonly responseCode: number | null;
  readonly durationMs: number;
}

const REFUSED_BY_US: Readonly<Record<string, AttemptReason>> = { WEBHOOK_ADDRESS_PRIVATE: 'ADDRESS_PRIVATE', WEBHOOK_HOST_UNKNOWN: 'HOST_UNKNOWN' };

const reasonOfStatus = (status: number): AttemptReason | null => {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return 'RECEIVER_GONE';
  return status >= 300 && status < 400 ? 'REDIRECTED' : 'ANSWERED_NO';
};

function reasonOfError(error: unknown): AttemptReason {
  if (error instanceof DomainError) return REFUSED_BY_US[error.reason] ?? 'ADDRESS_INVALID';
  const { code = '', name } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'TIMED_OUT';
  if (code === 'ECONNREFUSED') return 'CONNECTION_REFUSED';
  return /CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code) ? 'TLS_FAILED' : 'CONNECTION_LOST';
}

/** Posts a body to a webhook, once: to an address that was judged in this moment, without following anything. */
@Injectable()
export class PostWebhook {
  constructor(private readonly targets: WebhookTargets) {}

  /** Whatever goes wrong is in the result; nothing is thrown. */
  async run(address: string, body: string, headers: Readonly<Record<string, string>>): Promise<PostResult> {
    const begun = performance.now();
    const result = (reason: AttemptReason | null, responseCode: number | null = null): PostResult => ({ reason, responseCode, durationMs: Math.round(performance.now() - begun) });
    try {
      const url = this.targets.read(address);
      const status = await send(url, await this.targets.addressesOf(url), body, headers);
      return result(reasonOfStatus(status), status);
    } catch (error) {
      return result(reasonOfError(error));
    }
  }
}

/** Sends and answers with the status. The connection goes to `addresses`: what the name leads to by now is not asked again. */
function send(url: URL, addresses: readonly LookupAddress[], body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const [first] = addresses;
  const options: RequestOptions & { servername?: string } = {
    ...{ method: 'POST', protocol: url.protocol, hostname: host, port: url.port || undefined, path: `${url.pathname}${url.search}` },
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'user-agent': 'Tandem-Webhooks/1' },
    lookup: (_host, { all }, found) => (all ? found(null, [...addresses]) : found(null, first?.address ?? '', first?.family)),
    ...(isIP(host) ? {} : { servername: host }),
    agent: false,
    signal: AbortSignal.timeout(MOST_MS),
  };
  return new Promise((done, failed) => {
    const answered = (response: IncomingMessage): void => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > ANSWER_BYTES) response.destroy();
      });
      response.on('error', () => undefined);
      done(response.statusCode ?? 0);
    };
    (url.protocol === 'https:' ? requestHttps : requestHttp)(options, answered).on('error', failed).end(body);
  });
}
