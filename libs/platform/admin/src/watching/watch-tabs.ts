import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';
import { Session } from '../session/session';
import { InSight } from '../ui/in-sight';
import { WatchState } from './watch-state';

const TABS = ['deliveries', 'jobs', 'schedules', 'workers'] as const;

/** The pages of the monitor; whoever watches over their own mails only needs none of them. */
@Component({
  selector: 'td-watch-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InSight, RouterLink],
  template: `
    @if (shown) {
      <div class="tabrow">
        <nav class="tabs" [attr.aria-label]="words.t('monitor.pages')">
          @for (tab of tabs; track tab) {
            <a [routerLink]="'/' + tab" [tdInSight]="tab === at()" [attr.aria-current]="tab === at() ? 'page' : null"
              >{{ words.t(tab + '.title') }}
              @if (count(tab); as n) {<span class="n" [class.bad]="tab !== 'workers'">{{ words.number(n) }}</span>}
            </a>
          }
        </nav>
      </div>
    }
  `,
})
export class WatchTabs {
  readonly at = input.required<(typeof TABS)[number]>();
  protected readonly words = inject(Words);
  protected readonly tabs = TABS;
  protected readonly shown = inject(Session).may('job.manage');
  private readonly watch = inject(WatchState).now;

  protected count(tab: (typeof TABS)[number]): number {
    const watch = this.watch();
    return { deliveries: watch?.dead.deliveries, jobs: watch?.dead.jobs, schedules: 0, workers: watch?.workers }[tab] ?? 0;
  }
}
