import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import type { SavedView } from '@tandem/platform-contract';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';
import { InSight } from './in-sight';

/** A view that a list comes with. */
export interface View {
  readonly id: string;
  /** Key of its wording. */
  readonly label: string;
  readonly count?: number;
  /** There are more than counted. */
  readonly more?: boolean;
  /** Its count needs somebody. */
  readonly urgent?: boolean;
}

/** The views of a list as tabs, built in and one's own; each is an address of its own. What makes and changes views is its content. */
@Component({
  selector: 'td-views',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InSight, RouterLink],
  template: `
    <div class="tabrow">
      <nav class="tabs" [attr.aria-label]="words.t('list.views')">
        @for (view of views(); track view.id) {
          <a
            [routerLink]="[]"
            [queryParams]="{ view: view.id === 'all' ? null : view.id, open: null }"
            [queryParamsHandling]="mine() ? null : 'merge'"
            [tdInSight]="!mine() && url.state().view === view.id"
            [attr.aria-current]="!mine() && url.state().view === view.id ? 'page' : null"
            >{{ words.t(view.label) }}
            @if (view.count !== undefined) {<span class="n" [class.bad]="view.urgent && view.count > 0">{{ words.number(view.count) }}{{ view.more ? '+' : '' }}</span>}
          </a>
        }
        @for (view of own(); track view.id) {
          <a [routerLink]="[]" [queryParams]="paramsOf(view)" [tdInSight]="mine() === view.id" [attr.aria-current]="mine() === view.id ? 'page' : null">{{ view.name }}</a>
        }
      </nav>
      <ng-content />
    </div>
  `,
})
export class Views {
  readonly views = input.required<readonly View[]>();
  /** Views that the person has saved. */
  readonly own = input<readonly SavedView[]>([]);
  protected readonly url = inject(ListUrl);
  protected readonly words = inject(Words);
  /** Id of the own view that is shown; its filters are not carried over to a built-in one. */
  protected readonly mine = computed(() => this.own().find((view) => view.id === this.url.state().saved)?.id);

  protected paramsOf({ id, query }: SavedView): Params {
    return { ...Object.fromEntries(new URLSearchParams(query)), saved: id };
  }
}
