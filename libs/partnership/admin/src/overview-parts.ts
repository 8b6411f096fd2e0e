import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { listRelationships } from '@tandem/partnership-contract';
import type { PartnerRelationship } from '@tandem/partnership-contract';
import { ApiClient, ListSource, LiveUpdates, When, Words } from '@tandem/platform-admin';
import { RequestsWaiting } from './requests-waiting';

/** A provider's overview: its partners and what waits in its requests. */
@Component({
  selector: 'td-provider-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <section aria-labelledby="requests">
      <h2 class="sec" id="requests">{{ words.t('partnership.resellers') }}</h2>
      <ul class="asks">
        @for (line of lines(); track line.view) {
          <li>
            <span class="figure" [class.bad]="line.view === 'problems' && line.count > 0">{{ words.number(line.count) }}</span>
            <span class="grow">{{ words.t('partnership.overview.' + line.view) }}</span>
            <a class="btn sm" routerLink="/indirect-resellers" [queryParams]="{ view: line.view }">{{ words.t('partnership.overview.show') }}</a>
          </li>
        }
      </ul>
    </section>
  `,
})
export class ProviderOverview {
  protected readonly words = inject(Words);
  private readonly waiting = inject(RequestsWaiting);
  protected readonly lines = computed(() => (['waiting', 'expiring', 'problems', 'partners'] as const).map((view) => ({ view, count: this.waiting.now()[view] })));
}

/** A reseller's overview: whom it has authorized. */
@Component({
  selector: 'td-reseller-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <section aria-labelledby="providers">
      <h2 class="sec" id="providers">{{ words.t('partnership.providers') }}</h2>
      @if (list.rows().length > 0) {
        <ul class="asks">
          @for (row of list.rows(); track row.id) {
            <li>
              <div class="grow">
                <p class="b">{{ row.name }}</p>
                <p class="t2 sm">{{ words.t('partnership.since', { date: when.date(row.since) }) }} · {{ words.t('partnership.columns.admin') }}: {{ words.t('partnership.admin.' + row.delegatedAdmin) }}</p>
              </div>
              <a class="btn sm" routerLink="/indirect-providers" [queryParams]="{ open: row.id }">{{ words.t('partnership.overview.show') }}</a>
            </li>
          }
        </ul>
      } @else if (!list.busy()) {
        <p class="sm t2">{{ words.t('partnership.noProviders') }} {{ words.t('partnership.noProvidersText') }}</p>
      }
    </section>
  `,
})
export class ResellerOverview {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly question = computed(() => ({ relationship_type: 'is_indirect_reseller_of', size: 20 }) as const);
  protected readonly list = new ListSource<PartnerRelationship, ReturnType<typeof this.question>>(this.question, (query) => this.api.call(listRelationships, { query }));

  constructor() {
    inject(LiveUpdates).refetch(['partnership'], () => void this.list.refresh());
  }
}
