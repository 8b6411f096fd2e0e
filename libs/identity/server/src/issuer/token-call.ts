import type { IncomingMessage } from 'node:http';
import type { DomainError } from '@tandem/platform-kernel';

/** A request to a token route on its way through the issuer. */
export interface TokenCall {
  /** 1: numbers are strings, and the resource that was asked for is repeated. */
  readonly version: 1 | 2;
  /** The resource or scope that the caller named; the issuer has only one. */
  readonly resource: string;
  /** The organisation whose clients may answer; undefined on the issuer's own route. */
  readonly organisationId?: string;
  /** The route it came to, as an absolute address. */
  readonly route: string;
  /** The client signs an assertion instead of sending a secret. */
  readonly byAssertion: boolean;
  /** Set to the secret or key that the client proved itself with. */
  credential?: string;
  /**
   * Runs the attempt unless too many have failed before, and counts it when the client could not prove who it is (`false`), before the answer goes out.
   * @throws DomainError SIGN_IN_LIMITED (SEC-05).
   */
  readonly guard: (attempt: () => Promise<boolean>) => Promise<void>;
}

const calls = new WeakMap<IncomingMessage, TokenCall>();

/** Remembers what is known of a request before the issuer reads it. */
export const rememberCall = (request: IncomingMessage, call: TokenCall): void => void calls.set(request, call);

/** What is known of a request; undefined when it is not a token request. */
export const callOf = (request: IncomingMessage): TokenCall | undefined => calls.get(request);

/** An answer of the token route. */
export interface TokenAnswer {
  readonly error?: string;
  readonly expires_in?: number;
  readonly [name: string]: unknown;
}

/**
 * The answer as existing clients read it: both versions have `ext_expires_in`; version 1 has numbers as strings, the resource and
 * the span of validity in seconds since 1970.
 */
export function shapedAnswer(answer: TokenAnswer, { version, resource }: TokenCall, now: Date): Readonly<Record<string, unknown>> {
  const seconds = answer.expires_in ?? 0;
  if (version === 2) return { ...answer, ext_expires_in: seconds };
  const issued = Math.floor(now.getTime() / 1000);
  return {
    ...answer,
    expires_in: String(seconds),
    ext_expires_in: String(seconds),
    expires_on: String(issued + seconds),
    not_before: String(issued),
    resource,
  };
}

/** The answer to a client that failed too often (SEC-05): in the form of the API, as its callers know it. */
export function limitedAnswer({ reason, refusals }: DomainError): { readonly seconds: number; readonly body: Readonly<Record<string, unknown>> } {
  const seconds = Number(refusals[0].details?.['retryAfter'] ?? 60);
  const data = [{ rule: 'SEC-05', reason, fix: 'Wait for the time that Retry-After names.' }];
  return { seconds, body: { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.`, data } };
}
