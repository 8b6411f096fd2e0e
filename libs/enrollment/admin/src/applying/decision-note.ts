import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Note, When, Words } from '@tandem/platform-admin';
import { CheckList } from './check-list';

/** Why a company was not approved, or what is needed from it, in the operator's own words; what to put right, check by check (VER-06). */
@Component({
  selector: 'td-decision-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CheckList, Note],
  template: `
    <td-note [tone]="enrollment().state === 'rejected' ? 'bad' : 'warn'" [title]="words.t('enrollment.decision.' + enrollment().state)">
      {{ words.t('enrollment.decision.' + enrollment().state + 'Text', { date: when.full(enrollment().decision?.decidedBy?.at) }) }}
      @if (enrollment().decision?.reason; as reason) {
        <blockquote acts>{{ reason }}</blockquote>
      }
    </td-note>
    @if (enrollment().checks.length > 0) {
      <section aria-labelledby="checks">
        <h2 class="sec" id="checks">{{ words.t('enrollment.checksTitle') }}</h2>
        <td-check-list [enrollment]="enrollment()" />
        <p class="sm"><a href="/enroll/guide" target="_blank" rel="noopener">{{ words.t('enrollment.status.guide') }}</a></p>
      </section>
    }
  `,
  styles: `
    :host { display: block; max-width: 760px; }
    blockquote { margin: 8px 0 0; padding-inline-start: 10px; border-inline-start: 1px solid var(--line-2); white-space: pre-line; overflow-wrap: anywhere; }
  `,
})
export class DecisionNote {
  readonly enrollment = input.required<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
}
