import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';
import { Shortcuts } from '../shell/shortcuts';
import { Icon } from './icon';
import { Menu } from './menu';

/** A filter of a list and what can be picked; `values` are what stands in the address. */
export interface Filter {
  readonly id: string;
  readonly label: string;
  /** Only one value at a time. */
  readonly single?: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Search and filters of a list, kept in its address: a chip says what is set, opens it and takes it away. */
@Component({
  selector: 'td-filter-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Menu],
  template: `
    <div class="bar" role="search">
      @if (searches()) {
        <label class="in sm search">
          <td-icon name="search" class="t2" />
          <span class="vh">{{ words.t('list.search') }}</span>
          <input #search type="search" [value]="url.state().search" [attr.placeholder]="words.t('list.search')" (input)="type(search.value)" />
          <span class="kbd keys" aria-hidden="true">/</span>
        </label>
      }
      @for (filter of filters(); track filter.id) {
        <span class="row chips">
          <td-menu [look]="chosen(filter).length > 0 ? 'chip set' : 'chip add'" drop="start" [stays]="true">
            <ng-container ngProjectAs="[face]">
              @if (chosen(filter).length > 0) {
                <span class="k">{{ filter.label }}</span><span class="b">{{ names(filter) }}</span>
              } @else {
                <td-icon name="list-filter" class="s" />{{ filter.label }}
              }
            </ng-container>
            @for (option of filter.options; track option.value) {
              <label class="item"><input type="checkbox" [checked]="chosen(filter).includes(option.value)" (change)="toggle(filter, option.value)" />{{ option.label }}</label>
            }
          </td-menu>
          @if (chosen(filter).length > 0) {
            <button type="button" class="chipx" [attr.aria-label]="words.t('list.clearFilter', { filter: filter.label })" (click)="url.filter(filter.id, [])"><td-icon name="x" class="s" /></button>
          }
        </span>
      }
      <ng-content />
    </div>
  `,
})
export class FilterBar {
  readonly filters = input.required<readonly Filter[]>();
  /** False for a list that cannot be searched. */
  readonly searches = input(true);
  protected readonly url = inject(ListUrl);
  protected readonly words = inject(Words);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('search');
  private readonly set = computed(() => this.url.state().filters);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const shortcuts = inject(Shortcuts);
    effect((cleanUp) => {
      if (this.searches()) cleanUp(shortcuts.add({ '/': () => this.box()?.nativeElement.focus() }, [{ caps: ['/'], word: 'keys.search', where: 'list' }]));
    });
  }

  protected chosen(filter: Filter): readonly string[] {
    return this.set()[filter.id] ?? [];
  }

  protected names(filter: Filter): string {
    const chosen = this.chosen(filter);
    return filter.options.filter((option) => chosen.includes(option.value)).map((option) => option.label).join(', ');
  }

  protected toggle(filter: Filter, value: string): void {
    const before = this.chosen(filter);
    if (filter.single && !before.includes(value)) return this.url.filter(filter.id, [value]);
    this.url.filter(filter.id, before.includes(value) ? before.filter((other) => other !== value) : [...before, value]);
  }

  protected type(search: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.url.patch({ search }), 200);
  }
}
