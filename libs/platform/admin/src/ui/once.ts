import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Words } from '../i18n/words';
import { CopyButton } from './copy-button';
import { Icon } from './icon';
import { Modal } from './modal';
import { Note } from './note';

/** One line of what is told only once. */
export interface OnceLine {
  readonly label: string;
  readonly value: string;
  /** Hidden until somebody asks for it: other eyes may look on. */
  readonly secret?: boolean;
}

/** Shows what is told only once: each line can be copied, a secret one revealed, all of it kept as a file. Closing asks whether it was saved; the content stands below the lines. */
@Component({
  selector: 'td-once',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, Icon, Modal, Note],
  template: `
    <dialog tdModal class="ask once" (closed)="asked.set(true)" aria-labelledby="once-title">
      <h2 class="h2" id="once-title" tabindex="-1" autofocus>{{ label() }}</h2>
      <p class="lead">{{ words.t('once.lead') }}</p>
      <dl class="lines">
        @for (line of lines(); track line.label) {
          <dt class="lab">{{ line.label }}</dt>
          <dd>
            <code class="mono grow break">{{ line.secret && !shown() ? hidden : line.value }}</code>
            @if (line.secret) {
              <button type="button" class="btn sm plain" [attr.aria-pressed]="shown()" (click)="shown.set(!shown())"><td-icon name="eye" />{{ words.t(shown() ? 'once.hide' : 'once.show') }}</button>
            }
            <td-copy [text]="line.value" [label]="words.t('once.copy', { what: line.label })" />
          </dd>
        }
      </dl>
      <ng-content />
      @if (asked()) {
        <td-note tone="warn" [title]="words.t('once.saved')">{{ words.t('once.savedText') }}</td-note>
        <div class="acts">
          <button type="button" class="btn plain" (click)="asked.set(false)">{{ words.t('once.notYet') }}</button>
          <button type="button" class="btn primary" (click)="closed.emit()">{{ words.t('once.yes') }}</button>
        </div>
      } @else {
        <div class="acts">
          <a class="btn" [href]="file()" [attr.download]="fileName()"><td-icon name="download" />{{ words.t('once.download') }}</a>
          <button type="button" class="btn primary" (click)="asked.set(true)">{{ words.t('act.close') }}</button>
        </div>
      }
    </dialog>
  `,
  styles: `
    dialog.once { width: min(640px, calc(100vw - 24px)); }
    .lines { display: flex; flex-direction: column; gap: 4px; margin: 14px 0; }
    dd { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-bottom: 8px; }
    dd code { min-width: 160px; }
  `,
})
export class Once {
  readonly label = input.required<string>();
  readonly lines = input.required<readonly OnceLine[]>();
  /** What the file is called. */
  readonly fileName = input.required<string>();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly hidden = '•'.repeat(16);
  protected readonly shown = signal(false);
  protected readonly asked = signal(false);
  protected readonly file = computed(() => `data:text/plain;charset=utf-8,${encodeURIComponent(this.lines().map(({ label, value }) => `${label}: ${value}\n`).join(''))}`);
}
