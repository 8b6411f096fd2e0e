import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { IncentiveProgramView } from '@tandem/incentives-contract';
import { Pill, Session, When, Words } from '@tandem/platform-admin';
import { lookOfIncentive, termOf } from '../incentive-looks';

/** The other programs of the organisation: each has an enrollment, profiles and reminders of its own (INC-04). */
@Component({
  selector: 'td-other-programs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pill, RouterLink],
  template: `
    <h2 class="sec">{{ words.t('incentives.others.title', { organisation: session.me().organisation.name }) }}</h2>
    <ul>
      @for (one of programs(); track one.program) {
        <li>
          <span class="grow"><span class="b">{{ one.name[words.language()] }} {{ termOf((one.incentive ?? one).term) }}</span><span class="t2"> · {{ words.t('incentives.others.separate') }}</span></span>
          @if (one.incentive; as incentive) {
            <td-pill [tone]="look(incentive).tone" [icon]="look(incentive).icon">{{ words.t(look(incentive).word) }}</td-pill>
            <span class="t2">{{ words.t('incentives.others.since', { date: when.date(incentive.endedAt ?? incentive.enrolledAt ?? incentive.declinedAt ?? incentive.submittedAt ?? incentive.invitedAt ?? incentive.startedAt) }) }}</span>
          } @else {
            <span class="t2">{{ words.t('incentives.others.none') }}</span>
          }
          <a class="btn plain sm" routerLink="/incentives" [queryParams]="{ program: one.program }">{{ words.t('incentives.others.view') }}<span class="vh"> {{ one.name[words.language()] }}</span></a>
        </li>
      }
    </ul>
  `,
  styles: `
    ul { border-top: 1px solid var(--line-2); }
    li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; min-height: 48px; padding: 6px 0; border-bottom: 1px solid var(--line); font-size: 13px; line-height: 20px; }
    .grow { flex: 1 1 300px; }
  `,
})
export class OtherPrograms {
  readonly programs = input.required<readonly IncentiveProgramView[]>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly session = inject(Session);
  protected readonly look = lookOfIncentive;
  protected readonly termOf = termOf;
}
