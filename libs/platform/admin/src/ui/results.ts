import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from './icon';
import { Modal } from './modal';

/** What became of one row of a bulk act. */
export interface RowResult {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

/** What became of a bulk act, row by row. */
@Component({
  selector: 'td-results',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="results-title">
      <h2 class="h2" id="results-title" tabindex="-1" autofocus>{{ words.t('list.results') }}</h2>
      <ul class="results effects">
        @for (result of results(); track $index) {
          <li><span class="break">{{ result.name }}</span><span class="row"><td-icon class="s" [name]="result.ok ? 'check' : 'circle-alert'" [class]="result.ok ? 'ok' : 'bad'" />{{ result.text }}</span></li>
        }
      </ul>
      @if (left() > 0) {<p class="lead">{{ words.count('list.bulk.left', left()) }}</p>}
      <div class="acts"><button type="button" class="btn primary" (click)="closed.emit()">{{ words.t('list.resultsClose') }}</button></div>
    </dialog>
  `,
})
export class Results {
  readonly results = input.required<readonly RowResult[]>();
  /** How many more rows were wanted but not reached, because somebody stopped it. */
  readonly left = input(0);
  readonly closed = output();
  protected readonly words = inject(Words);
}
