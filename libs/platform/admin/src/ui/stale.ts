import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Words } from '../i18n/words';
import { When } from '../time/when';
import { Icon } from './icon';
import { Note } from './note';

/** Where two versions of a record differ. */
export interface Difference {
  /** What it is, in words. */
  readonly field: string;
  /** As somebody else has saved it. */
  readonly theirs: string;
  /** As it is typed here. */
  readonly mine: string;
}

/** A record that somebody else changed while it was edited: who and when, the differences, and the two ways on. Nothing typed is lost by itself. */
@Component({
  selector: 'td-stale',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note],
  template: `
    <td-note tone="warn" [title]="title()">
      {{ words.t('stale.text') }}
      <div acts>
        @if (comparing()) {
          <dl class="facts compare">
            @for (one of differences(); track one.field) {
              <dt>{{ one.field }}</dt>
              <dd><span class="meta t2">{{ words.t('stale.theirs') }}</span><span class="break">{{ one.theirs || '–' }}</span><span class="meta t2">{{ words.t('stale.mine') }}</span><span class="break b">{{ one.mine || '–' }}</span></dd>
            }
          </dl>
          @if (differences().length === 0) {<p class="t2">{{ words.t('stale.same') }}</p>}
        }
        <div class="acts">
          <button type="button" class="btn sm" (click)="reload.emit()"><td-icon name="rotate-cw" />{{ words.t('stale.reload') }}</button>
          <button type="button" class="btn sm" [attr.aria-expanded]="comparing()" (click)="comparing.set(!comparing())"><td-icon name="list-checks" />{{ words.t('stale.compare') }}</button>
          @if (comparing()) {<button type="button" class="btn sm" (click)="keep.emit()"><td-icon name="check" />{{ words.t('stale.keep') }}</button>}
        </div>
      </div>
    </td-note>
  `,
})
export class Stale {
  /** Who changed it, as far as that is known. */
  readonly by = input('');
  /** When, ISO 8601. */
  readonly at = input<string | undefined>();
  readonly differences = input.required<readonly Difference[]>();
  /** Take the other version; what is typed here is given up. */
  readonly reload = output();
  /** Save what is typed here over the other version, after having compared. */
  readonly keep = output();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  protected readonly comparing = signal(false);
  protected readonly title = computed(() => (this.by() ? this.words.t('stale.by', { name: this.by(), ago: this.when.ago(this.at()) }) : this.words.t('stale.title')));
}
