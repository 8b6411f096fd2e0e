import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from './icon';
import { Modal } from './modal';

/** A drawer from the right to make something in. `[state]` stands in the head, `[foot]` at the bottom; the rest is the body. */
@Component({
  selector: 'td-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal],
  template: `
    <dialog tdModal class="drawer" (closed)="closed.emit()" aria-labelledby="drawer-title">
      <header>
        <h2 class="h2 grow" id="drawer-title" tabindex="-1" autofocus>{{ label() }}</h2>
        <ng-content select="[state]" />
        <button type="button" class="btn plain icon" (click)="closed.emit()" [attr.aria-label]="words.t('act.close')"><td-icon name="x" /></button>
      </header>
      <ng-content />
      <footer><ng-content select="[foot]" /></footer>
    </dialog>
  `,
})
export class Drawer {
  readonly label = input.required<string>();
  readonly closed = output();
  protected readonly words = inject(Words);
}
