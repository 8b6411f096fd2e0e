import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';

/** A saved view of a list. */
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

/** Saved views as tabs; each is an address of its own. */
@Component({
  selector: 'td-views',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <nav class="tabs" [attr.aria-label]="words.t('list.views')">
      @for (view of views(); track view.id) {
        <a
          [routerLink]="[]"
          [queryParams]="{ view: view.id === 'all' ? null : view.id, open: null }"
          queryParamsHandling="merge"
          [attr.aria-current]="url.state().view === view.id ? 'page' : null"
          >{{ words.t(view.label) }}
          @if (view.count !== undefined) {<span class="n" [class.bad]="view.urgent && view.count > 0">{{ words.number(view.count) }}{{ view.more ? '+' : '' }}</span>}
        </a>
      }
    </nav>
  `,
})
export class Views {
  readonly views = input.required<readonly View[]>();
  protected readonly url = inject(ListUrl);
  protected readonly words = inject(Words);
}
