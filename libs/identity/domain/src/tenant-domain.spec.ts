import { describe, expect, it } from '@jest/globals';
import { requireDomain } from './tenant-domain';

describe('the domain of an organisation', () => {
  it.each(['', 'localhost', '127.0.0.1', '10.1', 'contoso', 'con toso.example', 'a..example', '-a.example', 'a-.example', 'https://contoso.example', 'contoso.example/x', 'me@contoso.example', 'contoso.example:8080', 'contoso.123', `${'a'.repeat(64)}.example`])(
    'ORG-01: %j is none',
    (given) => {
      expect(() => requireDomain(given)).toThrow('DOMAIN_MALFORMED (ORG-01)');
    },
  );

  it.each(['gmail.com', 'GMX.DE', 'mail.web.de', 'outlook.com.'])('ENR-08: %s belongs to everybody', (given) => {
    expect(() => requireDomain(given)).toThrow('WEBMAIL_DOMAIN (ENR-08)');
  });

  it('ENR-08: a domain of web mail that the operator added is refused as well', () => {
    expect(() => requireDomain('postbote.example', ['postbote.*'])).toThrow('WEBMAIL_DOMAIN (ENR-08)');
  });

  it.each([
    [' Contoso.Example ', 'contoso.example'],
    ['contoso.example.', 'contoso.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['notgmail.com', 'notgmail.com'],
  ])('ORG-01: %j is kept as %s', (given, kept) => {
    expect(requireDomain(given)).toBe(kept);
  });
});
