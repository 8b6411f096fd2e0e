import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Help } from './help';
import { Icon } from './icon';
import type { IconName } from './icon';
import type { Tone } from './pill';

const ICON_OF: Record<Tone, IconName> = { ok: 'circle-check', warn: 'triangle-alert', bad: 'circle-alert', info: 'info', '': 'info' };

/** What stands in the way or needs to be known, at the place it is about: title, sentence with its rule, way out (`td-note-acts`). */
@Component({
  selector: 'td-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Help, Icon],
  template: `
    <div class="note" [class]="tone()" [attr.role]="tone() === 'bad' ? 'alert' : null">
      <td-icon [name]="icon()" />
      <div>
        @if (title()) {
          <p class="b">{{ title() }}</p>
        }
        <p><ng-content /> @if (rule()) {<span class="rule">{{ rule() }}</span> <td-help [topic]="rule()" />}</p>
        <ng-content select="[acts]" />
      </div>
    </div>
  `,
})
export class Note {
  readonly tone = input<Tone>('info');
  readonly title = input('');
  readonly rule = input<string | undefined>();
  protected readonly icon = computed(() => ICON_OF[this.tone()]);
}
