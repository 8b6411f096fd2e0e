import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { businessDayEntered, businessDayRemoved } from '@tandem/enrollment-contract';
import type { BusinessDayView } from '@tandem/enrollment-contract';
import { Clock } from '@tandem/platform-kernel';
import { Events, Jobs, query } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { recountWindows } from '../enrollment.jobs';
import { holidaysOf } from './public-holidays';

type Entry = Pick<BusinessDayView, 'day' | 'kind' | 'note'>;

/** The days that the operator entered; reviews under way are due accordingly, which the worker sees to. */
@Injectable()
export class BusinessDayEntries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  /** Countries where organisations are or for which something was entered, in the order of their codes. */
  async countries(): Promise<string[]> {
    const found = await query<{ country: string }>(this.em, 'select country from organisation_card union select country from business_day order by country', []);
    return found.map(({ country }) => country);
  }

  /** Holidays and entries of a year, in order; an entry stands in the place of a holiday. */
  async list(country: string, year: number): Promise<BusinessDayView[]> {
    const entered = await query<Entry>(this.em, "select day::text, kind, note from business_day where country = ? and date_part('year', day) = ?", [country, year]);
    const days = new Map<string, BusinessDayView>(holidaysOf(country, year).map(({ day, name }) => [day, { country, day, kind: 'free', source: 'holiday', note: name }]));
    for (const { day, kind, note } of entered) days.set(day, { country, day, kind, source: 'entered', note });
    return [...days.values()].sort((one, other) => one.day.localeCompare(other.day));
  }

  async enter(actor: Actor, country: string, { day, kind, note }: Entry): Promise<BusinessDayView> {
    await this.em.execute(
      `insert into business_day (country, day, kind, note, entered_by, entered_at) values (?, ?, ?, ?, ?, ?)
       on conflict (country, day) do update set kind = excluded.kind, note = excluded.note, entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
      [country, day, kind, note, actor.userId ?? null, this.clock.now()],
    );
    this.tell(businessDayEntered, actor, { country, day }, { kind, note });
    return { country, day, kind, source: 'entered', note };
  }

  /** One that was not entered stays as it is. */
  async remove(actor: Actor, country: string, day: string): Promise<void> {
    const gone = await this.em.execute<unknown[]>('delete from business_day where country = ? and day = ? returning day', [country, day]);
    if (gone.length > 0) this.tell(businessDayRemoved, actor, { country, day }, { kind: null });
  }

  private tell(event: typeof businessDayEntered, actor: Actor, data: { country: string; day: string }, after: Record<string, unknown>): void {
    this.events.add(event, { actor, organisations: [], subjects: [], data, after });
    this.jobs.add(recountWindows, { country: data.country });
  }
}
