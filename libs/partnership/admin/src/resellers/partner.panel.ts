import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { changeRelationship, relationshipTimeline } from '@tandem/partnership-contract';
import { ApiClient, Ask, FaultWords, Icon, RecordSheet, Session, Status, storyOf, When, Why, Words } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { lookOf } from './reseller-row';
import type { Partner } from './reseller-row';

/** One partner in the side panel: facts, timeline, and the end of the partnership. */
@Component({
  selector: 'td-partner-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, Icon, RecordSheet, Status, Why],
  template: `
    <td-record [name]="row().name" [look]="look()" [line]="words.t('partnership.since', { date: when.date(row().since) })" [failure]="failure()" [moments]="moments()">
      <dl class="facts">
        <dt>{{ words.t('partnership.columns.country') }}</dt>
        <dd>{{ words.country(row().country) }}</dd>
        <dt>{{ words.t('partnership.columns.mpn') }}</dt>
        <dd class="mono">{{ row().mpnId ?? '–' }}</dd>
        <dt>{{ words.t('partnership.columns.admin') }}</dt>
        <dd><td-status [tone]="row().delegatedAdmin === 'granted' ? 'ok' : ''" [icon]="row().delegatedAdmin === 'granted' ? 'shield-check' : 'shield-off'">{{ words.t('partnership.admin.' + row().delegatedAdmin) }}</td-status></dd>
      </dl>
      <div class="acts gapped">
        <button type="button" class="btn sm danger" [attr.aria-disabled]="refusal !== null" [attr.aria-describedby]="refusal ? 'why-not' : null" (click)="asking.set(refusal === null)"><td-icon name="unlink" />{{ words.t('partnership.terminate.act') }}</button>
        @if (refusal) {<td-why [subject]="words.t('partnership.terminate.act')" [refusal]="refusal" [says]="words.t('partnership.terminate.refused', { roles: roles() })" />}
      </div>
    </td-record>
    @if (asking()) {
      <td-ask
        [heading]="words.t('partnership.terminate.ask')"
        [lead]="words.t('partnership.terminate.lead', { name: row().name })"
        [effects]="effects()"
        [typed]="row().name"
        [confirm]="words.t('partnership.terminate.confirm')"
        [busy]="busy()"
        (confirmed)="terminate()"
        (closed)="asking.set(false)"
      />
    }
  `,
})
export class PartnerPanel {
  readonly row = input.required<Partner>();
  readonly closed = output();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('partnership.terminate');
  protected readonly look = computed(() => lookOf(this.row()));
  protected readonly roles = computed(() => this.words.anyOf((this.refusal?.roles ?? []).map((role) => this.words.t(`roles.${role}`))));
  protected readonly moments = storyOf(this.row, () => this.api.call(relationshipTimeline, { params: { partnerId: this.row().id } })).moments;
  protected readonly asking = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly effects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.t('partnership.terminate.noMore', { name: this.row().name }), rule: 'PRT-01' },
    { tone: 'bad', text: this.words.t('partnership.terminate.onlyByInvitation') },
    { tone: 'ok', text: this.words.t('partnership.terminate.customersStay') },
    { tone: 'ok', text: this.words.t('partnership.terminate.noNotice'), rule: 'PRT-13' },
  ]);

  protected async terminate(): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    const call = this.api.call(changeRelationship, { params: { partnerId: this.row().id }, body: { state: 'terminated' } });
    await call.then(() => this.closed.emit()).catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    this.asking.set(false);
    this.changed.emit();
  }
}
