import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveScheduleChanged } from '@tandem/incentives-contract';
import type { IncentiveProgram, IncentiveSchedule } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { IncentiveSchedules } from '../starting/incentive-schedules';

const SAVE = `
insert into incentive_schedule (program, invite_delay_days, reminder_days, changed_by, changed_at) values (?, ?, ?::jsonb, ?::uuid, ?)
on conflict (program) do update set invite_delay_days = excluded.invite_delay_days, reminder_days = excluded.reminder_days, changed_by = excluded.changed_by,
  changed_at = excluded.changed_at, version = incentive_schedule.version + 1`;

/** The operator sets when the mails of a program go out: for incentives that start afterwards, so that nobody's plan changes under way. */
@Injectable()
export class ChangeSchedule {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly schedules: IncentiveSchedules,
  ) {}

  /** @throws DomainError STALE when it was changed meanwhile. */
  async run(actor: Actor, program: IncentiveProgram, { inviteDelayDays, reminderDays }: IncentiveSchedule, etag?: string): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`incentive schedule ${program}`]);
    const { version, ...before } = await this.schedules.of(program);
    expectVersion({ version }, etag);
    const schedule = { inviteDelayDays, reminderDays: [...reminderDays] };
    await this.em.execute(SAVE, [program, inviteDelayDays, JSON.stringify(reminderDays), actor.userId ?? null, this.clock.now()]);
    this.events.add(incentiveScheduleChanged, { actor, organisations: [], subjects: [], data: { program, schedule }, before: { ...before }, after: { ...schedule } });
  }
}
