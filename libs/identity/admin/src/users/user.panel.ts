import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { deactivatePartnerUser, invitePartnerUserAgain, partnerUserTimeline, reactivatePartnerUser, resetPartnerUserPassword, resetSecondFactor } from '@tandem/identity-contract';
import type { PartnerUser } from '@tandem/identity-contract';
import { ApiClient, Ask, FaultWords, Icon, Once, RecordSheet, Session, storyOf, When, Why, Words, Writes } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { ChangeUserDrawer } from './change-user.drawer';
import { sayGrants } from './role-grants';
import { toldOnce } from './told-once';
import type { ToldOnce } from './told-once';
import { lookOfUser, nameOfUser } from './user-looks';
import { UserRoles } from './user-roles';

/** What is asked about before it is done. */
type Asked = 'deactivate' | 'reset' | 'factor';

const EFFECTS: Readonly<Record<Asked, readonly (readonly ['bad' | 'ok', string])[]>> = {
  deactivate: [['bad', 'users.deactivate.ends'], ['ok', 'users.deactivate.stays']],
  reset: [['bad', 'users.reset.ends'], ['ok', 'users.reset.once']],
  factor: [['bad', 'users.factor.ends'], ['ok', 'users.factor.stays']],
};

/** One person in the side panel: facts, roles, how they get in, story. Only what the viewer may is offered; the rest says who may. */
@Component({
  selector: 'td-user-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, ChangeUserDrawer, Icon, Once, RecordSheet, UserRoles, Why, Writes],
  templateUrl: './user.panel.html',
})
export class UserPanel {
  readonly row = input.required<PartnerUser>();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly faults = inject(FaultWords);
  protected readonly look = computed(() => lookOfUser(this.row()));
  protected readonly name = computed(() => nameOfUser(this.row()));
  protected readonly mine = computed(() => this.row().id === this.session.me().user.id);
  protected readonly mayNotAssign = this.session.refusal('partner-user.assign-roles');
  protected readonly mayNotManage = this.session.refusal('partner-user.manage');
  protected readonly roles = computed(() => sayGrants(this.row().roles, this.words));
  protected readonly story = storyOf(this.row, () => this.api.call(partnerUserTimeline, { params: { id: this.row().id }, query: { size: 50 } }));
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  /** Name and language are being changed. */
  protected readonly changing = signal(false);
  protected readonly asking = signal<Asked | null>(null);
  protected readonly credentials = signal<ToldOnce | null>(null);
  protected readonly done = signal('');
  protected readonly effects = computed((): Effect[] =>
    EFFECTS[this.asking() ?? 'deactivate'].map(([tone, key]) => ({ tone, text: this.words.t(key) })),
  );

  protected described(): void {
    this.changing.set(false);
    this.changed.emit();
  }

  protected confirmed(act: Asked): Promise<void> {
    if (act === 'reset') return this.reset(false);
    return act === 'factor' ? this.attempt('users.factor.done', () => this.api.call(resetSecondFactor, this.at())) : this.deactivate();
  }

  protected deactivate(): Promise<void> {
    return this.attempt('users.deactivate.done', () => this.api.call(deactivatePartnerUser, this.at()));
  }

  protected reactivate(): Promise<void> {
    return this.attempt('users.reactivated', () => this.api.call(reactivatePartnerUser, this.at()));
  }

  protected inviteAgain(): Promise<void> {
    return this.attempt('users.invitedAgain', () => this.api.call(invitePartnerUserAgain, this.at()));
  }

  protected reset(mail: boolean): Promise<void> {
    return this.attempt(mail ? 'users.reset.mailed' : 'users.reset.done', async () => {
      const { credentials } = await this.api.call(resetPartnerUserPassword, { ...this.at(), body: { mail } });
      this.credentials.set(credentials ? toldOnce(this.words, credentials) : null);
    });
  }

  private at() {
    return { params: { id: this.row().id }, etag: this.row().attributes.etag };
  }

  private async attempt(done: string, act: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    this.done.set('');
    await act().then(
      () => this.done.set(this.words.t(done)),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
    this.asking.set(null);
    this.changed.emit();
  }
}
