import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Icon, When, Words } from '@tandem/platform-admin';
import { ReviewTime } from '../due/review-time';
import { stepsOf } from './steps';
import type { Step, StepState } from './steps';

const ICONS = { done: 'circle-check', now: 'circle-dot', ahead: 'circle-dashed', stopped: 'circle-alert' } as const satisfies Record<StepState, string>;

/** Where an enrollment stands on its way: e-mail, checks, decision, agreement, ready. */
@Component({
  selector: 'td-step-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <ol class="steps" [attr.aria-label]="words.t('enrollment.status.way')">
      @for (one of steps(); track one.step) {
        <li [class]="one.state" [attr.aria-current]="one.state === 'now' || one.state === 'stopped' ? 'step' : null">
          <p class="name"><td-icon [name]="icons[one.state]" />{{ words.t('enrollment.steps.' + one.step) }}<span class="vh">, {{ words.t('enrollment.stepStates.' + one.state) }}</span></p>
          <p class="more">{{ noteOf(one.step, one.state) }}</p>
        </li>
      }
    </ol>
  `,
  styleUrl: './step-bar.css',
})
export class StepBar {
  readonly enrollment = input.required<EnrollmentView>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly time = inject(ReviewTime);
  protected readonly icons = ICONS;
  protected readonly steps = computed(() => stepsOf(this.enrollment()));

  /** What belongs to a step: who, how far, until when. */
  protected noteOf(step: Step, at: StepState): string {
    const { contact, checks, decision, expectedUntil, activatedAt, state } = this.enrollment();
    if (step === 'email') return contact?.confirmedAt ? this.words.t('enrollment.stepNotes.confirmed', { date: this.when.dayMonth(contact.confirmedAt) }) : at === 'done' ? this.words.t('enrollment.stepNotes.known') : (contact?.email ?? '');
    if (step === 'checks') return checks.length > 0 ? this.words.t('enrollment.stepNotes.checks', { passed: checks.filter(({ result }) => result === 'pass').length, all: checks.length }) : '';
    if (step === 'decision') {
      if (expectedUntil && state === 'in_review') return this.time.isLate(expectedUntil) ? this.time.said(expectedUntil) : this.time.day(expectedUntil);
      return decision ? this.when.dayMonth(decision.decidedBy.at) : '';
    }
    if (step === 'agreement') return at === 'now' ? this.words.t('enrollment.stepNotes.sign') : '';
    return activatedAt ? this.when.dayMonth(activatedAt) : '';
  }
}
