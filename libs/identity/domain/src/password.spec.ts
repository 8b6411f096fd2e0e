import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tandem/platform-kernel';
import { requirePassword } from './password';

const OF = { email: 'katharina.huber@alpenblick.example', organisationName: 'Alpenblick IT GmbH', former: 'the former one' };

function reasonsFor(password: string): string[] {
  try {
    requirePassword(password, OF, 'next');
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.refusals.map(({ rule, field }) => [rule, field])).toEqual(error.refusals.map(() => ['SEC-03', 'next']));
    return error.refusals.map(({ reason }) => reason);
  }
}

describe('a password', () => {
  it.each([
    ['elevensigns', 'PASSWORD_TOO_SHORT'],
    ['🔑🔑🔒🔑🔓🔑🔒🔒🔑🔓🔑', 'PASSWORD_TOO_SHORT'],
    ['correct horse '.repeat(10), 'PASSWORD_TOO_LONG'],
    ['Katharina.Huber@alpenblick.example', 'PASSWORD_IS_EMAIL'],
    ['Alpenblick2026!', 'PASSWORD_FROM_NAMES'],
    ['Huber-Alpenblick', 'PASSWORD_FROM_NAMES'],
    ['tandem-tandem-1', 'PASSWORD_FROM_NAMES'],
    ['1Q2W3E4R5T6Y', 'PASSWORD_COMMON'],
    ['unbelievable', 'PASSWORD_COMMON'],
    ['!!Sunshine2026', 'PASSWORD_COMMON'],
    ['sunshinesunshine', 'PASSWORD_COMMON'],
    ['abcdefghijklm', 'PASSWORD_COMMON'],
    ['098765432109', 'PASSWORD_COMMON'],
    ['xyzxyzxyzxyz', 'PASSWORD_COMMON'],
    ['the former one', 'PASSWORD_UNCHANGED'],
  ])('SEC-03: %s is refused', (password, reason) => {
    expect(reasonsFor(password)).toEqual([reason]);
  });

  it('SEC-03: hears everything that is wrong with it at once', () => {
    expect(reasonsFor('alpenblick1')).toEqual(['PASSWORD_TOO_SHORT', 'PASSWORD_FROM_NAMES']);
    expect(reasonsFor('aaaa')).toEqual(['PASSWORD_TOO_SHORT', 'PASSWORD_COMMON']);
  });

  it.each(['correct horse battery', 'vier kleine Biber', 'gqzvwkdbnrtm', '7391846205173', 'Der Alpenblick ist heute neblig', '  leading blanks', 'Zürich–Genève 7:05'])(
    'SEC-03: %j is taken, whatever it is composed of',
    (password) => {
      expect(reasonsFor(password)).toEqual([]);
    },
  );
});
