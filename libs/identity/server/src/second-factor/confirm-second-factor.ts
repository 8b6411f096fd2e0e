import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { secondFactorConfirmed } from '@tandem/identity-contract';
import { SecondFactor } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { stepOfCode } from '../secrets/one-time-codes';
import { SecretBox } from '../secrets/secret-box';
import { SignInLimit } from '../secrets/sign-in-limit';
import type { Origin } from '../secrets/sign-in-limit';
import { recordOwn } from '../people/person-record';
import type { Person } from '../session/own-person';
import { OwnCredentials } from './own-credentials';
import { replaceRecoveryCodes } from './recovery-codes';

/** The person's device gives the right codes: from now on sign-ins ask for one. */
@Injectable()
export class ConfirmSecondFactor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
    @Inject(SecretBox) private readonly box: SecretBox,
    @Inject(SignInLimit) private readonly limit: SignInLimit,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /** The recovery codes, this once. @throws DomainError SECOND_FACTOR_NOT_BEGUN, SECOND_FACTOR_UNUSED, SECOND_FACTOR_ACTIVE, CODE_REFUSED, SIGN_IN_LIMITED. */
  async run(person: Person, code: string, from: Origin): Promise<string[]> {
    const { userId } = person;
    const factor = await this.em.findOne(SecondFactor, { userId });
    const opened = factor && (await this.box.open(factor.secret, userId));
    if (!factor || !opened) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_NOT_BEGUN', kind: 'conflict' });
    await this.credentials.requireShown(person);
    const step = await this.limit.guard(`second factor of ${userId}`, from, () => {
      const result = stepOfCode(opened.secret, code);
      return Promise.resolve({ ok: result !== undefined, result });
    });
    factor.confirm(step, this.clock.now());
    const codes = await replaceRecoveryCodes(this.em, person);
    recordOwn(this.events, secondFactorConfirmed, person);
    await this.em.flush();
    return codes;
  }
}
