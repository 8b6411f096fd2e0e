import { inject, Injectable } from '@angular/core';
import { Words } from '../i18n/words';
import { BusinessClock } from './business-clock';
import { businessDays } from './business-days';

const RELATIVE: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** Beyond so many business days the calendar says more than the count: two weeks. */
const FEW = 10;

/** Writes instants in the viewer's language and zone. Every method takes ISO 8601 and answers `–` for nothing. */
@Injectable({ providedIn: 'root' })
export class When {
  private readonly words = inject(Words);
  private readonly clock = inject(BusinessClock);
  private readonly zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** "3 Nov 2026" */
  date(iso: string | undefined): string {
    return this.write(iso, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** A date in a named language, for what others will read: "20.12.2026". */
  dateIn(iso: string, language: 'de' | 'en'): string {
    return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'medium' }).format(new Date(iso));
  }

  /** "18 Dec", with the year when it is not this one. */
  dayMonth(iso: string | undefined): string {
    const sameYear = iso && new Date(iso).getFullYear() === new Date(this.clock.now()).getFullYear();
    return this.write(iso, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
  }

  /** "Thu 19 Nov" */
  weekday(iso: string | undefined): string {
    return this.write(iso, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
  }

  /** "Thu 19", where days stand in a row. */
  weekdayDay(iso: string | undefined): string {
    return this.write(iso, { weekday: 'short', day: 'numeric' }).replace(',', '');
  }

  /** "Sun 20 Dec 2026" */
  weekdayYear(iso: string | undefined): string {
    return this.write(iso, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).replace(',', '');
  }

  /** "19 Nov, 10:42" */
  dayTime(iso: string | undefined): string {
    return this.write(iso, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  }

  /** "10:42" */
  time(iso: string | undefined): string {
    return this.write(iso, { hour: '2-digit', minute: '2-digit' });
  }

  /** "Sat 12 Dec 2026, 09:02 CET": with the zone's abbreviation, because deadlines depend on it. */
  full(iso: string | undefined): string {
    return this.write(iso, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).replace(/^(\p{L}+),/u, '$1');
  }

  /** "Thu 26 Nov, 17:00 CET": an instant that something depends on; with the year when it is not this one. */
  instant(iso: string | undefined): string {
    const year = iso && new Date(iso).getFullYear() !== new Date(this.clock.now()).getFullYear() ? { year: 'numeric' as const } : {};
    return this.write(iso, { weekday: 'short', day: 'numeric', month: 'short', ...year, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).replace(/^(\p{L}+),/u, '$1');
  }

  /** "in 4 business days", "2 business days ago"; within a day, over a weekend and where it is long, in plain time. */
  distance(iso: string | undefined): string {
    if (!iso) return '–';
    const days = businessDays(this.clock.now(), Date.parse(iso), this.zone);
    if (days === 0 || Math.abs(days) > FEW) return this.ago(iso);
    return this.words.count(days > 0 ? 'time.inBusinessDays' : 'time.businessDaysAgo', Math.abs(days));
  }

  /** "in 4 business days · Thu 26 Nov, 17:00 CET" */
  deadline(iso: string | undefined): string {
    return iso ? `${this.distance(iso)} · ${this.instant(iso)}` : '–';
  }

  /** How a deadline was counted, and the instant in UTC, for its tooltip. */
  calendar(iso: string | undefined): string | null {
    return iso ? this.words.t('time.calendar', { zone: this.zone, utc: this.utc(iso) }) : null;
  }

  /** The instant in UTC, for tooltips. */
  utc(iso: string | undefined): string {
    return iso ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : '';
  }

  /** "8 days ago", "in 3 hours"; on the business clock. */
  ago(iso: string | undefined): string {
    if (!iso) return '–';
    const distance = Date.parse(iso) - this.clock.now();
    const [unit, size] = RELATIVE.find(([, step]) => Math.abs(distance) >= step) ?? ['minute', 60_000];
    return new Intl.RelativeTimeFormat(this.words.locale(), { numeric: 'auto' }).format(Math.round(distance / size), unit);
  }

  private write(iso: string | undefined, options: Intl.DateTimeFormatOptions): string {
    return iso ? new Intl.DateTimeFormat(this.words.locale(), options).format(new Date(iso)) : '–';
  }
}
