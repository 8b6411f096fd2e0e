import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';

/** A deactivated person cannot sign in, and tokens of theirs stop working at once. */
export type UserState = 'active' | 'deactivated';

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
    user.state = 'active';
    user.createdAt = given.now;
    return user;
  }

  /** Replaces the password by one the person chose; `passwordHash` is of a password that `requirePassword` let through. */
  changePassword(passwordHash: string): void {
    this.passwordHash = passwordHash;
    this.mustChangePassword = false;
  }

  /**
   * Ends the person's access.
   * @param otherGlobalAdmins how many other active Global admins the organisation has.
   * @throws DomainError LAST_GLOBAL_ADMIN (ROL-09).
   */
  deactivate(isGlobalAdmin: boolean, otherGlobalAdmins: number): void {
    if (isGlobalAdmin && otherGlobalAdmins === 0) throw new DomainError({ rule: 'ROL-09', reason: 'LAST_GLOBAL_ADMIN', kind: 'conflict' });
    this.state = 'deactivated';
  }
}

PartnerUserSchema.setClass(PartnerUser);
