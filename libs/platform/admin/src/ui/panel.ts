import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words';
import { Shortcuts } from '../shell/shortcuts';
import { Icon } from './icon';

/** The side panel of a list: one record, reached by its row, left by Escape. */
@Component({
  selector: 'td-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <aside class="panel" [attr.aria-label]="label()">
      <div class="ph">
        <span class="grow">{{ words.t('panel.position', { index: index(), count: count() }) }}</span>
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
  readonly moved = output<1 | -1>();
  readonly closed = output();
  protected readonly words = inject(Words);

  constructor() {
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ Escape: () => this.closed.emit() }, [{ caps: ['Esc'], word: 'keys.close', where: 'panel' }]));
  }
}
