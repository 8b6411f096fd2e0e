import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let nobody: Promise<string> | undefined;

/** argon2id of a password or client secret, as a PHC string with its parameters. */
export const hashSecret = (secret: string): Promise<string> => hash(secret, COST);

/**
 * Whether a secret belongs to one of the hashes. Without a hash the same work is done against one that nothing opens, so that
 * the time says nothing about who exists.
 */
export async function opens(secret: string, hashes: readonly string[]): Promise<boolean> {
  if (hashes.length === 0) {
    nobody ??= hashSecret(randomBytes(32).toString('base64url'));
    await verify(await nobody, secret);
    return false;
  }
  const results = await Promise.all(hashes.map((known) => verify(known, secret)));
  return results.includes(true);
}

/** A random token of 256 bits, safe in cookies and URLs. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A password for a first sign-in: 20 random characters without look-alikes (SEC-03), about 114 bits. */
export function newPassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  let password = '';
  while (password.length < 20) {
    // Bytes beyond the last whole multiple would favour the first letters.
    for (const byte of randomBytes(32))
      if (byte < alphabet.length * 4 && password.length < 20) password += alphabet.charAt(byte % alphabet.length);
  }
  return password;
}

/** SHA-256 of a random token: enough where the token has 256 bits of its own. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');
