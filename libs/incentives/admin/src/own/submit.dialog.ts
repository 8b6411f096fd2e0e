import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { Icon, Modal, Note, Words, Writes } from '@tandem/platform-admin';
import { accountOf } from '../countdown/account';

/** Says what submitting does before it is done: which location it counts for, what ends, what is checked (INC-08, INC-11). */
@Component({
  selector: 'td-submit-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal, Note, Writes],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="submit-title">
      <h2 class="h2" id="submit-title" tabindex="-1" autofocus>{{ words.t('incentives.submit.title') }}</h2>
      <dl class="facts">
        @for (line of submitted(); track line.name) {
          <dt>{{ line.name }}</dt>
          <dd>{{ line.text }}</dd>
        }
      </dl>
      <ul class="effects">
        @for (effect of effects(); track effect) {
          <li><td-icon class="ok" name="check" /><span>{{ effect }}</span></li>
        }
      </ul>
      @if (failure()) {
        <td-note tone="bad" [title]="words.t('incentives.submit.refused')">{{ failure() }}</td-note>
      }
      <div class="acts">
        <button type="button" class="btn plain" (click)="closed.emit()">{{ words.t('act.cancel') }}</button>
        <button type="button" class="btn primary" [tdWrites]="busy()" (click)="confirmed.emit()">
          @if (busy()) {<td-icon class="spin" name="loader-circle" />}
          {{ words.t('incentives.submit.confirm') }}
        </button>
      </div>
    </dialog>
  `,
  styles: `.facts { margin-top: 8px; }`,
})
export class SubmitDialog {
  readonly incentive = input.required<IncentiveView>();
  readonly busy = input(false);
  readonly failure = input('');
  readonly confirmed = output();
  readonly closed = output();
  protected readonly words = inject(Words);
  /** What is submitted, to be looked at once more. */
  protected readonly submitted = computed(() => {
    const { payout, tax } = this.incentive();
    return [
      { name: this.words.t('incentives.steps.payout_profile.name'), text: payout ? `${accountOf(payout)}, ${payout.accountHolder}` : '–' },
      { name: this.words.t('incentives.steps.tax_profile.name'), text: tax ? `${tax.taxId}, ${this.words.country(tax.country)}` : '–' },
    ];
  });
  protected readonly effects = computed(() => [
    this.words.t('incentives.submit.location', { mpnId: this.incentive().mpnId ?? '–' }),
    this.words.t('incentives.submit.reminders'),
    this.words.t('incentives.submit.checked'),
  ]);
}
