import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';
import { Note } from '../ui/note';
import { Ages } from './ages';
import { WatchState } from './watch-state';

/** Tells operators on every page that no worker lives, or that work waits for more than a minute. */
@Component({
  selector: 'td-work-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, RouterLink],
  providers: [Ages],
  template: `
    @if (watch(); as now) {
      @if (now.state !== 'working') {
        <td-note [tone]="now.state === 'stopped' ? 'bad' : 'warn'" [title]="words.t('monitor.' + now.state, { age: ages.span(now.oldestSeconds ?? 0) })">
          {{ words.t('monitor.' + now.state + 'Text') }} <a class="link" routerLink="/workers">{{ words.t('monitor.toWorkers') }}</a>
        </td-note>
      }
    }
  `,
})
export class WorkBanner {
  protected readonly words = inject(Words);
  protected readonly ages = inject(Ages);
  protected readonly watch = inject(WatchState).now;
}
