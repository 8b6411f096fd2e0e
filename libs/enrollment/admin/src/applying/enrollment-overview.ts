import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { listEnrollments } from '@tandem/enrollment-contract';
import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import { ApiClient, LiveUpdates, Note, Session, When, Words } from '@tandem/platform-admin';
import type { Tone } from '@tandem/platform-admin';
import { ReviewTime } from '../due/review-time';

/** How urgent each state is; of a qualified one the agreement's part speaks. */
const TONES: Readonly<Partial<Record<EnrollmentSummary['state'], Tone>>> = { offered: 'info', draft: 'info', contact_pending: 'info', in_review: 'info', action_required: 'warn', rejected: 'bad' };

/** Where the way into the reseller program stands, on the overview of its Global admin, with the one next step (SCR-05, TRN-01). */
@Component({
  selector: 'td-enrollment-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, RouterLink],
  template: `
    @if (card(); as one) {
      <section aria-labelledby="enrollment">
        <h2 class="sec" id="enrollment">{{ words.t('enrollment.overview.title') }}</h2>
        <td-note [tone]="one.tone" [title]="words.t('enrollment.overview.' + one.key)">
          {{ words.t('enrollment.overview.' + one.key + 'Text') }} {{ one.due }}
          @if (one.because) {<blockquote acts>{{ one.because }}</blockquote>}
          <div acts class="acts"><a class="btn sm" routerLink="/enrollment">{{ words.t('enrollment.overview.' + one.key + 'Act') }}</a></div>
        </td-note>
      </section>
    }
  `,
})
export class EnrollmentOverview {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly time = inject(ReviewTime);
  private readonly newest = signal<EnrollmentSummary | null | undefined>(undefined);
  /** Nobody else is told anything: a direct-bill partner that is not marked does not see the option (TRN-01). */
  protected readonly card = computed(() => {
    const enrollment = this.newest();
    if (enrollment === undefined) return null;
    if (enrollment === null) return this.session.holds('direct_bill') ? null : { key: 'none', tone: 'info' as const, due: '', because: '' };
    const tone = TONES[enrollment.state];
    if (!tone) return null;
    const { state, stuck, expectedUntil, markedBecause = '' } = enrollment;
    return { because: state === 'offered' ? markedBecause : '', key: stuck ? 'late' : state, tone: stuck ? ('bad' as const) : tone, due: state === 'in_review' && expectedUntil && !stuck ? this.words.t('enrollment.overview.due', { day: this.time.day(expectedUntil) }) : '' };
  });

  constructor() {
    inject(LiveUpdates).refetch(['enrollment'], () => void this.read());
    void this.read();
  }

  /** The overview stands without this part: when it cannot be read, it is not shown. */
  private async read(): Promise<void> {
    await this.api.call(listEnrollments, { query: { size: 1 } }).then(
      ({ items }) => this.newest.set(items[0] ?? null),
      () => undefined,
    );
  }
}
