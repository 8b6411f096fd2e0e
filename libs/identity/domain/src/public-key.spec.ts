import { describe, expect, it } from '@jest/globals';
import { publicKeyOf } from './public-key';

const n = 'A'.repeat(342);
const rsa = { kty: 'RSA', n, e: 'AQAB' };
const ec = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };

describe('a public key of a client', () => {
  it.each([
    ['a private RSA key', { ...rsa, d: 'secret' }, 'KEY_PRIVATE'],
    ['a private EC key', { ...ec, d: '' }, 'KEY_PRIVATE'],
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0' }, 'KEY_UNSUPPORTED'],
    ['an RSA key for HS256', { ...rsa, alg: 'HS256' }, 'KEY_UNSUPPORTED'],
    ['an RSA key for none', { ...rsa, alg: 'none' }, 'KEY_UNSUPPORTED'],
    ['an RSA key without a modulus', { kty: 'RSA', e: 'AQAB' }, 'KEY_UNSUPPORTED'],
    ['a key of another curve', { ...ec, crv: 'P-384' }, 'KEY_UNSUPPORTED'],
    ['an EC key for RS256', { ...ec, alg: 'RS256' }, 'KEY_UNSUPPORTED'],
    ['an RSA key of 1024 bits', { ...rsa, n: 'A'.repeat(171) }, 'KEY_WEAK'],
  ])('SEC-02: %s is refused', (_, given, reason) => {
    expect(() => publicKeyOf(given)).toThrow(`${reason} (SEC-02)`);
  });

  it('SEC-02: is bound to one algorithm, and nothing else of it is kept', () => {
    expect(publicKeyOf({ ...rsa, kid: 'mine' })).toEqual({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256' });
    expect(publicKeyOf({ ...rsa, alg: 'PS256' }).alg).toBe('PS256');
    expect(publicKeyOf(ec)).toEqual({ ...ec, alg: 'ES256' });
  });
});
