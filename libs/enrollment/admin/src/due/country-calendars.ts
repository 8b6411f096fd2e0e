import { inject, Injectable, signal } from '@angular/core';
import { listBusinessDays } from '@tandem/enrollment-contract';
import { ApiClient, Session } from '@tandem/platform-admin';
import type { DayException } from '@tandem/platform-admin';

type Days = ReadonlyMap<string, 'free' | 'working'>;

const nothing: DayException = () => undefined;

/**
 * The business calendars of countries for whoever may read them, which operators may: a year is read when a day of it is first asked for.
 * Until then, and for everybody else, Monday to Friday count.
 */
@Injectable({ providedIn: 'root' })
export class CountryCalendars {
  private readonly api = inject(ApiClient);
  private readonly readable = inject(Session).may('enrollment.review');
  private readonly years = signal<ReadonlyMap<string, Days>>(new Map());
  private readonly asked = new Set<string>();

  /** What makes a day of a country other than its weekday says; a signal read, so what is drawn follows. */
  of(country: string | undefined): DayException {
    if (country === undefined || !this.readable) return nothing;
    return (day) => {
      const year = Number(day.slice(0, 4));
      this.ask(country, year);
      return this.years().get(`${country} ${year}`)?.get(day);
    };
  }

  /** Somebody changed the calendar of a country: it is read anew when it is next asked for. */
  forget(country: string): void {
    for (const key of [...this.asked]) if (key.startsWith(`${country} `)) this.asked.delete(key);
  }

  private ask(country: string, year: number): void {
    const key = `${country} ${year}`;
    if (this.asked.has(key)) return;
    this.asked.add(key);
    // Not while something is drawn that reads it. Without an answer Monday to Friday stay.
    queueMicrotask(() => void this.read(country, year).then((days) => this.years.update((known) => new Map(known).set(key, days)), () => undefined));
  }

  private async read(country: string, year: number): Promise<Days> {
    const { items } = await this.api.call(listBusinessDays, { query: { country, year } });
    return new Map(items.map(({ day, kind }) => [day, kind]));
  }
}
