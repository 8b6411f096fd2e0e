import { inject, Injectable } from '@angular/core';
import { BusinessClock, businessDays, When, Words } from '@tandem/platform-admin';
import type { Tone } from '@tandem/platform-admin';
import { CountryCalendars } from './country-calendars';
import { firstDay, lastDay } from './counted-days';
import type { Window } from './counted-days';

/** Up to so many business days it is soon. */
const SOON = 2;

/** Says when a decision is expected, in the viewer's language and zone (decision 39). */
@Injectable({ providedIn: 'root' })
export class ReviewTime {
  private readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly clock = inject(BusinessClock);
  private readonly calendars = inject(CountryCalendars);
  private readonly zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  /** Business days of a country until the last one that counts: 0 on that day itself, negative when it is over. */
  left(until: string, country?: string): number {
    return businessDays(this.clock.now(), Date.parse(lastDay(until)), this.zone, this.calendars.of(country));
  }

  isLate(until: string): boolean {
    return this.clock.now() >= Date.parse(until);
  }

  tone(until: string, country?: string): Tone {
    if (this.isLate(until)) return 'bad';
    return this.left(until, country) <= SOON ? 'warn' : 'ok';
  }

  /** "2 business days left", "due today", "1 business day late". */
  said(until: string, country?: string): string {
    const left = this.left(until, country);
    if (this.isLate(until)) return this.words.count('enrollment.due.late', Math.max(1, -left));
    return left <= 0 ? this.words.t('enrollment.due.today') : this.words.count('enrollment.due.left', left);
  }

  /** "by the end of Tue 24 Nov" */
  day(until: string): string {
    return this.words.t('enrollment.due.by', { day: this.when.weekday(lastDay(until)) });
  }

  /** "between Fri 20 Nov and the end of Tue 24 Nov" */
  range(window: Window): string {
    const { expectedUntil: until } = window;
    const first = firstDay(window);
    if (!until || !first) return '';
    const [from, to] = [this.when.weekday(first), this.when.weekday(lastDay(until))];
    return from === to || Date.parse(first) < this.clock.now() ? this.day(until) : this.words.t('enrollment.due.between', { from, to });
  }

  /** The instant itself, for a tooltip. */
  instant(until: string): string {
    return this.words.t('enrollment.due.instant', { instant: this.when.full(until), utc: this.when.utc(until) });
  }
}
