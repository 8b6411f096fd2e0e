import { defineEntity, p } from '@mikro-orm/core';
import { DomainError } from '@tandem/platform-kernel';

/** How many recovery codes a person gets at once. */
export const RECOVERY_CODES = 10;

const SecondFactorSchema = defineEntity({
  name: 'SecondFactor',
  properties: {
    /** The person; everybody has one second factor at most. */
    userId: p.uuid().primary(),
    organisationId: p.uuid(),
    /** The shared secret, encrypted (see `SecretBox`). */
    secret: p.text(),
    /** Absent until the person has shown that their device gives the right codes. */
    confirmedAt: p.datetime().columnType('timestamptz(3)').nullable(),
    /** Time step of the last code that was taken (RFC 6238, 5.2): that one and all before it are spent. */
    lastStep: p.integer().nullable(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    version: p.integer().version(),
  },
});

/** A person's device that gives time-based codes (ROL-12). */
export class SecondFactor extends SecondFactorSchema.class {
  /** Begins to set one up; it counts only after `confirm`. */
  static begin(given: { userId: string; organisationId: string; secret: string; now: Date }): SecondFactor {
    const factor = new SecondFactor();
    factor.userId = given.userId;
    factor.organisationId = given.organisationId;
    factor.secret = given.secret;
    factor.createdAt = given.now;
    return factor;
  }

  /** Whether a sign-in asks for its code. */
  isActive(): boolean {
    return this.confirmedAt !== null && this.confirmedAt !== undefined;
  }

  /** Begins anew with another secret. @throws DomainError SECOND_FACTOR_ACTIVE: the present one has to be removed first. */
  beginAnew(secret: string, now: Date): void {
    if (this.isActive()) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_ACTIVE', kind: 'conflict' });
    this.secret = secret;
    this.createdAt = now;
    this.lastStep = null;
  }

  /**
   * From now on sign-ins ask for it.
   * @param step the time step of the code that the person typed; undefined when it is none of the secret's.
   * @throws DomainError SECOND_FACTOR_ACTIVE, CODE_REFUSED.
   */
  confirm(step: number | undefined, now: Date): void {
    if (this.isActive()) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_ACTIVE', kind: 'conflict' });
    if (!this.take(step)) throw new DomainError({ rule: 'ROL-12', reason: 'CODE_REFUSED', kind: 'invalid', field: 'code' });
    this.confirmedAt = now;
  }

  /** Whether a code of this time step is taken; it, and every earlier one, is spent then. */
  take(step: number | undefined): boolean {
    if (step === undefined || step <= (this.lastStep ?? -1)) return false;
    this.lastStep = step;
    return true;
  }

  /** Keeps the same secret under a newer key. */
  keepUnder(secret: string): void {
    this.secret = secret;
  }
}

SecondFactorSchema.setClass(SecondFactor);
