import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Words } from '../i18n/words';
import type { BulkRun } from './bulk-run';
import type { Selection } from './selection';

/** Floats over the foot of a list while rows are ticked: what can be done with them, and how far it is. */
@Component({
  selector: 'td-bulk-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (run().going()) {
      <div class="bulk" role="toolbar" [attr.aria-label]="words.t('list.bulk.going')">
        <span class="b" role="status">{{ words.t('list.bulk.progress', { done: words.number(run().done()), total: words.number(run().total()) }) }}</span>
        <progress [value]="run().done()" [max]="run().total()" [attr.aria-label]="words.t('list.bulk.going')"></progress>
        <button type="button" class="btn" [attr.aria-disabled]="run().stopping()" (click)="run().stop()">{{ words.t(run().stopping() ? 'list.bulk.stopping' : 'list.bulk.stop') }}</button>
      </div>
    } @else if (selection().count() > 0) {
      <div class="bulk" role="toolbar" [attr.aria-label]="words.count('list.selected', selection().count())">
        <span class="b">{{ words.count('list.selected', selection().count()) }}</span><span class="sep"></span>
        <ng-content />
        <span class="sep"></span>
        <button type="button" class="btn" (click)="selection().clear()">{{ words.t('list.clear') }} <span class="kbd" aria-hidden="true">Esc</span></button>
      </div>
    }
  `,
})
export class BulkBar {
  readonly selection = input.required<Selection<{ readonly id: string }>>();
  readonly run = input.required<Pick<BulkRun<never>, 'going' | 'done' | 'total' | 'stopping' | 'stop'>>();
  protected readonly words = inject(Words);
}
