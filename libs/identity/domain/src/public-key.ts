import { DomainError } from '@tandem/platform-kernel';

/** How an assertion may be signed. */
export const KEY_ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** A key as somebody hands it over (RFC 7517). */
export interface GivenKey {
  readonly kty: string;
  readonly kid?: string | undefined;
  readonly alg?: string | undefined;
  readonly n?: string | undefined;
  readonly e?: string | undefined;
  readonly crv?: string | undefined;
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  /** The private part, which nobody is to hand over. */
  readonly d?: unknown;
}

/** The public part of a key, with the one algorithm it is good for. */
export type PublicKey =
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string; readonly alg: 'RS256' | 'PS256' }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string; readonly alg: 'ES256' };

const LEAST_BITS = 2048;

const refuse = (reason: string, field = 'key'): never => {
  throw new DomainError({ rule: 'SEC-02', reason, kind: 'invalid', field });
};

const bitsOf = (modulus: string): number => Math.floor((modulus.replaceAll('=', '').length * 6) / 8) * 8;

/**
 * What is kept of a key: nothing but its public part, bound to one algorithm, so that a signature of another kind is never tried.
 * @throws DomainError KEY_PRIVATE, KEY_UNSUPPORTED, KEY_WEAK (SEC-02).
 */
export function publicKeyOf({ kty, alg, n, e, crv, x, y, d }: GivenKey): PublicKey {
  if (d !== undefined) refuse('KEY_PRIVATE', 'key.d');
  if (kty === 'RSA' && n && e && (alg === undefined || alg === 'RS256' || alg === 'PS256')) {
    if (bitsOf(n) < LEAST_BITS) refuse('KEY_WEAK', 'key.n');
    return { kty, n, e, alg: alg ?? 'RS256' };
  }
  if (kty === 'EC' && crv === 'P-256' && x && y && (alg === undefined || alg === 'ES256')) return { kty, crv, x, y, alg: 'ES256' };
  return refuse('KEY_UNSUPPORTED');
}
