import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';
import type { OverviewPart } from '../shell/overview-part';
import { WatchState } from './watch-state';

/** An operator's overview: mails and jobs that nobody has handled yet. */
@Component({
  selector: 'td-watching-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <section aria-labelledby="watching">
      <h2 class="sec" id="watching">{{ words.t('monitor.overview.title') }}</h2>
      <ul class="asks">
        @for (line of lines(); track line.path) {
          <li>
            <span class="figure" [class.bad]="line.count > 0">{{ words.number(line.count) }}</span>
            <span class="grow">{{ words.t('monitor.overview.' + line.path) }}</span>
            <a class="btn sm" [routerLink]="'/' + line.path">{{ words.t('monitor.overview.show') }}</a>
          </li>
        }
      </ul>
    </section>
  `,
})
export class WatchingOverview {
  protected readonly words = inject(Words);
  private readonly watch = inject(WatchState);
  protected readonly lines = computed(() => [
    { path: 'deliveries', count: this.watch.deadDeliveries().count },
    { path: 'jobs', count: this.watch.deadJobs().count },
  ]);
}

/** What the monitor says on the overview. */
export const watchingOverview: readonly OverviewPart[] = [{ component: WatchingOverview, order: 40, when: (session) => session.may('job.manage') }];
