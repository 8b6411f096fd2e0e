import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveProfilesSaved } from '@tandem/incentives-contract';
import type { IncentiveProfiles } from '@tandem/incentives-contract';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { recordIncentive } from '../incentive-record';
import { OwnIncentives } from './own-incentive';

/** An incentive admin says where payouts go and how the partner is taxed (INC-08). */
@Injectable()
export class SaveProfiles {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly own: OwnIncentives,
  ) {}

  /** What was saved is told by its name only. @throws DomainError as `OwnIncentives.lock`, `Incentive.saveProfiles`. */
  async run(actor: Actor, id: string, given: IncentiveProfiles, etag?: string): Promise<void> {
    const { incentive } = await this.own.lock(actor, 'incentive.edit', id, etag);
    const saved = incentive.saveProfiles(given);
    if (saved.length > 0) recordIncentive(this.events, incentiveProfilesSaved, incentive, { actor, data: { saved: [...saved] } });
    await this.em.flush();
  }
}
