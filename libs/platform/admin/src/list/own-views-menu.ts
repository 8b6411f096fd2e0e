import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { SavedView } from '@tandem/platform-contract';
import { Words } from '../i18n/words';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { Toasts } from '../ui/toasts';
import { isAsSaved, ListUrl, writeSavedQuery } from './list-url';
import type { OwnViews } from './own-views';
import { ViewNameForm } from './view-name.form';

/** Beside the tabs: saves what the list shows under a name; of an own view, keeps what has changed, renames or deletes it. */
@Component({
  selector: 'td-own-views-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Menu, ViewNameForm],
  template: `
    @if (current(); as view) {
      <td-menu #change [label]="words.t('list.own.change', { name: view.name })" look="btn plain icon xs" drop="start" [stays]="true" (opened)="begin(renamed)">
        <td-icon face name="ellipsis" />
        @if (changed()) {
          <button type="button" class="item" (click)="attempt(change, keep(view))"><td-icon name="check" class="s" />{{ words.t('list.own.keep') }}</button>
          <hr />
        }
        <td-view-name-form #renamed [name]="view.name" [act]="words.t('list.own.rename')" [fault]="fault()" (named)="attempt(change, rename(view, $event))" />
        <hr />
        <button type="button" class="item" (click)="attempt(change, remove(view))"><td-icon name="x" class="s" />{{ words.t('list.own.remove') }}</button>
      </td-menu>
      @if (changed()) {<span class="meta t2">{{ words.t('list.own.changed') }}</span>}
    }
    <td-menu #add [label]="words.t('list.own.add')" look="btn plain icon xs" drop="start" [stays]="true" (opened)="begin(added)">
      <td-icon face name="plus" />
      <td-view-name-form #added [hint]="words.t('list.own.hint')" [act]="words.t('list.own.save')" [fault]="fault()" (named)="attempt(add, save($event))" />
    </td-menu>
  `,
})
export class OwnViewsMenu {
  readonly views = input.required<OwnViews>();
  protected readonly words = inject(Words);
  private readonly url = inject(ListUrl);
  private readonly toasts = inject(Toasts);
  protected readonly fault = signal<unknown>(null);
  private busy = false;
  protected readonly current = computed(() => this.views().all().find((view) => view.id === this.url.state().saved));
  protected readonly changed = computed(() => {
    const view = this.current();
    return view !== undefined && !isAsSaved(this.url.state(), view.query);
  });

  protected begin(form: ViewNameForm): void {
    this.fault.set(null);
    form.begin();
  }

  protected save(name: string) {
    return async (): Promise<void> => this.show(await this.views().add(name, writeSavedQuery(this.url.state())));
  }

  protected keep(view: SavedView) {
    return (): Promise<void> => this.views().change(view, { query: writeSavedQuery(this.url.state()) });
  }

  protected rename(view: SavedView, name: string) {
    return (): Promise<void> => this.views().change(view, { name });
  }

  /** The list stays as it is; taking it back saves the view again. */
  protected remove(view: SavedView) {
    return async (): Promise<void> => {
      await this.views().remove(view);
      this.url.patch({ saved: null });
      const undo = async (): Promise<void> => this.show(await this.views().add(view.name, view.query));
      this.toasts.show({ text: this.words.t('list.own.removed', { name: view.name }), undo });
    };
  }

  /** Does it, once; the menu closes when it is done, or says why not. */
  protected async attempt(menu: Menu, work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault.set(null);
    await work().then(
      () => menu.close(),
      (fault: unknown) => this.fault.set(fault),
    );
    this.busy = false;
  }

  private show({ id }: SavedView): void {
    this.url.patch({ saved: id });
  }
}
