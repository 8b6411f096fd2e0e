import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { NeedWords } from '../i18n/need-words';
import { Words } from '../i18n/words';
import type { Refusal } from '../session/session';
import { Icon } from './icon';
import { Modal } from './modal';
import { WhomToAsk } from './whom-to-ask';

let count = 0;

/**
 * "Why not?" beside a button that is not for the signed-in person: opens what it would take, who has it, and a mail to them. The
 * button itself stays readable: `aria-disabled`, described by the id that this component was given.
 */
@Component({
  selector: 'td-why',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Modal, WhomToAsk],
  template: `
    <span class="why-not" [id]="for()">{{ says() || words.t('noPermission.needs', { holders: needed() }) }}</span>
    <button type="button" class="textbtn why" [attr.aria-label]="words.t('noPermission.whyNotOf', { subject: what() })" (click)="open.set(true)"><td-icon class="s" name="lock" />{{ words.t('noPermission.whyNot') }}</button>
    @if (open()) {
      <dialog tdModal class="ask" (closed)="open.set(false)" [attr.aria-labelledby]="id">
        <h2 class="h2" tabindex="-1" autofocus [id]="id">{{ words.t('noPermission.role', { subject: what(), holders: needed() }) }}</h2>
        <td-whom-to-ask [subject]="what()" [refusal]="refusal()" />
        <div class="acts"><button type="button" class="btn" (click)="open.set(false)">{{ words.t('act.close') }}</button></div>
      </dialog>
    }
  `,
  styles: ':host { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; }',
})
export class Why {
  /** What cannot be done, as its button says it. */
  readonly subject = input.required<string>();
  readonly refusal = input.required<Refusal>();
  /** A sentence of the place's own instead of "Only for …". */
  readonly says = input('');
  /** Id for the button's `aria-describedby`. */
  readonly for = input('why-not');
  protected readonly words = inject(Words);
  private readonly needs = inject(NeedWords);
  protected readonly open = signal(false);
  protected readonly id = `why-${++count}`;
  /** Buttons that ask first end with an ellipsis; as a subject it would be odd. */
  protected readonly what = computed(() => this.subject().replace(/…$/, ''));
  protected readonly needed = computed(() => this.needs.of(this.refusal()));
}
