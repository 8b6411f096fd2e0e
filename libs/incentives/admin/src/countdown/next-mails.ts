import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { BusinessClock, When, Words } from '@tandem/platform-admin';

/** The mails that are still to come, with the days that will be left then. */
@Component({
  selector: 'td-next-mails',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (lines().length > 0) {
      <dl class="facts">
        @for (line of lines(); track line.at) {
          <dt>{{ line.late ? words.t('incentives.next.soon') : when.weekday(line.at) }}</dt>
          <dd>{{ line.text }}</dd>
        }
      </dl>
      <p class="meta t2">{{ words.t('incentives.next.stop') }}</p>
    } @else {
      <p class="sm t2">{{ words.t('incentives.next.none') }}</p>
    }
  `,
  styles: `.facts { grid-template-columns: 84px minmax(0, 1fr); } .meta { margin-top: 8px; }`,
})
export class NextMails {
  readonly incentive = input.required<Pick<IncentiveView, 'slots'>>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly clock = inject(BusinessClock);
  protected readonly lines = computed(() => {
    const planned = this.incentive().slots.filter(({ state }) => state === 'planned');
    return planned.map(({ day, at, daysLeft }, index) => ({ at, late: Date.parse(at) < this.clock.now(), text: day === 0 ? this.words.t('incentives.next.invitation') : this.words.count(index === planned.length - 1 ? 'incentives.next.last' : 'incentives.next.reminder', daysLeft) }));
  });
}
