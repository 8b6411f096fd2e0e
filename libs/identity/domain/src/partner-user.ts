import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';

/** Somebody invited has no password yet; a deactivated person cannot sign in, and tokens of theirs stop working at once. */
export type UserState = 'invited' | 'active' | 'deactivated';

/** Languages a person can choose. */
export type Locale = 'de' | 'en';

const PartnerUserSchema = defineEntity({
  name: 'PartnerUser',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    /** Lower case, unique over the installation: it is the name a person signs in with. */
    email: p.text(),
    firstName: p.text(),
    lastName: p.text(),
    locale: p.text().$type<Locale>(),
    /** argon2id, with its parameters (PHC string). */
    passwordHash: p.text(),
    mustChangePassword: p.boolean(),
    state: p.text().$type<UserState>(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    version: p.integer().version(),
  },
});

/** A person who works for an organisation. */
export class PartnerUser extends PartnerUserSchema.class {
  /** A new person; the password is temporary and must be changed at the first sign-in (ROL-06, SEC-03) unless told otherwise. */
  static welcome(given: {
    id?: string;
    organisationId: string;
    email: string;
    firstName: string;
    lastName: string;
    locale: Locale;
    passwordHash: string;
    mustChangePassword?: boolean;
    /** The person chooses the first password behind a link; until then `passwordHash` is of one that nobody knows. */
    invited?: boolean;
    now: Date;
  }): PartnerUser {
    const user = new PartnerUser();
    user.id = given.id ?? newId();
    user.organisationId = given.organisationId;
    user.email = given.email.trim().toLowerCase();
    user.firstName = given.firstName.trim();
    user.lastName = given.lastName.trim();
    user.locale = given.locale;
    user.passwordHash = given.passwordHash;
    user.mustChangePassword = given.mustChangePassword ?? true;
    user.state = given.invited ? 'invited' : 'active';
    user.createdAt = given.now;
    return user;
  }

  /** Takes over another name or language; what is undefined stays. */
  describe({ firstName = this.firstName, lastName = this.lastName, locale = this.locale }: { firstName?: string | undefined; lastName?: string | undefined; locale?: Locale | undefined }): void {
    this.firstName = firstName.trim();
    this.lastName = lastName.trim();
    this.locale = locale;
  }

  /** The invited person has chosen a first password. */
  join(passwordHash: string): void {
    this.changePassword(passwordHash);
    this.state = 'active';
  }

  /** The invited person was identified by an outside issuer; the password stays one that nobody knows. */
  joinElsewhere(): void {
    this.mustChangePassword = false;
    this.state = 'active';
  }

  /**
   * Replaces the password by a temporary one that somebody else will know, until the person chooses another (SEC-03).
   * @throws DomainError as `requireReset`.
   */
  resetPassword(passwordHash: string, actorId: string | undefined): void {
    this.requireReset(actorId);
    this.passwordHash = passwordHash;
    this.mustChangePassword = true;
  }

  /** @throws DomainError SELF_RESET, PERSON_INVITED, PERSON_DEACTIVATED: whose password somebody else may reset (SEC-03). */
  requireReset(actorId: string | undefined): void {
    if (this.id === actorId) throw new DomainError({ rule: 'SEC-03', reason: 'SELF_RESET', kind: 'conflict' });
    if (this.state === 'invited') throw new DomainError({ rule: 'ROL-06', reason: 'PERSON_INVITED', kind: 'conflict' });
    if (this.state === 'deactivated') throw new DomainError({ rule: 'ROL-06', reason: 'PERSON_DEACTIVATED', kind: 'conflict' });
  }

  /** Replaces the password by one the person chose; `passwordHash` is of a password that `requirePassword` let through. */
  changePassword(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.mustChangePassword = false;
  }

  /**
   * Ends the person's access; of somebody invited the invitation with it.
   * @param otherGlobalAdmins how many other active Global admins the organisation has.
   * @throws DomainError LAST_GLOBAL_ADMIN, SELF_DEACTIVATION (ROL-09).
   */
  deactivate(isGlobalAdmin: boolean, otherGlobalAdmins: number, actorId?: string): void {
    if (this.id === actorId) throw new DomainError({ rule: 'ROL-09', reason: 'SELF_DEACTIVATION', kind: 'conflict' });
    // Whoever never came is none that the organisation could rely on.
    if (this.state === 'active' && isGlobalAdmin && otherGlobalAdmins === 0) throw new DomainError({ rule: 'ROL-09', reason: 'LAST_GLOBAL_ADMIN', kind: 'conflict' });
    this.state = 'deactivated';
  }

  /** Gives the access back, with the roles and the password held before; whoever had not joined is invited again. */
  reactivate(hasJoined: boolean): void {
    this.state = hasJoined ? 'active' : 'invited';
  }
}

PartnerUserSchema.setClass(PartnerUser);
