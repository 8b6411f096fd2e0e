import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { BusinessClock, When } from '@tandem/platform-admin';
import { CountryCalendars } from './country-calendars';
import { daysOf } from './counted-days';
import { ReviewTime } from './review-time';

/** The days of a review as a ruler: past grey, today filled, ahead open, those that do not count hatched, all red once it is late. The words for it stand beside it. */
@Component({
  selector: 'td-day-ruler',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="ruler" [class]="tone()" aria-hidden="true">
      @for (day of days(); track day.at) {
        <div [class]="day.is" [class.off]="day.off"><span>{{ day.off ? '' : when.weekdayDay(day.at) }}</span><i></i></div>
      }
    </div>
  `,
  styleUrl: './day-ruler.css',
})
export class DayRuler {
  /** When the clock began to run; ISO 8601. */
  readonly from = input.required<string>();
  readonly until = input.required<string>();
  /** Whose calendar counts. */
  readonly country = input<string>();
  /** The server says that it is late; its clock counts. */
  readonly late = input(false);
  protected readonly when = inject(When);
  private readonly time = inject(ReviewTime);
  private readonly clock = inject(BusinessClock);
  private readonly calendars = inject(CountryCalendars);
  protected readonly tone = computed(() => (this.late() ? 'bad' : this.time.tone(this.until(), this.country())));
  protected readonly days = computed(() => daysOf(this.from(), this.until(), this.clock.now(), this.calendars.of(this.country())));
}
