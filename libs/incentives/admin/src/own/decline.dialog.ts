import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { Ask, When, Words } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';

/** Says what declining does before it is done: there is no way back in this term, and the other program stays as it is (INC-04). */
@Component({
  selector: 'td-decline-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask],
  template: `<td-ask [heading]="words.t('incentives.decline.ask')" [effects]="effects()" [confirm]="words.t('incentives.decline.confirm')" [busy]="busy()" (confirmed)="confirmed.emit()" (closed)="closed.emit()" />`,
})
export class DeclineDialog {
  readonly incentive = input.required<IncentiveView>();
  readonly busy = input(false);
  readonly confirmed = output();
  readonly closed = output();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  protected readonly effects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.t('incentives.decline.ends', { until: this.when.date(this.incentive().term.until) }) },
    { tone: 'ok', text: this.words.t('incentives.decline.reminders') },
    { tone: 'ok', text: this.words.t('incentives.decline.others'), rule: 'INC-04' },
  ]);
}
