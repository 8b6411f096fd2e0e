import { inject, Injectable } from '@angular/core';
import { ErrorBody } from '@tandem/platform-contract';
import type { AnswerOf, CallOf, Endpoint } from '@tandem/platform-contract';
import { ApiFault } from './api-fault';
import { Connection } from '../live/connection';
import { Browser } from './browser';

/** How to call, beside what the endpoint asks for. */
export interface CallExtras {
  /** The etag the caller knows; sent as If-Match. */
  readonly etag?: string;
  /** Makes repeated calls one: pass the same id when the person repeats the very same act. Default: a new id. */
  readonly requestId?: string;
  /** Token of the next page; goes with `seekOperation=Next`. */
  readonly continuation?: string;
  /** Sent as it is, with its media type, in the place of a JSON body. */
  readonly file?: Blob;
}

const PATIENCE = [400, 1_200];
const busy = (status: number, reason: string): boolean => status === 0 || status === 502 || status === 503 || reason === 'REQUEST_IN_PROGRESS';

/** Fills `:name` in a path and appends the query; undefined values are left out, lists repeat their name. */
export function addressOf(path: string, params: unknown = {}, query: unknown = {}): string {
  const given = params as Record<string, unknown>;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name] ?? '')));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query as Record<string, unknown>)) for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== '') search.append(key, String(one));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/**
 * Calls the API by its endpoint values, with the session cookie. A change carries one `MS-RequestId` per act, so that it may be
 * repeated after a lost answer without happening twice.
 */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly browser = inject(Browser);
  private readonly connection = inject(Connection);

  /**
   * The endpoint's answer.
   * @throws ApiFault for every refusal, when no readable answer came, and for a change without a connection (OFFLINE: nothing was sent); an ended session leads to the sign-in instead.
   */
  async call<E extends Endpoint>(endpoint: E, call: CallOf<E> & CallExtras = {}): Promise<AnswerOf<E>> {
    if (endpoint.method !== 'GET' && this.connection.lost() !== undefined) throw new ApiFault(0, undefined, '', 'OFFLINE');
    const headers: Record<string, string> = { accept: 'application/json' };
    if (endpoint.method !== 'GET') headers['ms-requestid'] = call.requestId ?? this.browser.newId();
    if (call.continuation) headers['ms-continuationtoken'] = call.continuation;
    if (call.etag) headers['if-match'] = `"${call.etag}"`;
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    const request: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' };
    if (call.body !== undefined) request.body = JSON.stringify(call.body);
    if (call.file) {
      headers['content-type'] = call.file.type;
      request.body = call.file;
    }
    const query = { ...(call.continuation ? { seekOperation: 'Next' } : {}), ...(call.query as object | undefined) };
    return this.send(addressOf(endpoint.path, call.params, query), request, PATIENCE) as Promise<AnswerOf<E>>;
  }

  private async send(address: string, request: RequestInit, patience: readonly number[]): Promise<unknown> {
    const answer = await this.browser.fetch(address, request).catch(() => undefined);
    if (answer?.ok) return answer.status === 204 ? undefined : answer.json();
    const fault = await this.faultOf(answer);
    const [wait, ...rest] = patience;
    if (wait !== undefined && busy(fault.status, fault.reason)) {
      await this.browser.wait(wait);
      return this.send(address, request, rest);
    }
    if (fault.status === 401) {
      this.browser.signIn();
      return new Promise(() => undefined);
    }
    throw fault;
  }

  private async faultOf(answer: Response | undefined): Promise<ApiFault> {
    const body = ErrorBody.safeParse(await answer?.json().catch(() => undefined));
    return new ApiFault(answer?.status ?? 0, body.success ? body.data : undefined, answer?.headers.get('ms-correlationid') ?? '');
  }
}
