import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ProgramMembership } from '@tandem/identity-domain';
import { incentiveStarted } from '@tandem/incentives-contract';
import { Incentive, incentiveOf, onDay } from '@tandem/incentives-domain';
import { Config, Events, JobHandler } from '@tandem/platform-server';
import { startIncentives } from '../incentive.jobs';
import { recordIncentive } from '../incentive-record';
import { IncentiveSchedules } from './incentive-schedules';

/** Starts the incentives of the programs that an organisation holds and that have none yet: each by itself, from the day on which its program became active (INC-01, INC-04). */
@Injectable()
export class StartIncentivesJob extends JobHandler<typeof startIncentives> {
  readonly job = startIncentives;

  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly schedules: IncentiveSchedules,
    private readonly config: Config,
  ) {
    super();
  }

  async handle({ organisationId }: { readonly organisationId: string }): Promise<void> {
    const memberships = await this.em.find(ProgramMembership, { organisationId, state: { $ne: 'ended' } });
    const begun = await this.em.find(Incentive, { organisationId });
    for (const membership of memberships) {
      const program = incentiveOf(membership, { newResellers: this.config.get('INCENTIVE_FOR_NEW_RESELLERS') });
      if (program === undefined || begun.some((one) => one.program === program)) continue;
      const { since: startedAt, agreementSigner } = membership;
      // A signature that was taken over mails nobody at that moment (EML-12): the invitation waits for the next day.
      const notBefore = agreementSigner === null ? startedAt : onDay(startedAt, 1);
      const incentive = Incentive.start({ organisationId, program, startedAt, schedule: await this.schedules.of(program), notBefore });
      this.em.persist(incentive);
      recordIncentive(this.events, incentiveStarted, incentive, { after: { state: incentive.state, inviteDueAt: incentive.inviteDueAt } });
    }
    await this.em.flush();
  }
}
