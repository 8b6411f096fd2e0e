import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { BusinessCalendar } from '@tandem/platform-kernel';
import { Config, query } from '@tandem/platform-server';
import { publicHolidays } from './public-holidays';

/** Which days count in a country: without its public holidays, plus and minus what the operator entered (TIM-01). */
@Injectable()
export class BusinessCalendars {
  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /** @param country ISO 3166-1 alpha-2; one without known holidays has Monday to Friday. */
  async of(country: string): Promise<BusinessCalendar> {
    const entered = await query<{ day: string; kind: 'free' | 'working' }>(this.em, 'select day::text, kind from business_day where country = ?', [country]);
    const exceptions = new Map(entered.map(({ day, kind }) => [day, kind]));
    return {
      zone: this.config.get('BUSINESS_TZ'),
      exception: (day) => exceptions.get(day) ?? (publicHolidays(country, Number(day.slice(0, 4))).has(day) ? 'free' : undefined),
    };
  }
}
