import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { BusinessClock, When, Words } from '@tandem/platform-admin';
import type { Tone } from '@tandem/platform-admin';
import { cellsOf, marksOf } from './ruler-marks';
import type { Mark } from './ruler-marks';

/** The days of a window as a ruler with its marks; where there is no room for them, the marks stand below each other. */
@Component({
  selector: 'td-window-ruler',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="ruler" [class]="tone()" [class.crowded]="crowded()">
      <div class="days" aria-hidden="true">
        @for (cell of cells(); track $index) {<i [class]="cell"></i>}
      </div>
      <ol class="marks" [attr.aria-label]="words.t('incentives.ruler.label', { day: words.number(day()), days: words.number(cells().length) })">
        @for (mark of marks(); track $index) {
          <li [class]="[mark.key, mark.lane, mark.side, mark.note].join(' ')" [style.--at.%]="mark.place" [attr.title]="mark.lane === 'bare' ? say(mark) : null">
            <span class="b">{{ nameOf(mark) }}</span>
            <span class="what">{{ dateOf(mark) }}</span>
          </li>
        }
      </ol>
    </div>
  `,
  styleUrl: './window-ruler.css',
})
export class WindowRuler {
  readonly incentive = input.required<IncentiveView>();
  readonly tone = input<Tone>('');
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly clock = inject(BusinessClock);
  protected readonly cells = computed(() => cellsOf(this.incentive(), this.clock.now()));
  protected readonly marks = computed(() => marksOf(this.incentive(), this.clock.now(), (mark) => [this.nameOf(mark), this.dateOf(mark)]));
  protected readonly crowded = computed(() => this.marks().some(({ lane }) => lane === 'above'));
  protected readonly day = computed(() => Math.min(this.cells().length, this.cells().filter((cell) => cell !== 'ahead').length));

  protected nameOf({ key }: Pick<Mark, 'key'>): string {
    return this.words.t(`incentives.ruler.${key}`);
  }

  /** "16 Nov, sent" */
  protected dateOf({ at, note }: Pick<Mark, 'at' | 'note'>): string {
    const day = this.when.dayMonth(at);
    return note === '' ? day : this.words.t('incentives.ruler.noted', { day, note: this.words.t(`incentives.ruler.notes.${note}`) });
  }

  protected say(mark: Mark): string {
    return `${this.nameOf(mark)}, ${this.dateOf(mark)}`;
  }
}
