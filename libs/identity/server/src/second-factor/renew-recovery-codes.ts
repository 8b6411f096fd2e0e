import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { recoveryCodesRenewed } from '@tandem/identity-contract';
import { DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Origin } from '../secrets/sign-in-limit';
import { recordOwn } from '../people/person-record';
import type { Person } from '../session/own-person';
import { CheckSecondFactor } from './check-second-factor';
import { OwnCredentials } from './own-credentials';
import type { Proof } from './own-credentials';
import { replaceRecoveryCodes } from './recovery-codes';

/** New recovery codes in the place of all there were. */
@Injectable()
export class RenewRecoveryCodes {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(CheckSecondFactor) private readonly check: CheckSecondFactor,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /** @throws DomainError SECOND_FACTOR_MISSING, SECOND_FACTOR_UNUSED, CODE_REFUSED, CURRENT_PASSWORD_WRONG, SIGN_IN_LIMITED. */
  async run(person: Person, proof: Proof, from: Origin): Promise<string[]> {
    const { userId } = person;
    if (!(await this.check.asks(userId))) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_MISSING', kind: 'conflict' });
    await this.credentials.requireShown(person);
    await this.credentials.requireProof(person, proof, from);
    const codes = await replaceRecoveryCodes(this.em, person);
    recordOwn(this.events, recoveryCodesRenewed, person);
    await this.em.flush();
    return codes;
  }
}
