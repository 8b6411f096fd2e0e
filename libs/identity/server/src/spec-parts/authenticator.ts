import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What a passkey is asked, as the browser hands it on. */
interface Asked {
  readonly challenge: string;
  /** Where the page stands that asks. */
  readonly origin: string;
  readonly rpId: string;
}

/** What an honest authenticator would never do. */
export interface Lies {
  readonly verified?: boolean;
  readonly present?: boolean;
  readonly counter?: number;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userHandle?: string;
  readonly id?: string;
  /** A certificate beside the key, as makers of devices put it there. */
  readonly certified?: boolean;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A value in CBOR (RFC 8949), as far as keys and attestations need it. */
function cbor(value: unknown): Buffer {
  const head = (kind: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(kind << 5) | size]);
    return size < 256 ? Buffer.from([(kind << 5) | 24, size]) : Buffer.from([(kind << 5) | 25, size >> 8, size & 255]);
  };
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
  throw new Error('This is not written in CBOR here');
}

/** A device with one passkey (ES256), of which a spec may ask what it likes. */
export class SpecAuthenticator {
  readonly id = text(randomBytes(32));
  counter = 0;
  private userHandle = '';
  private readonly key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** Makes the passkey: `RegistrationResponseJSON`. */
  create(asked: Asked & { readonly userHandle: string }, lies: Lies = {}) {
    this.userHandle = asked.userHandle;
    const { x = '', y = '' } = this.key.publicKey.export({ format: 'jwk' });
    const cose = new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]);
    const id = Buffer.from(this.id, 'base64url');
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(cose)]);
    const authData = Buffer.concat([this.data(asked.rpId, lies, 0x40), credential]);
    const client = this.client('webauthn.create', asked, lies);
    const statement = lies.certified ? new Map<string, unknown>([['alg', -7], ['sig', this.sign(authData, client)], ['x5c', [randomBytes(80)]]]) : new Map();
    const attestation = cbor(new Map<string, unknown>([['fmt', lies.certified ? 'packed' : 'none'], ['attStmt', statement], ['authData', authData]]));
    return { id: this.id, rawId: this.id, type: 'public-key', response: { clientDataJSON: text(client), attestationObject: text(attestation) } };
  }

  /** Answers a challenge: `AuthenticationResponseJSON`. */
  get(asked: Asked, lies: Lies = {}) {
    const authenticatorData = this.data(asked.rpId, lies, 0);
    const client = this.client('webauthn.get', asked, lies);
    const signature = this.sign(authenticatorData, client);
    const id = lies.id ?? this.id;
    return {
      ...{ id, rawId: id, type: 'public-key' },
      response: { clientDataJSON: text(client), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: lies.userHandle ?? this.userHandle },
    };
  }

  private client(type: string, { challenge, origin }: Asked, lies: Lies): Buffer {
    return Buffer.from(JSON.stringify({ type: lies.type ?? type, challenge, origin, crossOrigin: lies.crossOrigin ?? false }));
  }

  private data(rpId: string, { present = true, verified = true, counter = this.counter }: Lies, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([(present ? 1 : 0) | (verified ? 4 : 0) | more]), count]);
  }

  private sign(data: Buffer, client: Buffer): Buffer {
    return sign('sha256', Buffer.concat([data, sha256(client)]), this.key.privateKey);
  }
}
