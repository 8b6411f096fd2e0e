import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { secondFactorRemoved } from '@tandem/identity-contract';
import { DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Origin } from '../secrets/sign-in-limit';
import { recordOwn } from '../people/person-record';
import type { Person } from '../session/own-person';
import { CheckSecondFactor } from './check-second-factor';
import { OwnCredentials } from './own-credentials';
import type { Proof } from './own-credentials';

/** The person gives up their second factor; its recovery codes go with it. */
@Injectable()
export class RemoveSecondFactor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(CheckSecondFactor) private readonly check: CheckSecondFactor,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /** @throws DomainError SECOND_FACTOR_MISSING, SECOND_FACTOR_UNUSED, CODE_REFUSED, CURRENT_PASSWORD_WRONG, SIGN_IN_LIMITED. */
  async run(person: Person, proof: Proof, from: Origin): Promise<void> {
    const { userId } = person;
    if (!(await this.check.asks(userId))) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_MISSING', kind: 'conflict' });
    await this.credentials.requireShown(person);
    await this.credentials.requireProof(person, proof, from);
    await forgetSecondFactor(this.em, userId);
    recordOwn(this.events, secondFactorRemoved, person);
    await this.em.flush();
  }
}

/** Takes away a person's second factor with its recovery codes; false when there was none. */
export async function forgetSecondFactor(em: EntityManager, userId: string): Promise<boolean> {
  await em.execute('delete from recovery_code where user_id = ?', [userId]);
  return (await em.execute<unknown[]>('delete from second_factor where user_id = ? returning user_id', [userId])).length > 0;
}
