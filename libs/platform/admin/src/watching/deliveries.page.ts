import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listDeliveries, retryDelivery } from '@tandem/platform-contract';
import type { DeliveryView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { ListSource } from '../list/list-source';
import { ListUrl } from '../list/list-url';
import { Selection } from '../list/selection';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Cell } from '../ui/cell';
import type { Column } from '../ui/cell';
import { Icon } from '../ui/icon';
import { Skeleton, Unreadable } from '../ui/list-states';
import { NoPermission } from '../ui/no-permission';
import { Status } from '../ui/pill';
import { Results } from '../ui/results';
import type { RowResult } from '../ui/results';
import { Table } from '../ui/table';
import { Views } from '../ui/views';
import type { View } from '../ui/views';
import { DeliveryPanel } from './delivery.panel';
import { lookOfDelivery } from './looks';

const COLUMNS: readonly Column[] = [
  { id: 'to', label: 'deliveries.columns.to' },
  { id: 'state', label: 'deliveries.columns.state' },
  { id: 'kind', label: 'deliveries.columns.kind' },
  { id: 'tries', label: 'deliveries.columns.tries', numeric: true },
  { id: 'next', label: 'deliveries.columns.next', numeric: true, minor: true },
  { id: 'changed', label: 'deliveries.columns.changed', numeric: true },
];
type State = DeliveryView['state'];
const STATES_OF: Readonly<Record<string, readonly State[]>> = {
  troubled: ['failed', 'bounced', 'uncertain'],
  moving: ['queued', 'sending', 'deferred'],
  sent: ['sent'],
};
const VIEWS: readonly View[] = ['all', ...Object.keys(STATES_OF)].map((id) => ({ id, label: `deliveries.views.${id}` }));
/** What the server takes again by hand; an uncertain one only one by one, after having read what that means. */
const RETRYABLE = new Set<State>(['failed', 'bounced', 'deferred']);

/** Deliveries: every mail that was sent on the organisation's behalf, and what became of it. Operators see everyone's. */
@Component({
  selector: 'td-deliveries-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, DeliveryPanel, Icon, NoPermission, Results, Skeleton, Status, Table, Unreadable, Views],
  providers: [ListUrl],
  templateUrl: './deliveries.page.html',
})
export class DeliveriesPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('delivery.read');
  protected readonly columns = COLUMNS;
  protected readonly views = VIEWS;
  protected readonly lookOf = (row: DeliveryView) => lookOfDelivery(row.state);
  protected readonly nameOf = (row: DeliveryView): string => row.recipient;
  protected readonly question = computed(() => ({ state: STATES_OF[this.url.state().view]?.slice() }), { equal: (one, other) => String(one.state) === String(other.state) });
  protected readonly list = new ListSource<DeliveryView, ReturnType<typeof this.question>>(this.question, (query, continuation) => this.api.call(listDeliveries, { query, continuation }));
  protected readonly selection = new Selection(this.list.rows);
  protected readonly toRetry = computed(() => this.selection.rows().filter((row) => RETRYABLE.has(row.state)));
  protected readonly open = computed(() => this.list.rows().find((row) => row.id === this.url.state().open));
  protected readonly index = computed(() => this.list.rows().findIndex((row) => row.id === this.url.state().open));
  protected readonly busy = signal(false);
  protected readonly results = signal<readonly RowResult[]>([]);

  constructor() {
    if (!this.refusal) inject(LiveUpdates).refetch(['delivery', 'invitation'], () => void this.list.refresh());
  }

  protected kindOf(row: DeliveryView): string {
    const key = `deliveries.templates.${row.template}`;
    return this.words.t(this.words.has(key) ? key : 'deliveries.templates.unknown');
  }

  protected go(by: 1 | -1): void {
    const next = this.list.rows()[this.index() + by];
    if (next) this.url.patch({ open: next.id });
  }

  protected async retry(): Promise<void> {
    this.busy.set(true);
    const results: RowResult[] = [];
    for (const row of this.toRetry()) results.push({ name: row.recipient, ...(await this.attempt(row)) });
    this.results.set(results);
    this.busy.set(false);
    this.selection.clear();
    void this.list.refresh();
  }

  private async attempt({ id }: DeliveryView): Promise<Omit<RowResult, 'name'>> {
    try {
      await this.api.call(retryDelivery, { params: { id } });
      return { ok: true, text: this.words.t('deliveries.retried') };
    } catch (fault) {
      return { ok: false, text: this.faults.say(fault) };
    }
  }
}
