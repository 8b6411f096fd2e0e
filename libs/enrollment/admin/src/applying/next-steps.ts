import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { listMpnAssociations } from '@tandem/identity-contract';
import { ApiClient, LiveUpdates, Session, When, Words } from '@tandem/platform-admin';
import { ReviewTime } from '../due/review-time';
import { nextOf } from './next-lines';
import type { NextLine } from './next-lines';

/** What is next until the company can sell: who acts, what, until when. */
@Component({
  selector: 'td-next-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    @if (lines().length > 0) {
      <section aria-labelledby="next">
        <h2 class="sec" id="next">{{ words.t('enrollment.next.title') }}</h2>
        <ul class="asks">
          @for (line of lines(); track line.id) {
            <li>
              <span class="who" [class.b]="line.who === 'you'">{{ words.t('enrollment.next.who.' + line.who) }}</span>
              <div class="grow">
                <p class="b">{{ words.t('enrollment.next.' + line.id) }}</p>
                <p class="t2">{{ words.t('enrollment.next.' + line.id + 'Text') }}</p>
              </div>
              <span class="until t2" [attr.title]="line.until ? tooltip(line) : null">{{ until(line) }}</span>
              @if (line.path; as path) {
                <a class="btn sm" [routerLink]="path">{{ words.t('enrollment.next.' + line.id + 'Act') }}</a>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    .asks li { display: grid; grid-template-columns: 112px minmax(0, 1fr) 168px 148px; align-items: start; gap: 0 16px; }
    .btn { justify-self: end; }
    @media (max-width: 640px) {
      .asks li { grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; }
      .who, .until { grid-row: 1; font-size: 12px; line-height: 16px; }
      .grow, .btn { grid-column: 1 / -1; }
      .btn { justify-self: stretch; height: 44px; margin-top: 6px; }
    }
  `,
})
export class NextSteps {
  readonly enrollment = input.required<EnrollmentView>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly time = inject(ReviewTime);
  private readonly api = inject(ApiClient);
  private readonly associated = signal<boolean | undefined>(undefined);
  protected readonly lines = computed(() => nextOf(this.enrollment(), this.associated()));

  constructor() {
    if (!inject(Session).may('mpn-location.read')) return;
    inject(LiveUpdates).refetch(['mpn_location', 'enrollment'], () => void this.read());
    void this.read();
  }

  protected until({ id, until, path }: NextLine): string {
    if (!until) return this.words.t(id === 'agreement' && path ? 'enrollment.next.agreementNow' : `enrollment.next.${id === 'agreement' && this.enrollment().state === 'qualified' ? 'agreementLocated' : `${id}Until`}`);
    return id === 'review' ? this.time.day(until) : this.when.weekday(until);
  }

  protected tooltip({ id, until = '' }: NextLine): string {
    return id === 'review' ? this.time.instant(until) : this.when.full(until);
  }

  /** Without an answer nothing is said of the location. */
  private async read(): Promise<void> {
    await this.api.call(listMpnAssociations, { query: { size: 1 } }).then(
      ({ items }) => this.associated.set(items.some(({ until }) => until === undefined)),
      () => undefined,
    );
  }
}
