import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, Pill, Status, When, Words } from '@tandem/platform-admin';
import { lookOfEnrolling, lookOfVerification } from '../enrollment-looks';
import { newestEnrollment } from './newest-enrollment';

/** The way into the reseller program in the program info: its status and the verification of the company (SCR-07, ENR-17). */
@Component({
  selector: 'td-program-info',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Pill, RouterLink, Status],
  template: `
    @if (enrollment(); as one) {
      <div class="head">
        <h3 class="h3 grow" id="enrolling">{{ words.t('programs.indirect_reseller') }}</h3>
        <a class="btn sm" routerLink="/enrollment"><td-icon name="file-text" />{{ words.t('enrollment.info.see') }}</a>
      </div>
      <dl class="facts" aria-labelledby="enrolling">
        <dt>{{ words.t('enrollment.info.status') }}</dt>
        <dd><td-pill [tone]="look().tone" [icon]="look().icon">{{ words.t(look().word) }}</td-pill></dd>
        <dt>{{ words.t('enrollment.info.verification') }}</dt>
        <dd><td-status [tone]="verification().tone" [icon]="verification().icon">{{ words.t(verification().word) }}</td-status></dd>
        <dt>{{ words.t('enrollment.info.submitted') }}</dt>
        <dd>{{ when.date(one.submittedAt) }}</dd>
        <dt>{{ words.t('enrollment.info.activated') }}</dt>
        <dd>{{ when.date(one.activatedAt) }}</dd>
      </dl>
    }
  `,
  styles: `
    :host { display: block; max-width: 520px; margin-top: 16px; }
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding-bottom: 4px; }
  `,
})
export class ProgramInfo {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly enrollment = newestEnrollment();
  protected readonly look = computed(() => lookOfEnrolling(this.enrollment()?.state ?? 'draft'));
  protected readonly verification = computed(() => lookOfVerification(this.enrollment()?.vettingStatus ?? 'none'));
}
