import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { secondFactorReset } from '@tandem/identity-contract';
import { PartnerUser } from '@tandem/identity-domain';
import { DomainError, notFound } from '@tandem/platform-kernel';
import { Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { sendPasswordNotice } from '../links/account-links.jobs';
import { forgetPasskeys } from '../passkeys/remove-passkey';
import { recordPerson, subjectOfPerson } from '../people/person-record';
import { forgetSecondFactor } from './remove-second-factor';

/**
 * An admin helps somebody who has lost their device, and with it their passkeys: all of them are taken away, the next sign-in asks for the password alone,
 * and a mail tells the person so. Nothing else ends.
 */
@Injectable()
export class ResetSecondFactor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  /**
   * @throws DomainError SELF_RESET for one's own, which asks for a proof (`RemoveSecondFactor`), NOT_FOUND also for somebody of another organisation (SEC-01),
   * SECOND_FACTOR_MISSING when there is neither a second factor nor a passkey.
   */
  async run(actor: Actor, userId: string): Promise<void> {
    if (actor.userId === userId) throw new DomainError({ rule: 'SEC-03', reason: 'SELF_RESET', kind: 'conflict' });
    const { organisationId } = actor;
    const user = await this.em.findOne(PartnerUser, { id: userId, organisationId });
    if (!user) throw notFound();
    const forgotten = [await forgetSecondFactor(this.em, userId), await forgetPasskeys(this.em, userId)];
    if (!forgotten.includes(true)) throw new DomainError({ rule: 'ROL-12', reason: 'SECOND_FACTOR_MISSING', kind: 'conflict' });
    if (user.state === 'active') this.deliveries.add({ template: 'second_factor_reset', recipient: user.email, locale: user.locale, subject: subjectOfPerson(userId), organisationId, job: sendPasswordNotice });
    recordPerson(this.events, secondFactorReset, user, { actor });
    await this.em.flush();
  }
}
