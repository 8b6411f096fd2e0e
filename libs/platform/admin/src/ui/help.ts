import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input, viewChild } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from './icon';

let count = 0;

/**
 * "Why?" beside a field or a refusal: what the rule says, what to do, where to read on. The words are those of the topic, usually
 * the id of the rule (`help.INV-05.title`, `.rule`, `.do`); without words for it nothing is shown, so a place may offer any rule.
 */
@Component({
  selector: 'td-help',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (known()) {
      <button #opener type="button" class="textbtn why" [attr.popovertarget]="id" [attr.aria-label]="words.t('help.whyOf', { title: say('title') })"><td-icon class="s" name="circle-help" />{{ words.t('help.why') }}</button>
      <span #text popover role="note" class="helptext" [id]="id" [attr.aria-labelledby]="id + '-title'" (toggle)="place($event)">
        <b class="b" [id]="id + '-title'">{{ say('title') }}</b>
        <span>{{ say('rule') }}</span>
        <span>{{ say('do') }}</span>
        <span class="meta t2 row"><span class="mono grow">{{ topic() }}</span><a [href]="docs()" target="_blank" rel="noopener">{{ words.t('help.readOn') }}</a></span>
      </span>
    }
  `,
})
export class Help {
  /** Id of the rule, or another name that there are words for. */
  readonly topic = input.required<string | undefined>();
  /** Where the documentation says more. */
  readonly docs = input('/docs');
  protected readonly words = inject(Words);
  protected readonly id = `help-${++count}`;
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');
  private readonly text = viewChild<ElementRef<HTMLElement>>('text');
  protected readonly known = computed(() => this.topic() !== undefined && this.words.has(`help.${this.topic()}.rule`));

  protected say(part: 'title' | 'rule' | 'do'): string {
    return this.words.t(`help.${this.topic()}.${part}`);
  }

  /** Below the button, or above it where there is no room; never beyond the edges of the window. */
  protected place(event: Event): void {
    const [opener, text] = [this.opener()?.nativeElement, this.text()?.nativeElement];
    if (!opener || !text || (event as ToggleEvent).newState !== 'open') return;
    const at = opener.getBoundingClientRect();
    const { width, height } = text.getBoundingClientRect();
    const below = at.bottom + 4 + height <= innerHeight || at.top - 4 - height < 0;
    text.style.left = `${Math.max(12, Math.min(at.left, innerWidth - width - 12))}px`;
    text.style.top = `${Math.max(12, below ? Math.min(at.bottom + 4, innerHeight - height - 12) : at.top - 4 - height)}px`;
  }
}
