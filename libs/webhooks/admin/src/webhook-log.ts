import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ApiClient, Cell, FilterBar, ListSource, ListUrl, LiveUpdates, Skeleton, Status, Table, Unreadable, When, Words } from '@tandem/platform-admin';
import type { Column, Filter } from '@tandem/platform-admin';
import { listWebhookDeliveries, WEBHOOK_DELIVERY_STATES } from '@tandem/webhooks-contract';
import type { WebhookDeliveryView } from '@tandem/webhooks-contract';
import { lookOf } from './looks';
import { WebhookDeliveryDrawer } from './webhook-delivery.drawer';

const COLUMNS: readonly Column[] = [
  { id: 'event', label: 'webhooks.columns.event' },
  { id: 'state', label: 'webhooks.columns.state' },
  { id: 'answer', label: 'webhooks.columns.answer', numeric: true },
  { id: 'tries', label: 'webhooks.columns.tries', numeric: true, minor: true },
  { id: 'at', label: 'webhooks.columns.at', numeric: true },
];
const PAGE = 50;

/** What was sent to the organisation's webhook in the last thirty days, newest first. */
@Component({
  selector: 'td-webhook-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, FilterBar, Skeleton, Status, Table, Unreadable, WebhookDeliveryDrawer],
  templateUrl: './webhook-log.html',
})
export class WebhookLog {
  /** Whether deliveries are to be expected: a webhook is registered. */
  readonly expected = input.required<boolean>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly columns = COLUMNS;
  protected readonly lookOf = lookOf;
  private readonly states = computed(() => {
    const wanted = this.url.state().filters['state'] ?? [];
    return WEBHOOK_DELIVERY_STATES.filter((state) => wanted.includes(state));
  });
  protected readonly narrowed = computed(() => this.states().length > 0);
  protected readonly filters = computed<Filter[]>(() => [
    { id: 'state', label: this.words.t('webhooks.columns.state'), options: WEBHOOK_DELIVERY_STATES.map((value) => ({ value, label: this.words.t(`webhooks.states.${value}`) })) },
  ]);
  protected readonly list = new ListSource<WebhookDeliveryView, readonly WebhookDeliveryView['state'][]>(this.states, (state, continuation) =>
    this.api.call(listWebhookDeliveries, { query: { size: PAGE, ...(state.length > 0 ? { state: [...state] } : {}) }, continuation }),
  );
  protected readonly nameOf = ({ eventName }: WebhookDeliveryView): string => eventName;
  protected readonly ended = ({ state }: WebhookDeliveryView): boolean => state === 'cancelled';

  constructor() {
    inject(LiveUpdates).refetch(['webhook_delivery'], () => this.refresh());
  }

  /** Reads again what is shown. */
  refresh(): void {
    void this.list.refresh();
  }

  /** Opens a delivery; null closes it. The address names it, so it survives a reload. */
  protected open(id: string | null): void {
    this.url.patch({ open: id });
  }
}
