import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { HOLDERS_SOURCE, Icon, Session, Words } from '@tandem/platform-admin';
import type { Holder } from '@tandem/platform-admin';
import { rolesOf } from '@tandem/platform-contract';
import type { Action } from '@tandem/platform-contract';

/** Says beside what is not offered who may do it: the roles, and people who hold one. */
@Component({
  selector: 'td-who-may',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<p class="sm t2"><td-icon class="s" name="lock" /> {{ sentence() }}</p>`,
})
export class WhoMay {
  readonly action = input.required<Action>();
  /** Key of the sentence; `roles` and `names` stand in it. */
  readonly says = input.required<string>();
  private readonly words = inject(Words);
  private readonly session = inject(Session);
  private readonly source = inject(HOLDERS_SOURCE);
  private readonly holders = signal<readonly Holder[]>([]);
  protected readonly sentence = computed(() => {
    const known = rolesOf(this.action()).filter((role) => (role === 'operator') === this.session.holds('operator'));
    const names = this.holders().map(({ name }) => name);
    const roles = this.words.anyOf(known.map((role) => this.words.t(`roles.${role}`)));
    return this.words.t(names.length > 0 ? `${this.says()}Names` : this.says(), { roles, names: this.words.anyOf(names) });
  });

  constructor() {
    effect(() => {
      const action = this.action();
      // Without an answer the roles are named at least.
      untracked(() => void this.source(action).then((found) => this.holders.set(found), () => undefined));
    });
  }
}
