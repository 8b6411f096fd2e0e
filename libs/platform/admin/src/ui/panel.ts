import { afterNextRender, ChangeDetectionStrategy, Component, DestroyRef, ElementRef, inject, input, output, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { Shortcuts } from '../shell/shortcuts';
import { Icon } from './icon';

/** The side panel of a list: one record, reached by its row, left by Escape. */
@Component({
  selector: 'td-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <aside #aside class="panel" tabindex="-1" [attr.aria-label]="label()">
      <div class="ph">
        <span class="grow">{{ words.t('panel.position', { index: index(), count: words.number(count()) + (more() ? '+' : '') }) }}</span>
        <button type="button" class="btn plain icon xs" [attr.aria-label]="words.t('panel.previous')" [attr.title]="words.t('panel.previous')" (click)="moved.emit(-1)"><td-icon name="chevron-up" /></button>
        <button type="button" class="btn plain icon xs" [attr.aria-label]="words.t('panel.next')" [attr.title]="words.t('panel.next')" (click)="moved.emit(1)"><td-icon name="chevron-down" /></button>
        <button type="button" class="btn plain icon xs" [attr.aria-label]="words.t('act.close')" [attr.title]="words.t('act.close')" (click)="closed.emit()"><td-icon name="x" /></button>
      </div>
      <div class="pb"><ng-content /></div>
    </aside>
  `,
})
export class Panel {
  readonly label = input.required<string>();
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  /** There are more rows than are counted. */
  readonly more = input(false);
  readonly moved = output<1 | -1>();
  readonly closed = output();
  protected readonly words = inject(Words);

  private readonly aside = viewChild.required<ElementRef<HTMLElement>>('aside');

  constructor() {
    // On a phone it covers the list: what is under it must not keep the focus.
    afterNextRender(() => {
      const panel = this.aside().nativeElement;
      if (getComputedStyle(panel).position === 'fixed') panel.focus();
    });
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ Escape: () => this.closed.emit() }, [{ caps: ['Esc'], word: 'keys.close', where: 'panel' }]));
  }
}
