import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { incentiveSubmitted } from '@tandem/incentives-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { recordIncentive, subjectOf } from '../incentive-record';
import { OwnIncentives } from './own-incentive';

/** An incentive admin submits the enrollment for the location that is associated (SM-12, INC-05). Mails that have not gone out are taken back. */
@Injectable()
export class SubmitIncentive {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly deliveries: Deliveries,
    private readonly own: OwnIncentives,
  ) {}

  /** @throws DomainError as `OwnIncentives.lock`, ACCOUNT_SUSPENDED (ORG-10), MPN_REQUIRED (MPN-07), what `Incentive.submit` refuses. */
  async run(actor: Actor & { readonly userId: string }, id: string, etag?: string): Promise<void> {
    const { incentive, addressee } = await this.own.lock(actor, 'incentive.accept', id, etag);
    requireGoodStanding(actor);
    const before = { state: incentive.state };
    if (addressee.mpnId === null) throw new DomainError({ rule: 'MPN-07', reason: 'MPN_REQUIRED', kind: 'conflict' });
    incentive.submit({ mpnId: addressee.mpnId, by: actor.userId, now: this.clock.now() });
    this.deliveries.cancel(subjectOf(id));
    recordIncentive(this.events, incentiveSubmitted, incentive, { actor, before, after: { state: incentive.state } });
    await this.em.flush();
  }
}
