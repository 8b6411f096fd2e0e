import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { ApiClient, ApiFault, CopyButton, Drawer, FaultWords, Icon, LiveUpdates, Note, Skeleton, Status, Timeline, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import { getWebhookDelivery, replayWebhookDelivery } from '@tandem/webhooks-contract';
import type { WebhookDeliveryDetail } from '@tandem/webhooks-contract';
import { lookOf, momentsOf, whyWords } from './looks';

/** One delivery: what was sent, every attempt and what the receiver said, and a repetition while there is time for it. */
@Component({
  selector: 'td-webhook-delivery-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, Drawer, Icon, Note, Skeleton, Status, Timeline, Unreadable, Writes],
  templateUrl: './webhook-delivery.drawer.html',
  styleUrl: './webhook-delivery.drawer.css',
})
export class WebhookDeliveryDrawer {
  readonly id = input.required<string>();
  readonly changed = output();
  readonly closed = output();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly delivery = signal<WebhookDeliveryDetail | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly label = computed(() => this.delivery()?.eventName ?? this.words.t('webhooks.delivery'));
  protected readonly lookOf = lookOf;
  protected readonly why = whyWords();
  protected readonly moments = computed(() => {
    const delivery = this.delivery();
    return delivery ? momentsOf(delivery, (key, params) => this.words.t(key, params), this.why) : [];
  });
  /** The body as people read it; it is sent on one line. */
  protected readonly body = computed(() => JSON.stringify(JSON.parse(this.delivery()?.body ?? '{}'), null, 2));
  protected readonly repeatable = computed(() => this.delivery()?.state !== 'pending');

  constructor() {
    effect(() => void this.read(this.id()));
    inject(LiveUpdates).refetch(['webhook_delivery'], () => void this.read(this.id()));
  }

  protected async read(id: string): Promise<void> {
    try {
      this.delivery.set(await this.api.call(getWebhookDelivery, { params: { id } }));
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  protected async replay(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(replayWebhookDelivery, { params: { id: this.id() } }).then(
      (delivery) => this.delivery.set(delivery),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
    this.changed.emit();
  }
}
