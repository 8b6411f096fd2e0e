import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { agreementTemplateTimeline, diffAgreementTemplate } from '@tandem/enrollment-contract';
import type { AgreementComparison, AgreementTemplateSummary } from '@tandem/enrollment-contract';
import { ApiClient, Icon, RecordSheet, storyOf, When, Words } from '@tandem/platform-admin';
import { AgreementChanges } from './agreement-changes';
import { lookOfVersion } from './agreement-looks';
import { OpenAgreement } from './open-agreement';

/** One version in the side panel: where and from when on it counts, its documents, what it changed, and its story. */
@Component({
  selector: 'td-version-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgreementChanges, Icon, RecordSheet],
  providers: [OpenAgreement],
  template: `
    <td-record [name]="row().titles[words.language()]" [look]="look()" [line]="words.t('agreements.version', { version: row().versionRank })" [failure]="opening.failure()" [moments]="moments()">
      <dl class="facts">
        <dt>{{ words.t('agreements.columns.from') }}</dt>
        <dd>{{ when.full(row().effectiveFrom) }}</dd>
        <dt>{{ words.t('agreements.columns.where') }}</dt>
        <dd>{{ where() }}</dd>
        <dt>{{ words.t('agreements.columns.published') }}</dt>
        <dd>{{ when.date(row().publishedAt) }}@if (row().publishedBy; as name) {<span class="t2"> · {{ name }}</span>}</dd>
        @if (comparison(); as known) {
          <dt>{{ words.t('agreements.for') }}</dt>
          <dd>{{ words.count(known.asked.more ? 'agreements.resellersMore' : 'agreements.resellers', known.asked.count) }}</dd>
        }
      </dl>
      @for (language of languages; track language) {
        <div class="acts gapped">
          <span class="grow sm">{{ words.t('agreements.languages.' + language) }}</span>
          <button type="button" class="btn sm" [attr.aria-label]="words.t('agreements.readIn', { language: words.t('agreements.languages.' + language) })" (click)="opening.read(row().id, language)"><td-icon name="external-link" />{{ words.t('agreements.view') }}</button>
          <button type="button" class="btn sm" [attr.aria-label]="words.t('agreements.downloadIn', { language: words.t('agreements.languages.' + language) })" (click)="opening.download(row().id, language)"><td-icon name="download" />PDF</button>
        </div>
      }
      @if (comparison(); as known) {
        @if (known.against) {
          <h3 class="sec">{{ words.t('agreements.changes') }}</h3>
          <td-agreement-changes [comparison]="known" />
        }
      }
    </td-record>
  `,
})
export class VersionPanel {
  readonly row = input.required<AgreementTemplateSummary>();
  /** Where it is for, in words. */
  readonly where = input.required<string>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  protected readonly opening = inject(OpenAgreement);
  protected readonly languages = ['de', 'en'] as const;
  protected readonly look = computed(() => lookOfVersion(this.row().state));
  protected readonly comparison = signal<AgreementComparison | undefined>(undefined);
  protected readonly moments = storyOf(this.row, () => this.api.call(agreementTemplateTimeline, { params: { templateId: this.row().id } })).moments;

  constructor() {
    effect(() => {
      const templateId = this.row().id;
      // The panel stands without it; what could not be read is read with the next opening.
      untracked(() => void this.api.call(diffAgreementTemplate, { params: { templateId } }).then((found) => this.comparison.set(found), () => this.comparison.set(undefined)));
    });
  }
}
