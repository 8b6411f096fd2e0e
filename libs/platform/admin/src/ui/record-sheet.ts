import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Words } from '../i18n/words';
import { Note } from './note';
import { Pill } from './pill';
import type { Look } from './pill';
import { Timeline } from './timeline';
import type { Moment } from './timeline';

/** A record in the side panel: name and state, what stands in the way, facts and acts (the content), and its story. */
@Component({
  selector: 'td-record',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, Pill, Timeline],
  template: `
    <div class="row wrap">
      <h2 class="h2 grow break">{{ name() }}</h2>
      <td-pill [tone]="look().tone" [icon]="look().icon">{{ words.t(look().word) }}</td-pill>
    </div>
    <p class="sm t2 gapped">{{ line() }}</p>
    @if (failure()) {<td-note tone="bad" [title]="words.t('panel.notDone')">{{ failure() }}</td-note>} @else {<ng-content select="[note]" />}
    <ng-content />
    <h3 class="sec">{{ words.t('timeline.title') }}</h3>
    <td-timeline [moments]="moments()" />
  `,
})
export class RecordSheet {
  readonly name = input.required<string>();
  readonly look = input.required<Look>();
  /** Where the record comes from, in a sentence. */
  readonly line = input.required<string>();
  /** Why the last act was refused; takes the place of `[note]`. */
  readonly failure = input('');
  readonly moments = input.required<readonly Moment[]>();
  protected readonly words = inject(Words);
}
