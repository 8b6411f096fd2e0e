import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NeedWords } from '../i18n/need-words';
import { Words } from '../i18n/words';
import type { Refusal } from '../session/session';
import { Icon } from './icon';
import { WhomToAsk } from './whom-to-ask';

/** A page that is not for the signed-in person: which role or program it needs, which they have, and whom to ask, by name. */
@Component({
  selector: 'td-no-permission',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, WhomToAsk],
  template: `
    <div class="state">
      <h1 class="h2 row"><td-icon name="lock" />{{ title() }}</h1>
      <td-whom-to-ask [subject]="subject()" [refusal]="refusal()" />
    </div>
  `,
})
export class NoPermission {
  /** What the page is about, e.g. "Indirect resellers". */
  readonly subject = input.required<string>();
  readonly refusal = input.required<Refusal>();
  private readonly words = inject(Words);
  private readonly needs = inject(NeedWords);

  protected readonly title = computed(() => {
    const key = this.refusal().reason === 'PROGRAM_MISSING' ? 'noPermission.program' : 'noPermission.role';
    return this.words.t(key, { subject: this.subject(), holders: this.needs.of(this.refusal()) });
  });
}
