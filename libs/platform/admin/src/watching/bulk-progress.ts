import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { BulkActRowView } from '@tandem/platform-contract';
import { Words } from '../i18n/words';
import { Icon } from '../ui/icon';
import { Note } from '../ui/note';
import { Results } from '../ui/results';
import type { RowResult } from '../ui/results';
import { BulkActs } from './bulk-acts';

/** How far a bulk act is, as it goes on: what was taken, what has become of it by now, what was left and why. */
@Component({
  selector: 'td-bulk-progress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note, Results],
  template: `
    @if (acts.failure()) {
      <td-note tone="bad" [title]="words.t('deliveries.notDone')">{{ acts.failure() }}</td-note>
    }
    @if (acts.act(); as act) {
      <section class="bulkact" [attr.aria-label]="words.t('monitor.bulk.title')">
        <div class="grow">
          <p class="b" role="status">{{ heading() }}</p>
          @if (act.matched > 0) {
            <progress [max]="act.matched" [value]="act.done" [attr.aria-label]="words.t('monitor.bulk.title')"></progress>
            <p class="meta t2">{{ told() }}</p>
          }
        </div>
        @if (act.matched > 0) {
          <button type="button" class="btn sm" (click)="acts.showRows()">{{ words.t('monitor.bulk.rows') }}</button>
        }
        <button type="button" class="btn plain icon sm" [attr.aria-label]="words.t('act.close')" (click)="acts.close()"><td-icon name="x" /></button>
      </section>
    }
    @if (acts.rows(); as rows) {
      <td-results [results]="results(rows)" (closed)="acts.rows.set(null)" />
    }
  `,
})
export class BulkProgress {
  protected readonly words = inject(Words);
  protected readonly acts = inject(BulkActs);

  protected readonly heading = computed(() => {
    const { act = 'retry', matched = 0 } = this.acts.act() ?? {};
    if (matched === 0) return this.words.t(act === 'retry' ? 'monitor.bulk.none.retry' : 'monitor.bulk.none.dismiss');
    return act === 'retry' ? this.words.count('monitor.bulk.retry', matched) : this.words.count('monitor.bulk.dismiss', matched);
  });

  /** "12 of 40 · 10 waiting · 2 delivered · 1 left as it is: …" */
  protected readonly told = computed(() => {
    const act = this.acts.act();
    if (!act) return '';
    const states = Object.entries(act.act === 'retry' ? act.states : {}).map(([state, count]) => `${this.words.number(count)} ${this.stateOf(state)}`);
    const refused = act.refused.map(({ reason, count }) => this.words.count('monitor.bulk.left', count, { why: this.reasonOf(reason) }));
    return [this.words.t('monitor.bulk.of', { done: this.words.number(act.done), of: this.words.number(act.matched) }), ...states, ...refused].join(' · ');
  });

  protected results(rows: readonly BulkActRowView[]): RowResult[] {
    return rows.map(({ name, outcome, reason, state }) => ({ name, ok: outcome !== 'refused', text: outcome === 'refused' ? this.reasonOf(reason ?? '') : outcome === 'waiting' ? this.words.t('monitor.bulk.turn') : this.stateOf(state) }));
  }

  private stateOf(state: string): string {
    const key = this.acts.act()?.of === 'job' ? `jobs.states.${state}` : `mail.states.${state}`;
    return this.words.has(key) ? this.words.t(key) : state;
  }

  private reasonOf(reason: string): string {
    const key = `reasons.${reason}`;
    return this.words.has(key) ? this.words.t(key) : reason;
  }
}
