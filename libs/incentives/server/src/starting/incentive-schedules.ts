import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { IncentiveProgram, IncentiveSchedule } from '@tandem/incentives-domain';
import { Config, query } from '@tandem/platform-server';

/** A schedule, and how often it was changed. */
export interface KeptSchedule extends IncentiveSchedule {
  readonly version: number;
}

/** When the mails of each program go out: as the operator set it, else as the installation is configured. */
@Injectable()
export class IncentiveSchedules {
  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  async of(program: IncentiveProgram): Promise<KeptSchedule> {
    const [kept] = await query<KeptSchedule>(this.em, 'select invite_delay_days as "inviteDelayDays", reminder_days as "reminderDays", version from incentive_schedule where program = ?', [program]);
    return kept ?? { inviteDelayDays: this.config.get('INCENTIVE_INVITE_DELAY_DAYS'), reminderDays: this.config.get('REMINDER_DAYS'), version: 0 };
  }
}
