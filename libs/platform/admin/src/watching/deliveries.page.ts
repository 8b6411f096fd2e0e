import { ChangeDetectionStrategy, Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { dismissDeliveries, exportDeliveries, listDeliveries, retryDeliveries } from '@tandem/platform-contract';
import type { AnswerOf, CallOf, DeliveryView, listReasons } from '@tandem/platform-contract';
import { addressOf, ApiClient } from '../api/api-client';
import { Words } from '../i18n/words';
import { ListSource } from '../list/list-source';
import { ListUrl } from '../list/list-url';
import { Selection } from '../list/selection';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Cell } from '../ui/cell';
import type { Column } from '../ui/cell';
import { FilterBar } from '../ui/filter-bar';
import type { Filter } from '../ui/filter-bar';
import { Icon } from '../ui/icon';
import { Skeleton, Unreadable } from '../ui/list-states';
import { NoPermission } from '../ui/no-permission';
import { Status } from '../ui/pill';
import { Table } from '../ui/table';
import type { View } from '../ui/views';
import { Ages } from './ages';
import { BulkActs } from './bulk-acts';
import { BulkProgress } from './bulk-progress';
import { DELIVERY_VIEWS, deliveryQuestion } from './deliveries.question';
import { DeliveryFigures } from './delivery-figures';
import { DeliveryPanel } from './delivery.panel';
import { DeliveryReasons } from './delivery-reasons';
import { kindWords, lookOfDelivery, reasonWords } from './looks';
import { NoteDialog } from './note.dialog';
import { ViewChips } from './view-chips';
import { WatchTabs } from './watch-tabs';

const COLUMNS: readonly Column[] = [
  { id: 'to', label: 'deliveries.columns.to' },
  { id: 'state', label: 'deliveries.columns.state' },
  { id: 'kind', label: 'deliveries.columns.kind', minor: true },
  { id: 'tries', label: 'deliveries.columns.tries', numeric: true },
  { id: 'next', label: 'deliveries.columns.next', numeric: true, minor: true },
  { id: 'changed', label: 'deliveries.columns.changed', numeric: true },
];
const OF_OPERATORS: Column = { id: 'organisation', label: 'deliveries.columns.organisation', minor: true };
/** What one bulk act takes; an uncertain mail only by itself, after having read what that means (EML-16). */
const RETRYABLE = new Set<DeliveryView['state']>(['failed', 'bounced', 'deferred']);
type Body = CallOf<typeof dismissDeliveries>['body'];

/** Deliveries: every mail that was sent on the organisation's behalf, and what became of it. Operators see everyone's. */
@Component({
  selector: 'td-deliveries-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkProgress, Cell, DeliveryFigures, DeliveryPanel, DeliveryReasons, FilterBar, Icon, NoPermission, NoteDialog, Skeleton, Status, Table, Unreadable, ViewChips, WatchTabs],
  providers: [ListUrl, Ages, BulkActs],
  templateUrl: './deliveries.page.html',
  styleUrl: './monitor.css',
  encapsulation: ViewEncapsulation.None,
})
export class DeliveriesPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly ages = inject(Ages);
  protected readonly url = inject(ListUrl);
  protected readonly acts = inject(BulkActs);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly refusal = this.session.refusal('delivery.read');
  protected readonly mayRetry = this.session.may('delivery.retry');
  protected readonly columns = this.session.holds('operator') ? [...COLUMNS.slice(0, 3), OF_OPERATORS, ...COLUMNS.slice(3)] : COLUMNS;
  protected readonly views: readonly View[] = DELIVERY_VIEWS.map((id) => ({ id, label: `deliveries.views.${id}` }));
  protected readonly lookOf = (row: DeliveryView) => lookOfDelivery(row.state);
  protected readonly nameOf = (row: DeliveryView): string => row.recipient;
  protected readonly kindOf = kindWords();
  protected readonly reasonOf = reasonWords();
  protected readonly question = computed(() => deliveryQuestion(this.url.state()), { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) });
  protected readonly list = new ListSource<DeliveryView, ReturnType<typeof this.question>>(this.question, (query, continuation) => this.api.call(listDeliveries, { query, continuation }));
  protected readonly selection = new Selection(this.list.rows);
  protected readonly toRetry = computed(() => this.selection.rows().filter((row) => RETRYABLE.has(row.state)));
  protected readonly open = computed(() => this.list.rows().find((row) => row.id === this.url.state().open));
  protected readonly index = computed(() => this.list.rows().findIndex((row) => row.id === this.url.state().open));
  /** What the list shows, as a file; German spreadsheets read semicolons. */
  protected readonly file = computed(() => addressOf(exportDeliveries.path, {}, { ...this.question(), language: this.words.language(), separator: this.words.language() === 'de' ? 'semicolon' : undefined }));
  protected readonly reasons = signal<AnswerOf<typeof listReasons>['items']>([]);
  /** How many would be dismissed; the dialog stands open while it is set. */
  protected readonly toDismiss = signal(0);
  protected readonly filters = computed((): Filter[] => [
    ...(this.question().state && !this.url.state().filters['state'] ? [] : [{ id: 'state', label: this.words.t('deliveries.columns.state'), options: this.options(['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'uncertain', 'cancelled'], (state) => this.words.t(`mail.states.${state}`)) }]),
    { id: 'reason', label: this.words.t('monitor.reason'), options: this.options([...this.reasons().flatMap(({ reason }) => reason ?? []), ...(this.url.state().filters['reason'] ?? [])], (reason) => this.reasonOf(reason)) },
    { id: 'template', label: this.words.t('deliveries.columns.kind'), options: this.options(this.list.rows().map(({ template }) => template), this.kindOf) },
    { id: 'window', label: this.words.t('monitor.changed'), single: true, options: this.options(['hour', 'day', 'week'], (window) => this.words.t(`monitor.windows.${window}`)) },
    ...(this.session.holds('operator') ? [{ id: 'organisation', label: this.words.t('deliveries.columns.organisation'), single: true, options: this.organisations() }] : []),
  ]);

  constructor() {
    if (!this.refusal) inject(LiveUpdates).refetch(['delivery', 'invitation'], () => void this.list.refresh());
  }

  protected go(by: 1 | -1): void {
    const next = this.list.rows()[this.index() + by];
    if (next) this.url.patch({ open: next.id });
  }

  /** Ticked ones, else all that match the filter, listed or not. */
  protected async retry(rows?: readonly DeliveryView[]): Promise<void> {
    const body = rows ? { ids: rows.map(({ id }) => id) } : this.question();
    await this.acts.begin(() => this.api.call(retryDeliveries, { body }));
    this.selection.clear();
  }

  protected async dismiss(note: string): Promise<void> {
    const body: NonNullable<Body> = { ...this.question(), note };
    await this.acts.begin(() => this.api.call(dismissDeliveries, { body }));
    this.toDismiss.set(0);
  }

  private options(values: readonly string[], label: (value: string) => string): Filter['options'] {
    return [...new Set(values)].map((value) => ({ value, label: label(value) }));
  }

  private organisations(): Filter['options'] {
    const seen = new Map(this.list.rows().map(({ organisation }) => [organisation.id, organisation.name ?? organisation.id]));
    return [...seen].map(([value, label]) => ({ value, label }));
  }
}
