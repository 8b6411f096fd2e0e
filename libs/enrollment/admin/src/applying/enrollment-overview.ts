import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { listEnrollments } from '@tandem/enrollment-contract';
import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import { ApiClient, LiveUpdates, Note, Pill, Session, When, Words } from '@tandem/platform-admin';
import { lookOfEnrollment } from './enrollment-looks';

/** What the overview says of the own enrollment: where it stands, and the one next step (SCR-05). */
@Component({
  selector: 'td-enrollment-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, Pill, RouterLink],
  template: `
    @let found = newest();
    @if (found !== undefined && found?.state !== 'active') {
      <section aria-labelledby="enrollment-overview">
        <h2 class="sec" id="enrollment-overview">{{ words.t(found?.state === 'offered' ? 'enrollment.overview.offer' : 'enrollment.title') }}</h2>
        @if (found?.stuck) {<td-note tone="warn" [title]="words.t('enrollment.stuck.title')" rule="TIM-03">{{ words.t('enrollment.stuck.text') }}</td-note>}
        <ul class="asks">
          <li>
            <div class="grow">
              <p class="b">{{ words.t('enrollment.overview.' + (found?.state ?? 'none')) }}</p>
              @if (found?.expectedUntil && !found?.stuck) {<p class="t2 sm"><time [attr.datetime]="found?.expectedUntil" [attr.title]="when.calendar(found?.expectedUntil)">{{ words.t('enrollment.inReview.until', { day: lastDay(found?.expectedUntil) }) }}</time></p>}
            </div>
            @if (found) {<td-pill [tone]="look(found).tone" [icon]="look(found).icon">{{ words.t(look(found).word) }}</td-pill>}
            <a class="btn sm" routerLink="/enrollment">{{ words.t(found ? 'enrollment.overview.look' : 'enrollment.begin.act') }}</a>
          </li>
        </ul>
      </section>
    }
  `,
})
export class EnrollmentOverview {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  /** Null: there is none; undefined: nothing is to be said. */
  protected readonly newest = signal<EnrollmentSummary | null | undefined>(undefined);
  protected readonly look = ({ state }: EnrollmentSummary) => lookOfEnrollment(state);

  constructor() {
    inject(LiveUpdates).refetch(['enrollment'], () => void this.read());
    void this.read();
  }

  protected lastDay(until: string | undefined): string {
    return until === undefined ? '' : this.when.weekday(new Date(Date.parse(until) - 1).toISOString());
  }

  /** The overview stands without this part. Whoever holds a program and was offered nothing has nothing to begin. */
  private async read(): Promise<void> {
    const found = await this.api.call(listEnrollments, { query: { size: 1 } }).then(({ items }) => items[0] ?? null, () => undefined);
    this.newest.set(found === null && (this.session.me().programs.length > 0 || !this.session.may('enrollment.edit')) ? undefined : found);
  }
}
