import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Words } from '@tandem/platform-admin';
import { CheckList } from './check-list';
import { newestEnrollment } from './newest-enrollment';

/** The verification of the company in the legal info, check by check, as long as it is under way (SCR-06, VER-10). */
@Component({
  selector: 'td-verification-info',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CheckList],
  template: `
    @if (running(); as one) {
      <h3 class="sec">{{ words.t('enrollment.info.checks') }}</h3>
      <td-check-list [enrollment]="one" />
    }
  `,
  styles: ':host { display: block; margin-top: 12px; max-width: 860px; }',
})
export class VerificationInfo {
  protected readonly words = inject(Words);
  private readonly enrollment = newestEnrollment();
  /** Once the company is approved, the steps to it vanish. */
  protected readonly running = computed(() => {
    const enrollment = this.enrollment();
    return enrollment && enrollment.checks.length > 0 && ['in_review', 'action_required', 'rejected'].includes(enrollment.state) ? enrollment : null;
  });
}
