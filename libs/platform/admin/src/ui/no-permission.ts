import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Words } from '../i18n/words';
import { HOLDERS_SOURCE, Session } from '../session/session';
import type { Holder, Refusal } from '../session/session';
import { Help } from './help';
import { Icon } from './icon';

/** A page that is not for the signed-in person: which role or program it needs, which they have, and whom to ask, by name. */
@Component({
  selector: 'td-no-permission',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Help, Icon],
  template: `
    <div class="state">
      <h1 class="h2 row"><td-icon name="lock" />{{ title() }}</h1>
      <p class="t2">{{ text() }}</p>
      @if (holders().length > 0) {
        <ul class="asks holders" [attr.aria-label]="words.t('noPermission.holders')">
          @for (holder of holders(); track holder.email) {
            <li>
              <div class="grow"><p class="b">{{ holder.name }}</p><p class="sm t2">{{ rolesOf(holder) }} · <span class="break">{{ holder.email }}</span></p></div>
              <a class="btn sm" [href]="mailTo(holder)"><td-icon name="mail" />{{ words.t('noPermission.ask', { name: holder.name }) }}</a>
            </li>
          }
        </ul>
      }
      <td-help [topic]="refusal().reason === 'PROGRAM_MISSING' ? 'ORG-02' : 'ROL-01'" />
    </div>
  `,
})
export class NoPermission {
  /** What the page is about, e.g. "Indirect resellers". */
  readonly subject = input.required<string>();
  readonly refusal = input.required<Refusal>();
  protected readonly words = inject(Words);
  private readonly session = inject(Session);
  private readonly source = inject(HOLDERS_SOURCE);
  protected readonly holders = signal<readonly Holder[]>([]);

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

  constructor() {
    effect(() => {
      const { action, reason } = this.refusal();
      // No role mends a missing program, so there is nobody to name. Without an answer the roles are named at least.
      if (action && reason === 'ROLE_MISSING') untracked(() => void this.source(action).then((found) => this.holders.set(found), () => undefined));
    });
  }

  protected rolesOf(holder: Holder): string {
    return holder.roles.map((role) => this.words.t(`roles.${role}`)).join(', ');
  }

  /** A mail that says what is needed and by whom. */
  protected mailTo(holder: Holder): string {
    const subject = this.words.t('noPermission.mailSubject', { subject: this.subject() });
    const body = this.words.t('noPermission.mailBody', { name: holder.name, subject: this.subject(), own: this.session.name() });
    return `mailto:${encodeURIComponent(holder.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  }
}
