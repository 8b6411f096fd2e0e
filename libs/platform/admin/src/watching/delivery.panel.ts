import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { retryDelivery } from '@tandem/platform-contract';
import type { DeliveryView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Icon } from '../ui/icon';
import { Note } from '../ui/note';
import { Panel } from '../ui/panel';
import { Status } from '../ui/pill';
import { lookOfDelivery } from './looks';

const TONES: Partial<Record<DeliveryView['state'], 'bad' | 'warn'>> = { failed: 'bad', bounced: 'bad', deferred: 'warn', uncertain: 'warn' };

/** One mail in the side panel: what the other server said, as a sentence and in its own words, and another try. */
@Component({
  selector: 'td-delivery-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note, Panel, Status],
  template: `
    <td-panel [label]="row().recipient" [index]="index()" [count]="count()" (moved)="moved.emit($event)" (closed)="closed.emit()">
      <h2 class="h2 break">{{ row().recipient }}</h2>
      <p class="sm t2 gapped">{{ kind() }}</p>
      @if (failure()) {
        <td-note tone="bad" [title]="words.t('deliveries.notDone')">{{ failure() }}</td-note>
      } @else if (row().state === 'uncertain') {
        <td-note tone="warn" [title]="words.t('deliveries.uncertain')">{{ words.t('deliveries.uncertainText') }}</td-note>
      } @else if (tone(); as tone) {
        @if (reason()) {<td-note [tone]="tone">{{ reason() }}</td-note>}
      }
      <dl class="facts">
        <dt>{{ words.t('deliveries.facts.state') }}</dt>
        <dd><td-status [tone]="look().tone" [icon]="look().icon">{{ words.t(look().word) }}</td-status></dd>
        <dt>{{ words.t('deliveries.facts.tries') }}</dt>
        <dd>{{ row().attempts }}</dd>
        @if (row().nextAttemptAt) {
          <dt>{{ words.t('deliveries.facts.next') }}</dt>
          <dd>{{ when.full(row().nextAttemptAt) }}</dd>
        }
        <dt>{{ words.t('deliveries.facts.created') }}</dt>
        <dd>{{ when.full(row().createdAt) }}</dd>
        <dt>{{ words.t('deliveries.facts.changed') }}</dt>
        <dd>{{ when.full(row().changedAt) }}</dd>
        @if (row().lastReply) {
          <dt>{{ words.t('deliveries.facts.reply') }}</dt>
          <dd class="mono">{{ row().lastReply }}</dd>
        }
        @if (row().correlationId) {
          <dt>{{ words.t('deliveries.facts.trace') }}</dt>
          <dd class="mono">{{ row().correlationId }}</dd>
        }
      </dl>
      @if (mayRetry()) {
        <div class="acts gapped"><button type="button" class="btn sm" [attr.aria-disabled]="busy()" (click)="retry()"><td-icon name="rotate-cw" />{{ words.t('deliveries.retry') }}</button></div>
      }
    </td-panel>
  `,
})
export class DeliveryPanel {
  readonly row = input.required<DeliveryView>();
  readonly kind = input.required<string>();
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  readonly moved = output<1 | -1>();
  readonly closed = output();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly allowed = inject(Session).may('delivery.retry');
  protected readonly look = computed(() => lookOfDelivery(this.row().state));
  protected readonly tone = computed(() => TONES[this.row().state]);
  protected readonly mayRetry = computed(() => this.allowed && this.tone() !== undefined);
  protected readonly reason = computed(() => {
    const key = `mail.reasons.${this.row().reason ?? ''}`;
    return this.words.has(key) ? this.words.t(key) : (this.row().explanation ?? '');
  });
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected async retry(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(retryDelivery, { params: { id: this.row().id } }).catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    this.changed.emit();
  }
}
