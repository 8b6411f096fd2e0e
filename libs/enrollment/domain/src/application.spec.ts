import { describe, expect, it } from '@jest/globals';
import { mailDomainOf } from './application';

describe('the domain that mail goes to', () => {
  it.each([
    ['Help@BÜCHER.example', 'xn--bcher-kva.example'],
    ['"a@b"@boreal.example ', 'boreal.example'],
    ['', ''],
    [undefined, ''],
  ])('VER-03: of %s is %s', (email, domain) => {
    expect(mailDomainOf(email)).toBe(domain);
  });
});
