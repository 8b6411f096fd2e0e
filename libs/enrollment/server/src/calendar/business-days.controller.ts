import { Controller } from '@nestjs/common';
import { enterBusinessDay, listBusinessCalendars, listBusinessDays, removeBusinessDay } from '@tandem/enrollment-contract';
import type { BusinessDayView } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { BusinessDayEntries } from './business-day-entries';

/** The business calendars of countries, for the operator (SCR-31). */
@Controller()
export class BusinessDaysController {
  constructor(private readonly entries: BusinessDayEntries) {}

  @Endpoint(listBusinessDays)
  async list(@Input() { query }: InputOf<typeof listBusinessDays>): Promise<AnswerOf<typeof listBusinessDays>> {
    return { items: await this.entries.list(query.country, query.year) };
  }

  @Endpoint(listBusinessCalendars)
  async countries(): Promise<AnswerOf<typeof listBusinessCalendars>> {
    return { items: await this.entries.countries() };
  }

  @Endpoint(enterBusinessDay)
  enter(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof enterBusinessDay>): Promise<BusinessDayView> {
    return this.entries.enter(actor, params.country, { day: params.day, ...body });
  }

  @Endpoint(removeBusinessDay)
  remove(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof removeBusinessDay>): Promise<void> {
    return this.entries.remove(actor, params.country, params.day);
  }
}
