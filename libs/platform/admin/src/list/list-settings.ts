import { afterNextRender, ChangeDetectionStrategy, Component, ElementRef, inject, Injector, input } from '@angular/core';
import { Words } from '../i18n/words';
import { DENSITIES, Density } from '../theme/density';
import type { Column } from '../ui/cell';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import type { ColumnChoice } from './column-choice';

/** How a list is shown on this device: which columns, in which order, how close its rows stand. */
@Component({
  selector: 'td-list-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Menu],
  template: `
    <td-menu [label]="words.t('list.settings.title')" look="btn plain sm icon" [stays]="true">
      <td-icon face name="columns-3" />
      <fieldset class="settings">
        <legend class="meta b t2">{{ words.t('list.settings.columns') }}</legend>
        @for (column of columns().all(); track $index) {
          <div class="setting">
            @if (columns().isLead(column.id)) {
              <span class="item still">{{ words.t(column.label) }} <span class="meta t2">{{ words.t('list.settings.always') }}</span></span>
            } @else {
              <label class="item"><input type="checkbox" [checked]="columns().shows(column.id)" (change)="columns().toggle(column.id)" />{{ words.t(column.label) }}</label>
              @for (way of ways; track way.by) {
                <button
                  type="button"
                  class="btn plain icon xs"
                  [class]="way.name"
                  [attr.aria-disabled]="!columns().canMove(column.id, way.by)"
                  [attr.aria-label]="words.t('list.settings.' + way.name, { column: words.t(column.label) })"
                  (click)="move(column, way.by)"
                >
                  <td-icon [name]="way.icon" />
                </button>
              }
            }
          </div>
        }
        <button type="button" class="item t2" (click)="columns().reset()"><td-icon name="undo-2" class="s" />{{ words.t('list.settings.reset') }}</button>
      </fieldset>
      <fieldset class="settings heights">
        <legend class="meta b t2">{{ words.t('list.settings.density') }}</legend>
        @for (name of densities; track name) {
          <label class="item"><input type="radio" name="density" [checked]="density.name() === name" (change)="density.use(name)" />{{ words.t('list.settings.densities.' + name) }}</label>
        }
      </fieldset>
    </td-menu>
  `,
})
export class ListSettings {
  readonly columns = input.required<ColumnChoice>();
  protected readonly words = inject(Words);
  protected readonly density = inject(Density);
  protected readonly densities = DENSITIES;
  protected readonly ways = [
    { by: -1, name: 'earlier', icon: 'arrow-up' },
    { by: 1, name: 'later', icon: 'arrow-down' },
  ] as const;
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** The focus goes with the column, so that pressing on moves it on. */
  protected move({ id }: Column, by: 1 | -1): void {
    this.columns().move(id, by);
    const place = this.columns().all().findIndex((column) => column.id === id);
    afterNextRender(() => this.host.querySelectorAll('.setting')[place]?.querySelector<HTMLElement>(by < 0 ? '.earlier' : '.later')?.focus(), { injector: this.injector });
  }
}
