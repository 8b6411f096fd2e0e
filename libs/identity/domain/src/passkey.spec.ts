import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tandem/platform-kernel';
import { MOST_PASSKEYS, Passkey } from './passkey';

const given = { userId: 'u', organisationId: 'o', name: 'Laptop', credentialId: 'c', publicKey: 'k', counter: 0, now: new Date('2026-11-20T10:00:00Z') };

describe('a passkey', () => {
  it('ROL-12: is not one more than ten', () => {
    expect(Passkey.register({ ...given, held: MOST_PASSKEYS - 1 })).toMatchObject({ name: 'Laptop', credentialId: 'c', lastUsedAt: null });
    expect(() => Passkey.register({ ...given, held: MOST_PASSKEYS })).toThrow(new DomainError({ rule: 'ROL-12', reason: 'PASSKEY_LIMIT', kind: 'conflict' }));
  });

  it('keeps its key under another name', () => {
    const passkey = Passkey.register({ ...given, held: 0 });
    passkey.rename('Phone');
    expect(passkey).toMatchObject({ name: 'Phone', credentialId: 'c', publicKey: 'k' });
  });
});
