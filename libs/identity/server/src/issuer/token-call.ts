import type { IncomingMessage } from 'node:http';

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
  /** The client that the request names, and where it comes from: for counting failures only (SEC-05); the issuer judges who it is. */
  readonly client: string;
  readonly address: string;
  /** The client signs an assertion instead of sending a secret. */
  readonly byAssertion: boolean;
  /** Set to the secret or key that the client proved itself with. */
  credential?: string;
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
