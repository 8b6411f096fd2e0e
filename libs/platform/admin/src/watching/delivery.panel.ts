import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { dismissDelivery, retryDelivery } from '@tandem/platform-contract';
import type { DeliveryView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Icon } from '../ui/icon';
import { Note } from '../ui/note';
import { Panel } from '../ui/panel';
import { Status } from '../ui/pill';
import { kindWords, lookOfDelivery, reasonWords } from './looks';
import { NoteDialog } from './note.dialog';
import { ResolveMail } from './resolve-mail';

const TONES: Partial<Record<DeliveryView['state'], 'bad' | 'warn'>> = { failed: 'bad', bounced: 'bad', deferred: 'warn' };
const DISMISSABLE: readonly DeliveryView['state'][] = ['failed', 'bounced'];

/** One mail in the side panel: what the other server said, as a sentence and in its own words, and what can be done about it. */
@Component({
  selector: 'td-delivery-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note, NoteDialog, Panel, ResolveMail, Status],
  templateUrl: './delivery.panel.html',
})
export class DeliveryPanel {
  readonly row = input.required<DeliveryView>();
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  readonly moved = output<1 | -1>();
  readonly closed = output();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly allowed = inject(Session).may('delivery.retry');
  protected readonly kindOf = kindWords();
  protected readonly reasonOf = reasonWords();
  protected readonly look = computed(() => lookOfDelivery(this.row().state));
  protected readonly tone = computed(() => TONES[this.row().state]);
  protected readonly mayRetry = computed(() => this.allowed && this.tone() !== undefined);
  protected readonly mayDismiss = computed(() => this.allowed && DISMISSABLE.includes(this.row().state) && !this.row().dismissal);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly asks = signal(false);

  /** Lists all mails about the same record. */
  protected sameRecord(): void {
    const none = Object.keys(this.url.state().filters).map((key) => [key, []] as const);
    this.url.patch({ search: this.row().subject.id, view: 'all', filters: Object.fromEntries(none) });
  }

  protected retry(): Promise<void> {
    return this.attempt(() => this.api.call(retryDelivery, { params: { id: this.row().id } }));
  }

  protected async dismiss(note: string): Promise<void> {
    await this.attempt(() => this.api.call(dismissDelivery, { params: { id: this.row().id }, body: { note } }));
    this.asks.set(false);
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await work().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    this.changed.emit();
  }
}
