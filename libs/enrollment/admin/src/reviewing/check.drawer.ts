import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { DECISION_LIMIT, setCheck } from '@tandem/enrollment-contract';
import type { CheckId, EnrollmentSummary, EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, DrawerForm, Field, saving, Words } from '@tandem/platform-admin';

/** Sets the result of a check by hand, with what it rests on. */
@Component({
  selector: 'td-check-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field],
  template: `
    <td-drawer-form [label]="words.t('reviews.setTitle', { check: words.t('enrollment.checks.' + check()) })" [act]="words.t('reviews.setAct')" [refused]="words.t('panel.notDone')" [saving]="saving" [unsaved]="dirty" (saved)="save()" (closed)="closed.emit()">
      <p class="t2 sm">{{ words.t('reviews.setText') }}</p>
      <fieldset class="row wrap">
        <legend class="lab">{{ words.t('reviews.result') }}</legend>
        @for (one of results; track one) {
          <label class="choice"><input type="radio" name="check-result" [checked]="result() === one" (change)="result.set(one)" />{{ words.t('enrollment.results.' + one) }}</label>
        }
      </fieldset>
      <td-field for="check-evidence" [label]="words.t('reviews.evidenceLabel')" [hint]="words.t('reviews.evidenceHint')" [error]="wrong()">
        <textarea class="in" id="check-evidence" rows="4" [attr.maxlength]="limit" [class.wrong]="wrong()" [attr.aria-invalid]="wrong() !== ''" [attr.aria-describedby]="'check-evidence-' + (wrong() ? 'error' : 'hint')" [value]="evidence()" (input)="evidence.set($any($event.target).value)"></textarea>
      </td-field>
    </td-drawer-form>
  `,
})
export class CheckDrawer {
  readonly row = input.required<EnrollmentSummary>();
  readonly check = input.required<CheckId>();
  readonly decided = output<EnrollmentView>();
  readonly closed = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly limit = DECISION_LIMIT;
  protected readonly results = ['pass', 'fail'] as const;
  protected readonly saving = saving({ fields: ['evidence'] });
  protected readonly result = signal<'pass' | 'fail'>('pass');
  protected readonly evidence = signal('');
  protected readonly dirty = (): boolean => this.evidence() !== '';
  protected readonly wrong = computed(() => this.saving.wrong('evidence', this.evidence().trim() === '' ? this.words.t('reviews.evidenceMissing') : ''));

  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      this.decided.emit(await this.api.call(setCheck, { params: { id: this.row().id, check: this.check() }, body: { result: this.result(), evidence: this.evidence().trim() } }));
    }, this.evidence().trim() !== '');
  }
}
