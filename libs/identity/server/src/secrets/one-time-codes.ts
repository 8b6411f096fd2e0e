import { randomBytes } from 'node:crypto';
import { RECOVERY_CODES } from '@tandem/identity-domain';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { tokenHash } from './secret-hash';

/** Letters and digits without look-alikes; 32 of them, so that every byte gives each with the same chance. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz123456789';

/** A new shared secret of 160 bits, in Base32 (RFC 4226, 4). */
export const newSharedSecret = (): string => generateSecret();

/** What a device reads from the picture: `otpauth://totp/…`, six digits every thirty seconds. */
export const deviceUri = (email: string, secret: string): string => generateURI({ issuer: 'Tandem', label: email, secret });

/**
 * Time step of a code (RFC 6238); undefined when it is none of the present step, the one before or the one after: clocks differ,
 * and typing takes time.
 * @param at real time in seconds since 1970.
 */
export function stepOfCode(secret: string, code: string, at = Date.now() / 1000): number | undefined {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const result = verifySync({ secret, token, epoch: Math.floor(at), epochTolerance: 30 });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** Characters of a recovery code: 120 bits, so that a hash without salt and stretching is enough. */
const RECOVERY_LENGTH = 24;

/** New recovery codes, in groups to copy by hand. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    [...randomBytes(RECOVERY_LENGTH)].map((byte, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${ALPHABET.charAt(byte % ALPHABET.length)}`).join(''),
  );

/** What is kept of a recovery code, however it was typed; undefined when it cannot be one. */
export function recoveryHash(code: string): string | undefined {
  const typed = code.toLowerCase().replaceAll(/[\s-]/g, '');
  return typed.length === RECOVERY_LENGTH ? tokenHash(typed) : undefined;
}
