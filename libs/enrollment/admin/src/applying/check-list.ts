import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { CheckView, EnrollmentView } from '@tandem/enrollment-contract';
import { Status, Words } from '@tandem/platform-admin';
import { lookOfCheck } from './enrollment-looks';

/** What was looked at, and what to do about what did not pass (VER-06). */
@Component({
  selector: 'td-check-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Status],
  template: `
    <ul class="asks">
      @for (check of of().checks; track check.id) {
        <li>
          <div class="grow">
            <p class="b">{{ words.t('enrollment.checks.' + check.id) }}</p>
            @if (check.result !== 'pass') {<p class="t2 sm">{{ words.t('enrollment.checkReasons.' + (check.reason ?? 'OTHER')) }} {{ words.t('enrollment.todo.' + check.id) }}</p>}
            @if (remark(check); as text) {<p class="sm">{{ words.t('enrollment.operatorSays') }} {{ text }}</p>}
          </div>
          <td-status [tone]="look(check).tone" [icon]="look(check).icon">{{ words.t(look(check).word) }}</td-status>
        </li>
      }
    </ul>
  `,
})
export class CheckList {
  readonly of = input.required<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly look = lookOfCheck;

  protected remark({ id }: CheckView): string {
    return this.of().decision?.checks.find((check) => check.id === id)?.reason ?? '';
  }
}
