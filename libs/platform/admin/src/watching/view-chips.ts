import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';
import type { View } from '../ui/views';

/** Views of a list whose tabs lead to other lists: each an address of its own, as a chip. */
@Component({
  selector: 'td-view-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <nav class="viewchips" [attr.aria-label]="words.t('list.views')">
      @for (view of views(); track view.id) {
        <a class="chip" [routerLink]="[]" [queryParams]="{ view: view.id === 'all' ? null : view.id, reason: null, open: null }" queryParamsHandling="merge" [attr.aria-current]="url.state().view === view.id ? 'page' : null"
          >{{ words.t(view.label) }}
          @if (view.count) {<span class="n" [class.bad]="view.urgent">{{ words.number(view.count) }}</span>}
        </a>
      }
    </nav>
  `,
})
export class ViewChips {
  readonly views = input.required<readonly View[]>();
  protected readonly url = inject(ListUrl);
  protected readonly words = inject(Words);
}
