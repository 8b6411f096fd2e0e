import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Icon, Modal, Note, Words, Writes } from '@tandem/platform-admin';

/** Says what approving does before it is done: whom it is mailed to, what begins, and which checks are open. */
@Component({
  selector: 'td-approve-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal, Note, Writes],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="approve-title">
      <h2 class="h2" id="approve-title" tabindex="-1" autofocus>{{ words.t('reviews.approve.title', { name: name() }) }}</h2>
      @if (open().length > 0) {
        <p class="lead"><td-icon class="s warn" name="triangle-alert" /> {{ words.count('reviews.approve.open', open().length, { checks: open().join(', ') }) }}</p>
      }
      <ul class="effects">
        @for (effect of effects(); track effect) {
          <li><td-icon class="ok" name="check" /><span>{{ effect }}</span></li>
        }
      </ul>
      @if (failure()) {
        <td-note tone="bad" [title]="words.t('reviews.notDecided')">{{ failure() }}</td-note>
      }
      <div class="acts">
        <button type="button" class="btn plain" (click)="closed.emit()">{{ words.t('act.cancel') }}</button>
        <button type="button" class="btn primary" [tdWrites]="busy()" (click)="confirmed.emit()">
          @if (busy()) {<td-icon class="spin" name="loader-circle" />}
          {{ words.t('reviews.approve.confirm') }}
        </button>
      </div>
    </dialog>
  `,
})
export class ApproveDialog {
  readonly enrollment = input.required<EnrollmentView>();
  readonly busy = input(false);
  readonly failure = input('');
  readonly confirmed = output();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly name = computed(() => this.enrollment().companyName ?? this.enrollment().organisation.name);
  /** Names of the checks that did not pass. */
  protected readonly open = computed(() => this.enrollment().checks.filter(({ result }) => result !== 'pass').map(({ id }) => this.words.t(`enrollment.checks.${id}`)));
  protected readonly effects = computed(() => [
    this.words.t('reviews.approve.mail', { email: this.enrollment().legalBusinessProfile.primaryContact?.email ?? '' }),
    this.words.t('reviews.approve.agreement'),
    this.words.t('reviews.approve.program'),
  ]);
}
