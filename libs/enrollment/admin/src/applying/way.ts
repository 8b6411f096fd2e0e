import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Icon, Words } from '@tandem/platform-admin';
import { stepsDone, WAY } from './enrollment-looks';

/** Where an enrollment stands on its way: form, contact, checks, decision, agreement. */
@Component({
  selector: 'td-way',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ol class="way" [attr.aria-label]="words.t('enrollment.way.label')">
      @for (step of way; track step; let place = $index) {
        <li [class.done]="place < done()" [attr.aria-current]="place === done() ? 'step' : null">
          <td-icon [name]="place < done() ? 'circle-check' : place === done() ? 'circle-dot' : 'circle-dashed'" />
          <span>{{ words.t('enrollment.way.' + step) }}<span class="vh"> {{ words.t(place < done() ? 'enrollment.way.isDone' : place === done() ? 'enrollment.way.isNow' : 'enrollment.way.isLater') }}</span></span>
        </li>
      }
    </ol>
  `,
  styles: `
    .way { display: flex; flex-wrap: wrap; gap: 4px 0; margin: 16px 0; padding: 8px 0; border-block: 1px solid var(--line-2); font-size: 13px; line-height: 20px; }
    li { display: inline-flex; align-items: center; gap: 6px; padding-right: 28px; color: var(--text-2); }
    li.done td-icon { color: var(--ok); }
    li[aria-current] { color: var(--text); font-weight: 600; }
    li[aria-current] td-icon { color: var(--accent); }
    .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    @media (max-width: 640px) { .way { flex-direction: column; } }
  `,
})
export class Way {
  readonly of = input.required<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly way = WAY;
  protected readonly done = computed(() => stepsDone(this.of()));
}
