import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words';
import { Modal } from '../ui/modal';
import type { MenuEntry } from './menu-entry';

/** The sheet of keys, opened by `?`. */
@Component({
  selector: 'td-key-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Modal],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="keys-title">
      <h2 class="h2" id="keys-title" tabindex="-1" autofocus>{{ words.t('keys.title') }}</h2>
      <dl class="facts keylist">
        @for (key of general; track key.word) {<dt>@for (cap of key.caps; track cap) {<kbd class="kbd">{{ cap }}</kbd> }</dt><dd>{{ words.t(key.word) }}</dd>}
        @for (entry of entries(); track entry.path) {<dt><kbd class="kbd">g</kbd> <kbd class="kbd">{{ entry.key }}</kbd></dt><dd>{{ words.t(entry.label) }}</dd>}
      </dl>
      <div class="acts"><button type="button" class="btn" (click)="closed.emit()">{{ words.t('act.close') }}</button></div>
    </dialog>
  `,
})
export class KeySheet {
  readonly entries = input.required<readonly MenuEntry[]>();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly general = [
    { caps: ['j', 'k'], word: 'keys.nextPrevious' },
    { caps: ['x'], word: 'keys.tick' },
    { caps: ['↵'], word: 'keys.open' },
    { caps: ['/'], word: 'keys.search' },
    { caps: ['Esc'], word: 'keys.close' },
    { caps: ['Ctrl', '↵'], word: 'keys.send' },
    { caps: ['?'], word: 'keys.sheet' },
  ];
}
