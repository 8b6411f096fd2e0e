import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { CHECKS } from '@tandem/enrollment-contract';
import type { CheckId, CheckView, EnrollmentView } from '@tandem/enrollment-contract';
import { Status, Words } from '@tandem/platform-admin';
import { lookOfCheck } from '../enrollment-looks';

/** Every check with its result and, where it is open, what to do next (VER-06): nothing while the operator looks, else what to put right. */
@Component({
  selector: 'td-check-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Status],
  template: `
    <table class="led">
      <caption class="vh">{{ words.t('enrollment.checksTitle') }}</caption>
      <thead><tr><th scope="col">{{ words.t('enrollment.checkColumns.check') }}</th><th scope="col">{{ words.t('enrollment.checkColumns.result') }}</th><th scope="col">{{ words.t('enrollment.checkColumns.next') }}</th></tr></thead>
      <tbody>
        @for (line of lines(); track line.id) {
          <tr class="still">
            <th scope="row">{{ words.t('enrollment.checks.' + line.id) }}</th>
            <td><td-status [tone]="line.look.tone" [icon]="line.look.icon">{{ words.t(line.look.word) }}</td-status></td>
            <td class="wraps" [class.t2]="!line.remark">
              {{ line.remark || line.next }}
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    .led th:first-child { padding-inline-start: 0; }
    tbody th { position: static; height: var(--row); border-top: 0; border-bottom: 1px solid var(--line); color: var(--text); font-size: 13px; line-height: 20px; white-space: normal; }
    .led td.wraps { max-width: 480px; padding-block: 7px; white-space: normal; }
    @media (max-width: 640px) {
      tbody th { flex: 1 1 auto; height: auto; padding: 0; border: 0; }
      .led tbody tr { padding-inline: 0; }
      .led td.wraps { flex-basis: 100%; padding: 0; }
    }
  `,
})
export class CheckList {
  readonly enrollment = input.required<Pick<EnrollmentView, 'checks' | 'state' | 'decision'>>();
  protected readonly words = inject(Words);
  protected readonly lines = computed(() => {
    const { checks, decision } = this.enrollment();
    return CHECKS.map((id) => {
      const check = checks.find((one) => one.id === id);
      const remark = decision?.checks.find((one) => one.id === id)?.reason ?? '';
      return { id, look: lookOfCheck(check), remark: this.isOpen() ? remark : '', next: this.nextOf(id, check) };
    });
  });
  /** The form can be put right. */
  private readonly isOpen = computed(() => ['rejected', 'action_required'].includes(this.enrollment().state));

  private nextOf(id: CheckId, check: CheckView | undefined): string {
    if (!check) return this.words.t('enrollment.next.notRun');
    if (check.result === 'pass') return '';
    const { reason = '' } = check;
    const family = this.isOpen() ? 'enrollment.todo' : 'enrollment.waits';
    return this.words.t(this.words.has(`${family}.${reason}`) ? `${family}.${reason}` : `${family}.${id}`);
  }
}
