import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { countResellerAgreementsExport, exportResellerAgreements, listResellerAgreements, SIGNED_STATES } from '@tandem/partnership-contract';
import type { ResellerAgreement } from '@tandem/partnership-contract';
import { addressOf, ApiClient, Cell, EmptySlot, LIST_PAGE, listing, ListFrame, ListUrl, Pill, When, Words } from '@tandem/platform-admin';
import type { Column, Filter, Look } from '@tandem/platform-admin';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'partnership.columns.name' },
  { id: 'agreement', label: 'partnership.agreements.column' },
  { id: 'verification', label: 'partnership.agreements.verification', minor: true },
  { id: 'mpn', label: 'partnership.columns.mpn', minor: true },
  { id: 'region', label: 'partnership.agreements.region' },
  { id: 'signed', label: 'partnership.agreements.signedAt', numeric: true },
];

/** Which of a provider's resellers have signed the partner agreement, to see and to take along as a file (AGR-07). */
@Component({
  selector: 'td-reseller-agreements-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, EmptySlot, ListFrame, Pill],
  providers: [ListUrl],
  template: `
    <td-list [of]="list">
      <ng-template tdCell="agreement" let-row><td-pill [tone]="lookOf(row).tone" [icon]="lookOf(row).icon">{{ words.t(lookOf(row).word) }}</td-pill></ng-template>
      <ng-template tdCell="verification" let-row>{{ words.t('partnership.agreements.states.' + row.verification) }}</ng-template>
      <ng-template tdCell="mpn" let-row>
        @if (row.mpnId) {<span class="mono">{{ row.mpnId }}</span>} @else {<span class="t3 none">–</span>}
      </ng-template>
      <ng-template tdCell="region" let-row>{{ words.t('partnership.agreements.place', { region: words.t('agreements.regions.' + row.region), country: words.country(row.country) }) }}</ng-template>
      <ng-template tdCell="signed" let-row>
        @if (row.signedAt; as at) {<span [attr.title]="when.full(at)">{{ when.date(at) }}</span>} @else {<span class="t3 none">–</span>}
      </ng-template>
      <ng-template tdEmpty>
        <h2 class="h3">{{ words.t('partnership.agreements.empty') }}</h2>
        <p class="t2">{{ words.t('partnership.agreements.emptyText') }}</p>
      </ng-template>
    </td-list>
  `,
})
export class ResellerAgreementsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly filters = computed((): Filter[] => [
    { id: 'signed', label: this.words.t('partnership.agreements.column'), options: SIGNED_STATES.map((value) => ({ value, label: this.words.t(`partnership.agreements.${value}`) })), single: true },
  ]);
  protected readonly list = listing({
    page: 'reseller-agreements',
    title: 'partnership.agreements.title',
    action: 'report.resellers',
    columns: COLUMNS,
    filters: this.filters,
    hears: ['partnership'],
    question: ({ search, filters }) => ({ q: search || undefined, signed: SIGNED_STATES.find((one) => one === filters['signed']?.[0]) }),
    read: (query, continuation) => this.api.call(listResellerAgreements, { query: { ...query, size: LIST_PAGE }, continuation }),
    exports: {
      // Spreadsheets in German take the semicolon for the separator.
      address: (query) => addressOf(exportResellerAgreements.path, {}, { ...query, language: this.words.language(), separator: this.words.language() === 'de' ? 'semicolon' : undefined }),
      count: (query) => this.api.call(countResellerAgreementsExport, { query }),
    },
    nameOf: (row: ResellerAgreement) => row.name,
  });

  protected lookOf({ signed }: ResellerAgreement): Look {
    return signed ? { tone: 'ok', icon: 'circle-check', word: 'partnership.agreements.signed' } : { tone: 'warn', icon: 'circle-dashed', word: 'partnership.agreements.unsigned' };
  }
}
