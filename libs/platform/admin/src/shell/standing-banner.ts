import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Words } from '../i18n/words';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Note } from '../ui/note';

/** Tells the people of a suspended or restricted organisation on every page what that means, what still works and whom to ask (ORG-10, ORG-11). */
@Component({
  selector: 'td-standing-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note],
  template: `
    @if (halt(); as now) {
      <td-note [tone]="now.is === 'suspended' ? 'bad' : 'warn'" [title]="words.t('standing.' + now.is, { date: when.date(now.since) })" [rule]="now.is === 'suspended' ? 'ORG-10' : 'ORG-11'">
        @if (now.reason) {{{ words.t('standing.reason', { reason: now.reason }) }}} {{ words.t('standing.' + now.is + 'Text') }}
      </td-note>
    }
  `,
})
export class StandingBanner {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly session = inject(Session);
  protected readonly halt = computed(() => {
    const { suspended, restricted } = this.session.me();
    if (suspended) return { is: 'suspended', ...suspended } as const;
    return restricted ? ({ is: 'restricted', ...restricted } as const) : null;
  });

  constructor() {
    // What could not be read is read with the next change, or the next page load.
    inject(LiveUpdates).refetch(['organisation'], () => void this.session.load().catch(() => undefined));
  }
}
