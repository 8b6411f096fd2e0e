import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { changeIncentiveSchedule, incentiveFunnel, listIncentives, planIncentiveMails } from '@tandem/incentives-contract';
import type { IncentiveProgramView } from '@tandem/incentives-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { collection, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ChangeSchedule } from '../operating/change-schedule';
import { funnelOf } from './incentive-funnel';
import { IncentivePrograms } from './incentive-programs';

/** The incentive programs: for partners where they stand, for operators their schedules. */
@Controller()
export class IncentivesController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly programs: IncentivePrograms,
    private readonly changing: ChangeSchedule,
  ) {}

  @Endpoint(listIncentives)
  async list(@CurrentActor() actor: Actor, @Input() _input: InputOf<typeof listIncentives>): Promise<AnswerOf<typeof listIncentives>> {
    return collection(await this.programs.listFor(actor), { path: '/incentives' });
  }

  @Endpoint(planIncentiveMails)
  plan(@CurrentActor() actor: Actor, @Input() { params, query }: InputOf<typeof planIncentiveMails>): Promise<AnswerOf<typeof planIncentiveMails>> {
    const { startedAt, inviteDelayDays, reminderDays } = query;
    return this.programs.plan(actor, params.program, {
      ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
      ...(inviteDelayDays === undefined ? {} : { inviteDelayDays }),
      ...(reminderDays === undefined ? {} : { reminderDays }),
    });
  }

  @Endpoint(incentiveFunnel)
  funnel(@Input() { params, query }: InputOf<typeof incentiveFunnel>): Promise<AnswerOf<typeof incentiveFunnel>> {
    return funnelOf(this.em, params.program, query, this.clock.now());
  }

  @Endpoint(changeIncentiveSchedule)
  async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof changeIncentiveSchedule>): Promise<IncentiveProgramView> {
    await this.changing.run(actor, params.program, body, etag);
    return this.programs.view(params.program);
  }
}
