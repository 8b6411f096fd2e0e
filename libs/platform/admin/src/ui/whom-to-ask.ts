import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { permissionOf } from '@tandem/platform-contract';
import { NeedWords } from '../i18n/need-words';
import { Words } from '../i18n/words';
import { HOLDERS_SOURCE, Session } from '../session/session';
import type { Holder, Refusal } from '../session/session';
import { Help } from './help';
import { Icon } from './icon';

const RULES = { ROLE_MISSING: 'ROL-01', LOCATION_MISSING: 'ROL-08', USER_REQUIRED: 'API-05', PROGRAM_MISSING: 'ORG-02' } as const;

/** Whoever may give any role of a partner can help where nobody holds the needed one (ROL-07). */
const GIVES = 'partner-user.manage';

/** Why something is not for the signed-in person: what they are, what it would take, whom to ask by name, and the rule that says so. */
@Component({
  selector: 'td-whom-to-ask',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Help, Icon],
  template: `
    <p class="t2">{{ text() }}</p>
    @if (nobody()) {<p class="t2 gapped">{{ words.t(holders().length > 0 ? 'noPermission.nobodyAsk' : 'noPermission.nobody', { organisation: session.me().organisation.name }) }}</p>}
    @if (holders().length > 0) {
      <ul class="asks holders" [attr.aria-label]="words.t(nobody() ? 'noPermission.givers' : 'noPermission.holders')">
        @for (holder of holders(); track holder.email) {
          <li>
            <div class="grow"><p class="b">{{ holder.name }}</p><p class="sm t2">{{ rolesOf(holder) }} · <span class="break">{{ holder.email }}</span></p></div>
            <a class="btn sm" [href]="mailTo(holder)"><td-icon name="mail" />{{ words.t('noPermission.ask', { name: holder.name }) }}</a>
          </li>
        }
      </ul>
    }
    <p class="row gapped"><span class="mono meta t2">{{ rule() }}</span><td-help [topic]="rule()" /></p>
  `,
})
export class WhomToAsk {
  /** What it is about, e.g. "Indirect resellers" or "Remove partnership". */
  readonly subject = input.required<string>();
  readonly refusal = input.required<Refusal>();
  protected readonly words = inject(Words);
  protected readonly session = inject(Session);
  private readonly needs = inject(NeedWords);
  private readonly source = inject(HOLDERS_SOURCE);
  protected readonly holders = signal<readonly Holder[]>([]);
  /** Nobody of the organisation may; then those are named who can give the role. */
  protected readonly nobody = signal(false);

  protected readonly rule = computed(() => RULES[this.refusal().reason]);
  protected readonly text = computed(() => {
    const { organisation, roles: held } = this.session.me();
    const { reason, programs, roles } = this.refusal();
    const own = new Intl.ListFormat(this.words.locale()).format(held.map((grant) => this.words.t(`roles.${grant.role}`)));
    if (roles.every((role) => role === 'operator') && roles.length > 0) return this.words.t('noPermission.onlyOperator', { own, organisation: organisation.name });
    if (reason === 'PROGRAM_MISSING') return this.words.t(programs.includes('indirect_reseller') ? 'noPermission.enroll' : 'noPermission.askOperator', { organisation: organisation.name });
    return this.words.t('noPermission.askAdmin', { own, organisation: organisation.name });
  });

  constructor() {
    effect(() => {
      this.refusal();
      untracked(() => void this.find());
    });
  }

  /** No role mends a missing program, so there is nobody to name. Without an answer the roles are named at least. */
  private async find(): Promise<void> {
    const { action, reason } = this.refusal();
    if (!action || reason === 'PROGRAM_MISSING' || permissionOf(action).anyOf.every((need) => need === 'operator')) return;
    try {
      const found = await this.source(action);
      this.holders.set(found.length > 0 ? found : await this.source(GIVES));
      this.nobody.set(found.length === 0);
    } catch {
      this.holders.set([]);
    }
  }

  protected rolesOf(holder: Holder): string {
    return holder.roles.map((role) => this.words.t(`roles.${role}`)).join(', ');
  }

  /** A mail that says what is needed and by whom. */
  protected mailTo(holder: Holder): string {
    const needed = this.needs.of(this.refusal());
    const subject = this.words.t('noPermission.mailSubject', { subject: this.subject() });
    const body = this.words.t('noPermission.mailBody', { name: holder.name, subject: this.subject(), needed, own: this.session.name() });
    return `mailto:${encodeURIComponent(holder.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  }
}
