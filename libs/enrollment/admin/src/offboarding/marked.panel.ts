import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { markOffboarding } from '@tandem/enrollment-contract';
import { partnerTimeline } from '@tandem/identity-contract';
import { ApiClient, FaultWords, Icon, RecordSheet, storyOf, When, Words, Writes } from '@tandem/platform-admin';
import { lookOfMark, UNMARKABLE } from './marked-row';
import type { MarkedRow } from './marked-row';

/** One marked partner in the side panel: why, since when, how far its transition is; and taking the mark back. */
@Component({
  selector: 'td-marked-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RecordSheet, RouterLink, Writes],
  template: `
    <td-record [name]="row().organisation.name" [look]="look()" [line]="words.t('offboarding.since', { date: when.date(row().since) })" [failure]="failure()" [moments]="story.moments()">
      <dl class="facts">
        <dt>{{ words.t('offboarding.columns.domain') }}</dt>
        <dd class="mono">{{ row().organisation.domain }}</dd>
        <dt>{{ words.t('offboarding.columns.country') }}</dt>
        <dd>{{ words.country(row().organisation.country) }}</dd>
        <dt>{{ words.t('offboarding.reason') }}</dt>
        <dd class="break">{{ row().reason }}</dd>
      </dl>
      <div class="acts gapped">
        @if (shown(); as id) {<a class="btn sm" routerLink="/enrollments" [queryParams]="{ open: id }"><td-icon name="external-link" />{{ words.t('offboarding.toEnrollment') }}</a>}
        @if (row().identified && !submitted()) {<button type="button" class="btn sm" [tdWrites]="busy()" (click)="unmark()"><td-icon name="undo-2" />{{ words.t('offboarding.unmark') }}</button>}
      </div>
      @if (submitted()) {<p class="sm t2">{{ words.t('offboarding.submitted') }}</p>}
    </td-record>
  `,
})
export class MarkedPanel {
  readonly row = input.required<MarkedRow>();
  readonly unmarked = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly look = computed(() => lookOfMark(this.row()));
  protected readonly submitted = computed(() => !UNMARKABLE.includes(this.row().enrollment?.state ?? 'offered'));
  /** What was only offered is nothing to look at yet. */
  protected readonly shown = computed(() => (this.row().enrollment?.state === 'offered' ? undefined : this.row().enrollment?.id));
  protected readonly story = storyOf(this.row, () => this.api.call(partnerTimeline, { params: { id: this.row().id } }));

  protected async unmark(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(markOffboarding, { params: { id: this.row().id }, body: { identified: false } }).then(
      () => this.unmarked.emit(),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
