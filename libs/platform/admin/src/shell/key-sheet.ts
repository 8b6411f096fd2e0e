import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Words } from '../i18n/words';
import { Modal } from '../ui/modal';
import type { MenuEntry } from './menu-entry';
import { Shortcuts } from './shortcuts';

const WHERE = ['page', 'list', 'panel'] as const;

/** The sheet of keys, opened by `?`: what works everywhere, the pages to go to, and what works on the page that is shown. */
@Component({
  selector: 'td-key-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Modal],
  template: `
    <dialog tdModal class="ask keysheet" (closed)="closed.emit()" aria-labelledby="keys-title">
      <h2 class="h2" id="keys-title" tabindex="-1" autofocus>{{ words.t('keys.title') }}</h2>
      <div class="groups">
        @for (group of groups(); track group.word) {
          <section [attr.aria-label]="words.t(group.word)">
            <h3 class="sec">{{ words.t(group.word) }}</h3>
            <dl class="facts">
              @for (line of group.lines; track line.word) {
                <dt>@for (cap of line.caps; track $index) {<kbd class="kbd">{{ cap }}</kbd> }</dt><dd>{{ words.t(line.word) }}</dd>
              }
            </dl>
          </section>
        }
      </div>
      <label class="choice single"><input type="checkbox" [checked]="shortcuts.enabled()" (change)="shortcuts.use(!shortcuts.enabled())" />{{ words.t('keys.single') }}</label>
      <p class="meta t2">{{ words.t('keys.singleHint') }}</p>
      <div class="acts"><button type="button" class="btn" (click)="closed.emit()">{{ words.t('act.close') }}</button></div>
    </dialog>
  `,
})
export class KeySheet {
  readonly entries = input.required<readonly MenuEntry[]>();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly groups = computed(() => [
    {
      word: 'keys.everywhere',
      lines: [
        { caps: [this.words.t('keys.control'), 'K'], word: 'keys.palette' },
        { caps: ['?'], word: 'keys.sheet' },
        { caps: ['Esc'], word: 'keys.leave' },
        { caps: [this.words.t('keys.control'), '↵'], word: 'keys.send' },
      ],
    },
    { word: 'keys.goTo', lines: this.entries().map((entry) => ({ caps: ['g', entry.key], word: entry.label })) },
    ...WHERE.map((where) => ({ word: `keys.where.${where}`, lines: this.shortcuts.lines().filter((line) => line.where === where) })),
  ].filter((group) => group.lines.length > 0));
}
