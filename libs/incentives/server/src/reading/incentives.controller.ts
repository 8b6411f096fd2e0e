import { Controller } from '@nestjs/common';
import { changeIncentiveSchedule, listIncentives, planIncentiveMails } from '@tandem/incentives-contract';
import type { IncentiveProgramView } from '@tandem/incentives-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ChangeSchedule } from '../operating/change-schedule';
import { IncentivePrograms } from './incentive-programs';

/** The incentive programs: for partners where they stand, for operators their schedules. */
@Controller()
export class IncentivesController {
  constructor(
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

  @Endpoint(changeIncentiveSchedule)
  async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof changeIncentiveSchedule>): Promise<IncentiveProgramView> {
    await this.changing.run(actor, params.program, body, etag);
    return this.programs.view(params.program);
  }
}
