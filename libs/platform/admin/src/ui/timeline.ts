import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Words } from '../i18n/words';
import { When } from '../time/when';
import { Icon } from './icon';
import type { IconName } from './icon';
import type { Tone } from './pill';

/** One thing that happened to a record. */
export interface Moment {
  readonly at: string;
  readonly icon: IconName;
  /** Colour only for what went well, needs somebody, or failed. */
  readonly tone: Tone;
  readonly text: string;
  /** Second line: evidence. */
  readonly detail?: string;
}

/** A record's story, newest first, grouped by day in the viewer's zone. */
@Component({
  selector: 'td-timeline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="tl">
      @for (group of days(); track group.day) {
        <h4 class="day">{{ group.day }}</h4>
        <ol>
          @for (moment of group.moments; track $index) {
            <li>
              <time [attr.datetime]="moment.at" [attr.title]="when.utc(moment.at)">{{ when.time(moment.at) }}</time>
              <td-icon [name]="moment.icon" [class]="moment.tone" />
              <div>
                <p>{{ moment.text }}</p>
                @if (moment.detail) {<p>{{ moment.detail }}</p>}
              </div>
            </li>
          }
        </ol>
      } @empty {
        <p class="t2">{{ words.t('timeline.empty') }}</p>
      }
    </div>
  `,
})
export class Timeline {
  readonly moments = input.required<readonly Moment[]>();
  protected readonly when = inject(When);
  protected readonly words = inject(Words);
  protected readonly days = computed(() => {
    const days: { day: string; moments: Moment[] }[] = [];
    for (const moment of this.moments()) {
      const day = this.when.weekday(moment.at);
      const last = days.at(-1);
      if (last?.day === day) last.moments.push(moment);
      else days.push({ day, moments: [moment] });
    }
    return days;
  });
}
