import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from './icon';
import type { IconName } from './icon';

/** What colour says: done, due soon, failed, running, or nothing. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | '';

/** How a state looks: never colour alone. */
export interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
  /** Key of its word. */
  readonly word: string;
}

/** The state of a record: icon, word and tint. One per record or row. */
@Component({
  selector: 'td-pill',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<span class="pill" [class]="tone()"><td-icon [name]="icon()" /><ng-content /></span>`,
})
export class Pill {
  readonly tone = input.required<Tone>();
  readonly icon = input.required<IconName>();
}

/** Anything else that has a state: icon and word, the icon in the tone's colour. */
@Component({
  selector: 'td-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<span class="st"><td-icon class="s" [class]="tone() || 't2'" [name]="icon()" /><span class="trunc"><ng-content /></span></span>`,
})
export class Status {
  readonly tone = input.required<Tone>();
  readonly icon = input.required<IconName>();
}
