import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { secondFactorReset } from '@tandem/identity-contract';
import { PartnerUser } from '@tandem/identity-domain';
import { DomainError, notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { forgetPasskeys } from '../passkeys/remove-passkey';
import { recordPerson } from '../people/person-record';
import { forgetSecondFactor } from './remove-second-factor';

/**
 * An admin helps somebody who has lost their device, and with it their passkeys: all of them are taken away, and the next sign-in asks for the password alone.
 * Nothing else ends.
 */
@Injectable()
export class ResetSecondFactor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
  ) {}

  /**
   * @throws DomainError SELF_RESET for one's own, which asks for a proof (`RemoveSecondFactor`), NOT_FOUND also for somebody of another organisation (SEC-01),
   * SECOND_FACTOR_MISSING when there is neither a second factor nor a passkey.
   */
  async run(actor: Actor, userId: string): Promise<void> {
    if (actor.userId === userId) throw new DomainError({ rule: 'SEC-03', reason: 'SELF_RESET', kind: 'conflict' });
    const { organisationId } = actor;
    if (!(await this.em.findOne(PartnerUser, { id: userId, organisationId }))) throw notFound();
    const forgotten = [await forgetSecondFactor(this.em, userId), await forgetPasskeys(this.em, userId)];
    if (!forgotten.includes(true)) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_MISSING', kind: 'conflict' });
    recordPerson(this.events, secondFactorReset, { id: userId, organisationId }, { actor });
    await this.em.flush();
  }
}
