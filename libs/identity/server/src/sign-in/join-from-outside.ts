import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { personJoined } from '@tandem/identity-contract';
import { AccountLink, PartnerUser } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordThemselves } from '../people/person-record';

/** Takes up the invitation of a person whom an outside issuer has identified: nobody has to choose a password that is never asked for (ROL-06). */
@Injectable()
export class JoinFromOutside {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** How the person stands from now on; `expired`: still invited, by an invitation that has ended. */
  run(userId: string): Promise<'active' | 'deactivated' | 'expired'> {
    return this.em.fork().transactional(async (em) => {
      // The person before the link, as everywhere.
      const user = await em.findOneOrFail(PartnerUser, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (user.state !== 'invited') return user.state;
      const link = await em.findOne(AccountLink, { userId, purpose: 'join' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const now = this.clock.now();
      if (!link?.isLive(now)) return 'expired';
      link.use(now);
      user.joinElsewhere();
      await recordThemselves(em, this.events, personJoined, userId, { before: { state: 'invited' }, after: { state: user.state } });
      return 'active';
    });
  }
}
