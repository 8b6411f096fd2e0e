import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';

/** Passkeys that a person may have at once. */
export const MOST_PASSKEYS = 10;

const PasskeySchema = defineEntity({
  name: 'Passkey',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    userId: p.uuid(),
    /** What its person calls it. */
    name: p.text(),
    /** How the authenticator names it (base64url); one person has it, and nobody else. */
    credentialId: p.text(),
    /** COSE key (RFC 9052), base64url; the private one never leaves the authenticator. */
    publicKey: p.text(),
    /** How often it has signed, as the authenticator counts; 0 where it does not count. */
    counter: p.bigint('number'),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    lastUsedAt: p.datetime().columnType('timestamptz(3)').nullable(),
  },
});

/** What an authenticator tells of a new passkey. */
export interface NewCredential {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
}

/** A key of a person's device that signs sign-ins after it has made sure of its person: both factors in one (ROL-12). */
export class Passkey extends PasskeySchema.class {
  /** @param held how many the person has already. @throws DomainError PASSKEY_LIMIT. */
  static register(given: NewCredential & { userId: string; organisationId: string; name: string; held: number; now: Date }): Passkey {
    requireRoom(given.held);
    const passkey = new Passkey();
    passkey.id = newId();
    passkey.organisationId = given.organisationId;
    passkey.userId = given.userId;
    passkey.name = given.name;
    passkey.credentialId = given.credentialId;
    passkey.publicKey = given.publicKey;
    passkey.counter = given.counter;
    passkey.createdAt = given.now;
    passkey.lastUsedAt = null;
    return passkey;
  }

  /** Gives it another name. */
  rename(name: string): void {
    this.name = name;
  }
}

/** @throws DomainError PASSKEY_LIMIT when a person with so many passkeys may not add another one. */
export function requireRoom(held: number): void {
  if (held >= MOST_PASSKEYS) throw new DomainError({ rule: 'ROL-12', reason: 'PASSKEY_LIMIT', kind: 'conflict' });
}

PasskeySchema.setClass(Passkey);
