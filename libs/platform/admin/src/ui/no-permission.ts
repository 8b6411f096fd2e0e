import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Words } from '../i18n/words';
import { Session } from '../session/session';
import type { Refusal } from '../session/session';
import { Icon } from './icon';

/** A page that is not for the signed-in person: which role or program it needs, which they have, and whom to ask. */
@Component({
  selector: 'td-no-permission',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="state">
      <h1 class="h2 row"><td-icon name="lock" />{{ title() }}</h1>
      <p class="t2">{{ text() }}</p>
    </div>
  `,
})
export class NoPermission {
  /** What the page is about, e.g. "Indirect resellers". */
  readonly subject = input.required<string>();
  readonly refusal = input.required<Refusal>();
  private readonly words = inject(Words);
  private readonly session = inject(Session);

  protected readonly title = computed(() => {
    const { reason, roles, programs } = this.refusal();
    const holders = reason === 'PROGRAM_MISSING' ? programs.map((program) => this.words.t(`programs.${program}`)) : roles.map((role) => this.words.t(`roles.${role}`));
    return this.words.t(reason === 'PROGRAM_MISSING' ? 'noPermission.program' : 'noPermission.role', { subject: this.subject(), holders: this.words.anyOf(holders) });
  });
  protected readonly text = computed(() => {
    const own = this.session.me().roles.map((grant) => this.words.t(`roles.${grant.role}`));
    const key = this.refusal().reason === 'PROGRAM_MISSING' ? 'noPermission.askOperator' : 'noPermission.askAdmin';
    return this.words.t(key, { own: new Intl.ListFormat(this.words.locale()).format(own), organisation: this.session.me().organisation.name });
  });
}
