import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path';

describe('returnPath', () => {
  it.each(['/', '/invite/k1.019a.sig?lang=de', '/resellers?filter=a%2Fb#open'])('keeps %s', (path) => {
    expect(returnPath(path, 'http://localhost:3000')).toBe(path);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '\\/evil.example',
    'javascript:alert(1)',
    '/auth/sign-out',
    '/oidc/auth',
    '/%61uth/sign-out',
    '/%2Fauth/sign-out',
    '/%zz',
    '',
    undefined,
  ])('SEC-02: leads home instead of to %j', (path) => {
    expect(returnPath(path, 'http://localhost:3000')).toBe('/');
  });
});
