import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from '../ui/icon';
import type { Listing } from './listing';

/** How many rows a file would have; `more`: that many and others. */
export interface ExportCount {
  readonly count: number;
  readonly more: boolean;
}

/** Downloads what the list shows, filtered as it is, and says before how many rows that is. Rows that are all loaded are not counted again. */
@Component({
  selector: 'td-export-link',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (rows(); as rows) {
      @if (rows.count > 0) {<a class="btn plain sm" [href]="address()" download><td-icon name="download" />{{ words.count(rows.more ? 'list.export.more' : 'list.export.rows', rows.count) }}</a>}
    }
  `,
})
export class ExportLink<Row extends { readonly id: string }> {
  readonly of = input.required<Listing<Row>>();
  protected readonly words = inject(Words);
  private readonly counted = signal<{ readonly question: unknown; readonly rows: ExportCount } | null>(null);
  protected readonly address = computed(() => this.of().plan.exports?.address(this.of().question()) ?? '');
  /** Null until it is known for the present question. */
  protected readonly rows = computed((): ExportCount | null => {
    const { source, rows, question } = this.of();
    if (source.first() || source.stale()) return null;
    if (!source.hasMore()) return { count: rows().length, more: false };
    const counted = this.counted();
    return counted && counted.question === question() ? counted.rows : null;
  });

  constructor() {
    effect(() => {
      const { source, rows, question, plan } = this.of();
      rows();
      if (!source.hasMore() || source.stale() || !plan.exports) return;
      const asked = question();
      // A count is an extra: without it there is no button, and the next reading asks again.
      untracked(() => void plan.exports?.count(asked).then((found) => this.counted.set({ question: asked, rows: found }), () => undefined));
    });
  }
}
