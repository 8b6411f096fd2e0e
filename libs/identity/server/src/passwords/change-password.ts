import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { passwordChanged } from '@tandem/identity-contract';
import { Organisation, PartnerUser, requirePassword } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordThemselves } from '../people/person-record';
import type { Origin } from '../secrets/sign-in-limit';
import { hashSecret, opens } from '../secrets/secret-hash';
import { OwnCredentials } from '../second-factor/own-credentials';
import { EndAccess } from '../session/end-access';
import type { Staying } from '../session/end-access';
import type { Person } from '../session/own-person';

interface Wish {
  readonly current: string;
  readonly next: string;
  readonly from: Origin;
  /** Hash of the session in which the person acts; it stays. */
  readonly session: string | undefined;
}

/** Replaces a password by one that the person chose, and ends whatever the former one has opened. */
@Injectable()
export class ChangePassword {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
    @Inject(EndAccess) private readonly access: EndAccess,
  ) {}

  /**
   * In the place of a temporary password, at the sign-in of this id.
   * @throws DomainError about `password`: PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_EMAIL, PASSWORD_FROM_NAMES, PASSWORD_COMMON, PASSWORD_UNCHANGED (SEC-03).
   */
  async run(userId: string, password: string, signIn: string): Promise<void> {
    await this.change(userId, password, 'password', { signIn });
  }

  /** In the console. @throws DomainError the same about `next`; CURRENT_PASSWORD_WRONG about `current`, SIGN_IN_LIMITED, SIGN_IN_ELSEWHERE. */
  async own(person: Person, { current, next, from, session }: Wish): Promise<void> {
    this.credentials.requireOwn();
    await this.credentials.requirePassword(person, current, from, 'current');
    await this.change(person.userId, next, 'next', { session });
  }

  private async change(userId: string, password: string, field: string, staying: Staying): Promise<void> {
    const user = await this.em.findOneOrFail(PartnerUser, { id: userId, state: 'active' });
    const { name } = await this.em.findOneOrFail(Organisation, { id: user.organisationId });
    requirePassword(password, { email: user.email, organisationName: name }, field);
    if (await opens(password, [user.passwordHash])) throw new DomainError({ rule: 'SEC-03', reason: 'PASSWORD_UNCHANGED', kind: 'invalid', field });
    user.changePassword(await hashSecret(password));
    await this.access.run(userId, staying);
    await recordThemselves(this.em, this.events, passwordChanged, userId);
    await this.em.flush();
  }
}
