import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { CHECKS } from '@tandem/enrollment-contract';
import type { CheckId, CheckView, EnrollmentView } from '@tandem/enrollment-contract';
import { Icon, Status, When, Words, Writes } from '@tandem/platform-admin';
import { lookOfCheck } from '../enrollment-looks';

/** The checks on a company with what each rests on; an open one can be run again, or set by hand with evidence (SCR-31). */
@Component({
  selector: 'td-review-checks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Status, Writes],
  templateUrl: './review-checks.html',
  styleUrl: './review-checks.css',
})
export class ReviewChecks {
  readonly enrollment = input.required<EnrollmentView>();
  /** The check that is being run again or set. */
  readonly busy = input<CheckId | null>(null);
  readonly rerun = output<CheckId>();
  readonly setting = output<CheckId>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  protected readonly acts = computed(() => this.enrollment().state === 'in_review');
  protected readonly lines = computed(() =>
    CHECKS.map((id) => {
      const check = this.enrollment().checks.find((one) => one.id === id);
      return { id, check, look: lookOfCheck(check), finding: this.findingOf(id, check), evidence: this.evidenceOf(check) };
    }),
  );

  /** What was found, in words. */
  private findingOf(id: CheckId, check: CheckView | undefined): string {
    if (!check) return this.words.t('reviews.notRunYet');
    if (check.result === 'pass') return check.setByHand ? this.words.t('reviews.setByHand') : this.words.t(`reviews.passes.${id}`);
    const key = `reviews.findings.${check.reason ?? ''}`;
    return this.words.has(key) ? this.words.t(key, { ...check.evidence }) : (check.reason ?? '');
  }

  /** What it rests on; ids stay out of sight, and what a person wrote comes last. */
  private evidenceOf(check: CheckView | undefined): { readonly label: string; readonly text: string; readonly note: boolean }[] {
    return Object.entries(check?.evidence ?? {})
      .filter(([key, text]) => key !== 'organisationId' && text !== '')
      .map(([key, text]) => ({ label: this.words.has(`reviews.evidence.${key}`) ? this.words.t(`reviews.evidence.${key}`) : key, text: key === 'confirmedAt' ? this.when.full(text) : key === 'country' || key === 'found' ? this.words.country(text) : text, note: key === 'note' }));
  }
}
