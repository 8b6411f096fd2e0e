import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { secondFactorBegun } from '@tandem/identity-contract';
import type { SecondFactorSetup } from '@tandem/identity-contract';
import { SecondFactor } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { renderSVG } from 'uqr';
import { deviceUri, newSharedSecret } from '../secrets/one-time-codes';
import { SecretBox } from '../secrets/secret-box';
import type { Origin } from '../secrets/sign-in-limit';
import { recordOwn } from '../people/person-record';
import type { Person } from '../session/own-person';
import { OwnCredentials } from './own-credentials';

/** Begins to set up a second factor: makes the secret that the person's device has to learn. */
@Injectable()
export class BeginSecondFactor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
    @Inject(SecretBox) private readonly box: SecretBox,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /**
   * Begun once more, the former secret is forgotten. Asks for the password first: whoever finds a session open must not bind the account to a device of theirs.
   * @throws DomainError SIGN_IN_ELSEWHERE, SECOND_FACTOR_ACTIVE, SECOND_FACTOR_UNUSED (ROL-12), CURRENT_PASSWORD_WRONG, SIGN_IN_LIMITED (SEC-05).
   */
  async run(person: Person, password: string, from: Origin): Promise<SecondFactorSetup> {
    this.credentials.requireOwn();
    await this.credentials.requireShown(person);
    await this.credentials.requirePassword(person, password, from, 'password');
    const { userId, organisationId, email = '' } = person;
    const now = this.clock.now();
    const secret = newSharedSecret();
    const sealed = await this.box.seal(secret, userId);
    const begun = await this.em.findOne(SecondFactor, { userId });
    if (begun) begun.beginAnew(sealed, now);
    else this.em.persist(SecondFactor.begin({ userId, organisationId, secret: sealed, now }));
    recordOwn(this.events, secondFactorBegun, person);
    await this.em.flush();
    const uri = deviceUri(email, secret);
    return { secret, uri, qr: renderSVG(uri, { border: 2 }) };
  }
}
