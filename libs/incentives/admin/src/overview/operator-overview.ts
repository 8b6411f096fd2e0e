import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '@tandem/platform-admin';
import { IncentivesWaiting } from './incentives-waiting';

/** An operator's overview: incentives to verify, and invitations that cannot go out or are late (TIM-07). */
@Component({
  selector: 'td-incentives-operator-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    @if (waiting.now().known) {
      <section aria-labelledby="incentives">
        <h2 class="sec" id="incentives">{{ words.t('incentives.title') }}</h2>
        <ul class="asks">
          @for (line of lines(); track line.view) {
            <li>
              <span class="figure" [class.bad]="line.view !== 'submitted' && line.count > 0">{{ words.number(line.count) }}</span>
              <span class="grow">{{ words.t('incentives.waiting.' + line.view) }}</span>
              <a class="btn sm" routerLink="/incentive-invitations" [queryParams]="{ view: line.view }">{{ words.t('incentives.waiting.show') }}<span class="vh"> {{ words.t('incentives.waiting.' + line.view) }}</span></a>
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class IncentivesOperatorOverview {
  protected readonly words = inject(Words);
  protected readonly waiting = inject(IncentivesWaiting);
  protected readonly lines = computed(() => (['submitted', 'blocked', 'overdue'] as const).map((view) => ({ view, count: this.waiting.now()[view] })));
}
