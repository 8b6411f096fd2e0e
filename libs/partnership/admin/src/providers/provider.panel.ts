import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { grantDelegatedAdmin, relationshipTimeline, removeDelegatedAdmin } from '@tandem/partnership-contract';
import type { PartnerRelationship } from '@tandem/partnership-contract';
import { ApiClient, FaultWords, Icon, RecordSheet, Session, Status, storyOf, Toasts, When, Why, Words } from '@tandem/platform-admin';
import { lookOfPartnership } from './look-of-partnership';

/** One provider in the side panel: what it may do here, and taking its admin access away or giving it again (PRT-08, PRT-09). */
@Component({
  selector: 'td-provider-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RecordSheet, Status, Why],
  template: `
    <td-record [name]="row().name" [look]="look()" [line]="words.t('partnership.since', { date: when.date(row().since) })" [failure]="failure()" [moments]="moments()">
      <dl class="facts">
        <dt>{{ words.t('partnership.columns.country') }}</dt>
        <dd>{{ words.country(row().location) }}</dd>
        <dt>{{ words.t('partnership.columns.mpn') }}</dt>
        <dd class="mono">{{ row().mpnId ?? '–' }}</dd>
        @if (row().until) {
          <dt>{{ words.t('partnership.facts.ended') }}</dt>
          <dd>{{ when.full(row().until) }}</dd>
        }
      </dl>
      <h3 class="sec">{{ words.t('partnership.rights.title') }}</h3>
      <dl class="facts">
        <dt>{{ words.t('partnership.rights.orders') }}</dt>
        <dd>{{ words.t(active() ? 'partnership.rights.ordersText' : 'partnership.rights.none') }}</dd>
        <dt>{{ words.t('partnership.columns.admin') }}</dt>
        <dd>
          <td-status [tone]="granted() ? 'ok' : ''" [icon]="granted() ? 'shield-check' : 'shield-off'">{{ words.t('partnership.admin.' + row().delegatedAdmin) }}</td-status>
          <p class="meta t2">{{ words.t(granted() ? 'partnership.rights.adminText' : 'partnership.rights.adminGone') }}</p>
        </dd>
      </dl>
      @if (active()) {
        <div class="acts gapped">
          <button type="button" class="btn sm" [attr.aria-disabled]="refusal !== null || busy()" [attr.aria-describedby]="refusal ? 'why-not' : null" (click)="toggle()">
            <td-icon [name]="granted() ? 'shield-off' : 'shield-check'" />{{ words.t(granted() ? 'partnership.admin.take' : 'partnership.admin.give') }}
          </button>
          @if (refusal) {<td-why [subject]="words.t(granted() ? 'partnership.admin.take' : 'partnership.admin.give')" [refusal]="refusal" [says]="words.t('partnership.admin.refused', { roles: roles() })" />}
        </div>
      }
    </td-record>
  `,
})
export class ProviderPanel {
  readonly row = input.required<PartnerRelationship>();
  /** How the row will be when the command that runs has done it. */
  readonly expected = output<{ readonly row: PartnerRelationship; readonly command: Promise<unknown> }>();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly life = inject(DestroyRef);
  private readonly toasts = inject(Toasts);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('partnership.admin-access');
  protected readonly roles = computed(() => this.words.anyOf((this.refusal?.roles ?? []).map((role) => this.words.t(`roles.${role}`))));
  protected readonly look = computed(() => lookOfPartnership(this.row()));
  protected readonly active = computed(() => this.row().state === 'Active');
  protected readonly granted = computed(() => this.active() && this.row().delegatedAdmin === 'granted');
  protected readonly moments = storyOf(this.row, () => this.api.call(relationshipTimeline, { params: { partnerId: this.row().id } })).moments;
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  /** Takes the access away or gives it again; the other command takes it back. */
  protected async toggle(): Promise<void> {
    if (this.refusal !== null || this.busy()) return;
    const row = this.row();
    const give = !this.granted();
    const undo = async (): Promise<void> => void (await this.command(!give, row));
    if (await this.command(give, row)) this.toasts.show({ text: this.words.t(give ? 'partnership.admin.given' : 'partnership.admin.taken', { name: row.name }), undo });
  }

  /** Shown at once as it will be: the other command takes it back. It may be taken back after the panel has gone. */
  private async command(give: boolean, row: PartnerRelationship): Promise<boolean> {
    this.busy.set(true);
    this.failure.set('');
    const command = this.api.call(give ? grantDelegatedAdmin : removeDelegatedAdmin, { params: { partnerId: row.id } });
    if (!this.life.destroyed) this.expected.emit({ row: { ...row, delegatedAdmin: give ? 'granted' : 'removed' }, command });
    try {
      await command;
      return true;
    } catch (fault) {
      this.failure.set(this.faults.say(fault));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
