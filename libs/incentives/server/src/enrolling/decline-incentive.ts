import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveDeclined } from '@tandem/incentives-contract';
import { Clock } from '@tandem/platform-kernel';
import { Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { recordIncentive, subjectOf } from '../incentive-record';
import { OwnIncentives } from './own-incentive';

/** An incentive admin declines; the incentive of the other program stays as it is (INC-04). Mails that have not gone out are taken back. */
@Injectable()
export class DeclineIncentive {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly deliveries: Deliveries,
    private readonly own: OwnIncentives,
  ) {}

  /** @throws DomainError as `OwnIncentives.lock`, what `Incentive.decline` refuses. */
  async run(actor: Actor, id: string, etag?: string): Promise<void> {
    const { incentive } = await this.own.lock(actor, 'incentive.accept', id, etag);
    const before = { state: incentive.state };
    incentive.decline(this.clock.now());
    this.deliveries.cancel(subjectOf(id));
    recordIncentive(this.events, incentiveDeclined, incentive, { actor, before, after: { state: incentive.state } });
    await this.em.flush();
  }
}
