import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { DECISION_LIMIT, setCheck } from '@tandem/enrollment-contract';
import type { CheckId, EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, Field, Icon, Modal, Note, saving, Words, Writes } from '@tandem/platform-admin';

/** A person sets what a check found, with what that rests on; it stands until what the check reads changes. */
@Component({
  selector: 'td-set-check-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, Modal, Note, Writes],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="set-title">
      <h2 class="h2" id="set-title" tabindex="-1" autofocus>{{ words.t('reviews.setTitle', { check: name() }) }}</h2>
      <p class="lead">{{ words.t('reviews.setLead') }}</p>
      <form novalidate (submit)="save($event)">
        @if (saving.sentence(); as text) {
          <td-note tone="bad" [title]="words.t('reviews.notSet')">{{ text }}</td-note>
        }
        <fieldset>
          <legend class="lab">{{ words.t('reviews.setResult') }}</legend>
          @for (one of results; track one) {
            <label class="choice"><input type="radio" name="result" [checked]="result() === one" (change)="result.set(one)" />{{ words.t('enrollment.results.' + one) }}</label>
          }
        </fieldset>
        <td-field for="set-evidence" [label]="words.t('reviews.evidence.note')" [hint]="words.t('reviews.setHint')" [error]="wrong()">
          <textarea
            class="in"
            id="set-evidence"
            rows="4"
            [attr.maxlength]="limit"
            [class.wrong]="wrong()"
            [attr.aria-invalid]="wrong() !== ''"
            [attr.aria-describedby]="'set-evidence-' + (wrong() ? 'error' : 'hint')"
            (input)="evidence.set($any($event.target).value)"
          ></textarea>
        </td-field>
        <div class="acts">
          <button type="button" class="btn plain" (click)="closed.emit()">{{ words.t('act.cancel') }}</button>
          <button type="submit" class="btn primary" [tdWrites]="saving.busy()">
            @if (saving.busy()) {<td-icon class="spin" name="loader-circle" />}
            {{ words.t('reviews.setAct') }}
          </button>
        </div>
      </form>
    </dialog>
  `,
  styles: `
    form { display: flex; flex-direction: column; gap: 12px; margin-top: 14px; }
    .choice + .choice { margin-inline-start: 20px; }
  `,
})
export class SetCheckDialog {
  readonly enrollment = input.required<EnrollmentView>();
  readonly check = input.required<CheckId>();
  readonly set = output<EnrollmentView>();
  readonly closed = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly limit = DECISION_LIMIT;
  protected readonly results = ['pass', 'fail'] as const;
  protected readonly result = signal<'pass' | 'fail'>('pass');
  protected readonly evidence = signal('');
  protected readonly saving = saving({ fields: ['evidence'] });
  protected readonly name = computed(() => this.words.t(`enrollment.checks.${this.check()}`));
  protected readonly wrong = computed(() => this.saving.wrong('evidence', this.evidence().trim() === '' ? this.words.t('reviews.setNeeded') : ''));

  protected save(event: Event): Promise<boolean> {
    event.preventDefault();
    const { id, attributes } = this.enrollment();
    return this.saving.run(async () => {
      this.set.emit(await this.api.call(setCheck, { params: { id, check: this.check() }, body: { result: this.result(), evidence: this.evidence(), attributes: { etag: attributes.etag } } }));
    }, this.evidence().trim() !== '');
  }
}
