import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Incentive } from '@tandem/incentives-domain';
import { JobHandler } from '@tandem/platform-server';
import { tryAgain } from '../incentive.jobs';

/** Has the sweep look at once at what was kept, instead of on the next day: another location is associated, or the account runs again. */
@Injectable()
export class TryAgainJob extends JobHandler<typeof tryAgain> {
  readonly job = tryAgain;

  constructor(private readonly em: EntityManager) {
    super();
  }

  async handle({ organisationId }: { readonly organisationId: string }): Promise<void> {
    const kept = await this.em.find(Incentive, { organisationId, blocked: { $ne: null } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
    for (const incentive of kept) incentive.tryAgain();
    await this.em.flush();
  }
}
