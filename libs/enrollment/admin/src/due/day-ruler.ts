import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { BusinessClock, When } from '@tandem/platform-admin';
import { daysOf } from './counted-days';
import { ReviewTime } from './review-time';

/** The days of a review as a ruler: past grey, today filled, ahead open, weekends hatched. The words for it stand beside it. */
@Component({
  selector: 'td-day-ruler',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="ruler" [class]="time.tone(until())" aria-hidden="true">
      @for (day of days(); track day.at) {
        <div [class]="day.is" [class.weekend]="day.weekend"><span>{{ day.weekend ? '' : when.weekday(day.at) }}</span><i></i></div>
      }
    </div>
  `,
  styleUrl: './day-ruler.css',
})
export class DayRuler {
  /** When the clock began to run; ISO 8601. */
  readonly from = input.required<string>();
  readonly until = input.required<string>();
  protected readonly when = inject(When);
  protected readonly time = inject(ReviewTime);
  private readonly clock = inject(BusinessClock);
  protected readonly days = computed(() => daysOf(this.from(), this.until(), this.clock.now()));
}
