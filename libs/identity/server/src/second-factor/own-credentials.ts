import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { PartnerUser } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import { Config } from '@tandem/platform-server';
import { opens } from '../secrets/secret-hash';
import { SignInLimit } from '../secrets/sign-in-limit';
import type { Origin } from '../secrets/sign-in-limit';
import type { Person } from '../session/own-person';
import { CheckSecondFactor } from './check-second-factor';

/** What somebody shows once more before a change of their security: the password, or a fresh code. */
export interface Proof {
  readonly password?: string;
  readonly code?: string;
}

/** Passwords and second factors that are kept here; with an outside issuer they are its business. */
@Injectable()
export class OwnCredentials {
  private readonly elsewhere: boolean;

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(SignInLimit) private readonly limit: SignInLimit,
    @Inject(CheckSecondFactor) private readonly check: CheckSecondFactor,
    @Inject(Config) config: Config,
  ) {
    this.elsewhere = config.get('OIDC_ISSUER') !== undefined;
  }

  /** @throws DomainError SIGN_IN_ELSEWHERE when people sign in at an outside issuer. */
  requireOwn(): void {
    if (this.elsewhere) throw new DomainError({ rule: 'ROL-12', reason: 'SIGN_IN_ELSEWHERE', kind: 'conflict' });
  }

  /**
   * Whoever signed in without the second factor they have must not put another one in its place, nor take it away (ROL-12).
   * @throws DomainError SECOND_FACTOR_UNUSED where everybody is asked for one.
   */
  async requireShown(person: Person): Promise<void> {
    if (person.secondFactorMissing && (await this.check.has(person.userId))) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_UNUSED', kind: 'forbidden' });
  }

  /** @throws DomainError CURRENT_PASSWORD_WRONG about `field`, SIGN_IN_LIMITED (SEC-05): counted with the failed sign-ins of the account. */
  async requirePassword(person: Person, password: string, from: Origin, field: string): Promise<void> {
    const user = await this.em.findOneOrFail(PartnerUser, { id: person.userId });
    const right = await this.limit.guard(user.email, from, async () => {
      const ok = await opens(password, [user.passwordHash]);
      return { ok, result: ok };
    });
    if (!right) throw new DomainError({ rule: 'SEC-02', reason: 'CURRENT_PASSWORD_WRONG', kind: 'invalid', field });
  }

  /** A session that was left open is not enough. @throws DomainError CODE_REFUSED, CURRENT_PASSWORD_WRONG, SIGN_IN_LIMITED. */
  async requireProof(person: Person, { password, code = '' }: Proof, from: Origin): Promise<void> {
    if (password !== undefined) return this.requirePassword(person, password, from, 'password');
    if (!(await this.check.run(person.userId, code, from))) throw new DomainError({ rule: 'ROL-12', reason: 'CODE_REFUSED', kind: 'invalid', field: 'code' });
  }
}
