import { createHash, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from '@tandem/platform-server';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose';

interface Key {
  readonly id: string;
  readonly bytes: Uint8Array;
}

const keyOf = (phrase: string): Key => {
  const bytes = new Uint8Array(hkdfSync('sha256', phrase, '', 'tandem second factor', 32));
  return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 8), bytes };
};

/**
 * Keeps secrets that have to be read again (a hash would not do): JWE with AES-256-GCM, under keys derived from SESSION_KEYS. Each
 * is bound to its owner, so that a row copied to somebody else opens nothing.
 */
@Injectable()
export class SecretBox {
  private readonly keys: readonly Key[];

  constructor(@Inject(Config) config: Config) {
    this.keys = config.get('SESSION_KEYS').map(keyOf);
  }

  /** The secret under the newest key. */
  async seal(secret: string, owner: string): Promise<string> {
    const [newest] = this.keys;
    if (!newest) throw new Error('SESSION_KEYS is empty');
    const header = { alg: 'dir', enc: 'A256GCM', kid: newest.id, sub: owner };
    return new CompactEncrypt(new TextEncoder().encode(secret)).setProtectedHeader(header).encrypt(newest.bytes);
  }

  /** The secret, and whether it lies under an older key; undefined when its key is gone, it was changed, or it is somebody else's. */
  async open(sealed: string, owner: string): Promise<{ secret: string; old: boolean } | undefined> {
    const { kid, sub } = decodeProtectedHeader(sealed);
    const at = this.keys.findIndex(({ id }) => id === kid);
    const key = this.keys[at];
    if (!key || sub !== owner) return undefined;
    try {
      const { plaintext } = await compactDecrypt(sealed, key.bytes);
      return { secret: new TextDecoder().decode(plaintext), old: at > 0 };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
