import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Enrollment } from '@tandem/enrollment-domain';
import { Organisation } from '@tandem/identity-domain';
import { JobHandler } from '@tandem/platform-server';
import { recountWindows } from '../enrollment.jobs';
import { BusinessCalendars } from './business-calendars';

/** Says anew when reviews under way are due, after the calendar of their country changed (TIM-01). What is late already stays late. */
@Injectable()
export class RecountWindowsJob extends JobHandler<typeof recountWindows> {
  readonly job = recountWindows;

  constructor(
    private readonly em: EntityManager,
    private readonly calendars: BusinessCalendars,
  ) {
    super();
  }

  async handle({ country }: { readonly country: string }): Promise<void> {
    const calendar = await this.calendars.of(country);
    const here = await this.em.find(Organisation, { country }, { fields: ['id'] });
    const open = await this.em.find(Enrollment, { state: 'in_review', organisationId: { $in: here.map(({ id }) => id) } }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    for (const enrollment of open) enrollment.recount(calendar);
    await this.em.flush();
  }
}
