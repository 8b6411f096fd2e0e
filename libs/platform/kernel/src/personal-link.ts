import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a personal link names: one generation of one record. */
export interface LinkTarget {
  readonly id: string;
  readonly generation: number;
}

const SHAPE = /^(k[0-9a-f]{8})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/;

/** Names worked out already; there are as many as an installation has keys. */
const names = new Map<string, string>();

/** A key's public name: it follows from the key, so that adding or dropping other keys changes no link. */
function keyName(key: string): string {
  const name = names.get(key) ?? `k${createHash('sha256').update(`link key ${key}`).digest('hex').slice(0, 8)}`;
  names.set(key, name);
  return name;
}

const signature = (key: string, purpose: string, signed: string): string => createHmac('sha256', key).update(purpose === '' ? signed : `${purpose} ${signed}`).digest('base64url');

/** Name of the key that signs new links: the first of `keys`, which are newest first. */
export function newestKeyName([newest]: readonly string[]): string {
  if (newest === undefined) throw new Error('A personal link needs a signing key');
  return keyName(newest);
}

/**
 * The token of a personal link: key name, record, generation and an HMAC-SHA256 (256 bit) over all three (INV-02).
 * Nothing secret about it is stored, so no table gives a link away. The key's name keeps a link the same when a newer key is
 * added; when its key has been dropped, the link is dead and the newest key signs another one. `purpose` is signed along, so that a
 * link is good for one thing only (SEC-02); invitations, whose links are older than it, have none.
 */
export function signLink({ id, generation }: LinkTarget, name: string, keys: readonly string[], purpose = ''): string {
  const key = keys.find((candidate) => keyName(candidate) === name) ?? keys[0];
  if (key === undefined) throw new Error('A personal link needs a signing key');
  const signed = `${keyName(key)}.${id}.${generation}`;
  return `${signed}.${signature(key, purpose, signed)}`;
}

/**
 * What a token names, if one of the keys has signed exactly this text for this purpose; undefined for everything else (INV-02). The
 * comparison takes the same time wherever the first difference stands. Whether the generation is still the newest one is not decided here.
 */
export function readLink(token: string, keys: readonly string[], purpose = ''): LinkTarget | undefined {
  const [, name, id, generation, given] = SHAPE.exec(token) ?? [];
  if (name === undefined || id === undefined || generation === undefined || given === undefined) return undefined;
  const key = keys.find((candidate) => keyName(candidate) === name);
  if (key === undefined) return undefined;
  const expected = signature(key, purpose, `${name}.${id}.${generation}`);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(given)) ? { id, generation: Number(generation) } : undefined;
}
