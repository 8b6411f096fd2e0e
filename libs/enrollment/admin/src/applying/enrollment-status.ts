import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Note, When, Words } from '@tandem/platform-admin';
import { DayRuler } from '../due/day-ruler';
import { ReviewTime } from '../due/review-time';
import { CheckList } from './check-list';
import { ContactAsked } from './contact-asked';
import { ContactDrawer } from './contact.drawer';
import { NextSteps } from './next-steps';
import { SubmittedData } from './submitted-data';

/** Where a submitted enrollment stands (R2): who is awaited until when, what was found as long as it is reviewed (VER-10), what is next. */
@Component({
  selector: 'td-enrollment-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CheckList, ContactAsked, ContactDrawer, DayRuler, NextSteps, Note, SubmittedData],
  template: `
    @if (enrollment().state === 'active') {
      <td-note tone="ok" [title]="words.t('enrollment.status.active')">{{ words.t('enrollment.status.activeText', { date: when.date(enrollment().activatedAt) }) }}</td-note>
    } @else if (enrollment().state === 'suspended') {
      <td-note tone="bad" [title]="words.t('enrollment.status.suspended')" rule="ORG-10">{{ words.t('enrollment.status.suspendedText') }}</td-note>
    } @else if (enrollment().state === 'qualified') {
      <td-note tone="ok" [title]="words.t('enrollment.status.qualified')">{{ words.t('enrollment.status.qualifiedText') }}</td-note>
    } @else if (enrollment().stuck) {
      <td-note tone="bad" [title]="words.t('enrollment.status.late')" rule="TIM-03">
        {{ words.t('enrollment.status.lateText', { day: time.day(enrollment().expectedUntil ?? '') }) }} <a href="/enroll/guide" target="_blank" rel="noopener">{{ words.t('enrollment.status.guide') }}</a>
      </td-note>
    }
    @if (enrollment().state === 'contact_pending') {
      <td-contact-asked [enrollment]="enrollment()" (resent)="changed.emit($event)" (changing)="changing.set(true)" />
    } @else if (enrollment().expectedUntil && enrollment().state === 'in_review') {
      <section class="when" aria-labelledby="when">
        <div>
          <h2 class="h3" id="when" [attr.title]="time.instant(enrollment().expectedUntil!)">{{ words.t('enrollment.status.decision', { range: range() }) }}</h2>
          <p class="meta" [class]="enrollment().stuck ? 'bad' : time.tone(enrollment().expectedUntil!)">{{ enrollment().stuck ? words.t('enrollment.status.overdue') : time.said(enrollment().expectedUntil!) }}</p>
          <p class="meta t2">{{ words.t(enrollment().path === 'transition' ? 'enrollment.status.countedTransition' : 'enrollment.status.counted') }}</p>
        </div>
        @if (since(); as from) {
          <td-day-ruler [from]="from" [until]="enrollment().expectedUntil!" [late]="enrollment().stuck" />
        }
      </section>
    }
    <td-next-steps [enrollment]="enrollment()" />
    @if (enrollment().state === 'in_review' && enrollment().checks.length > 0) {
      <section aria-labelledby="checks">
        <h2 class="sec" id="checks">{{ words.t('enrollment.checksTitle') }}</h2>
        <td-check-list [enrollment]="enrollment()" />
      </section>
    }
    <section aria-labelledby="said">
      <h2 class="sec" id="said">{{ words.t('enrollment.status.said') }}</h2>
      <td-submitted-data [enrollment]="enrollment()" />
    </section>
    @if (changing()) {
      <td-contact-drawer [enrollment]="enrollment()" (saved)="changed.emit($event)" (closed)="changing.set(false)" />
    }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; max-width: 860px; }
    .when { display: grid; grid-template-columns: 240px minmax(0, 1fr); gap: 24px; padding: 12px 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
    @media (max-width: 640px) { .when { grid-template-columns: minmax(0, 1fr); gap: 12px; } }
  `,
})
export class EnrollmentStatus {
  readonly enrollment = input.required<EnrollmentView>();
  readonly changed = output<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly time = inject(ReviewTime);
  protected readonly changing = signal(false);
  protected readonly range = computed(() => this.time.range(this.enrollment()));
  /** When the clock began to run: with the confirmation, or with the newest submission. */
  protected readonly since = computed(() => [this.enrollment().submittedAt, this.enrollment().contact?.confirmedAt].filter((at) => at !== undefined).sort().at(-1));
}
