import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { IncentiveProgramView, PlannedMail } from '@tandem/incentives-contract';
import { INCENTIVE_PROGRAM_DATA, INCENTIVE_PROGRAM_NAMES, INVITATION_DAY, planIncentive, validSlots } from '@tandem/incentives-domain';
import type { IncentivePlan, IncentiveProgram, IncentiveSchedule } from '@tandem/incentives-domain';
import { calendarDaysBetween, Clock } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { IncentiveSchedules } from '../starting/incentive-schedules';
import { zoneOf } from '../zone-of';
import { termView } from './incentive.view';
import { IncentiveViews, isOperator } from './incentive-views';
import { conditionsOf, readPage } from './list-incentives';

/** The mails that a schedule leads to from T0 on, if nobody answers and each goes out on its day; days are counted in a zone (TIM-08). */
export function plannedMails(program: IncentiveProgram, startedAt: Date, schedule: IncentiveSchedule, zone: string): { plan: IncentivePlan; mails: PlannedMail[] } {
  const plan = planIncentive(program, startedAt, schedule);
  const slots = validSlots({ ...plan, startedAt, invitedAt: plan.inviteAt, reminderDays: schedule.reminderDays });
  const mails = [{ day: INVITATION_DAY, at: plan.inviteAt }, ...slots];
  return { plan, mails: mails.map(({ day, at }) => ({ day, at: at.toISOString(), daysLeft: calendarDaysBetween(at, plan.enrollDueAt, zone) })) };
}

/** The incentive programs, with where somebody's organisation stands in them. */
@Injectable()
export class IncentivePrograms {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly schedules: IncentiveSchedules,
    private readonly views: IncentiveViews,
  ) {}

  /** Operators see all of them; partners those of the programs that they hold. */
  async listFor(actor: Actor): Promise<IncentiveProgramView[]> {
    const offered = INCENTIVE_PROGRAM_NAMES.filter((program) => isOperator(actor) || actor.programs.includes(INCENTIVE_PROGRAM_DATA[program].eligible));
    const rows = isOperator(actor) ? [] : await readPage(this.em, conditionsOf(actor, {}, this.clock.now()), undefined, INCENTIVE_PROGRAM_NAMES.length * 10);
    const items: IncentiveProgramView[] = [];
    for (const program of offered) {
      const own = rows.find((row) => row.program === program);
      items.push({ ...(await this.view(program)), ...(own ? { incentive: await this.views.view(actor, own) } : {}) });
    }
    return items;
  }

  async view(program: IncentiveProgram): Promise<IncentiveProgramView> {
    const { name, eligible, inviteWithinDays, enrollWithinDays, documents } = INCENTIVE_PROGRAM_DATA[program];
    const { inviteDelayDays, reminderDays, version } = await this.schedules.of(program);
    return {
      ...{ program, name: { ...name }, eligible, startsWith: 'program_active', inviteWithinDays, enrollWithinDays, documents: [...documents] },
      ...{ schedule: { inviteDelayDays, reminderDays: [...reminderDays] }, term: termView(program, this.clock.now()), ...resource('IncentiveProgram', '/incentives', version) },
    };
  }

  /** What a schedule, or the present one, makes of an instant. */
  async plan(actor: Actor, program: IncentiveProgram, { startedAt = this.clock.now(), ...given }: { startedAt?: Date } & Partial<IncentiveSchedule>) {
    const schedule = { ...(await this.schedules.of(program)), ...given };
    const { plan, mails } = plannedMails(program, startedAt, schedule, zoneOf(actor.country));
    return { startedAt: startedAt.toISOString(), inviteDueAt: plan.inviteDueAt.toISOString(), enrollDueAt: plan.enrollDueAt.toISOString(), mails };
  }
}
