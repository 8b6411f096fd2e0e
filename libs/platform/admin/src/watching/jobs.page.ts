import { ChangeDetectionStrategy, Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { dismissJob, dismissJobs, listJobs, retryJob, retryJobs } from '@tandem/platform-contract';
import type { JobView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { ListSource } from '../list/list-source';
import { ListUrl } from '../list/list-url';
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
import { Note } from '../ui/note';
import { Panel } from '../ui/panel';
import { Status } from '../ui/pill';
import { Table } from '../ui/table';
import type { View } from '../ui/views';
import { BulkActs } from './bulk-acts';
import { BulkProgress } from './bulk-progress';
import { lookOfJob } from './looks';
import { NoteDialog } from './note.dialog';
import { ViewChips } from './view-chips';
import { WatchState } from './watch-state';
import { WatchTabs } from './watch-tabs';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'jobs.columns.name' },
  { id: 'state', label: 'jobs.columns.state' },
  { id: 'queue', label: 'jobs.columns.queue', minor: true },
  { id: 'tries', label: 'jobs.columns.tries', numeric: true },
  { id: 'reason', label: 'jobs.columns.reason', minor: true },
  { id: 'changed', label: 'jobs.columns.changed', numeric: true },
];
const QUEUES = ['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification', 'webhook'] as const satisfies readonly JobView['queue'][];
const STATES_OF: Readonly<Record<string, readonly JobView['state'][]>> = { failed: ['failed'], open: ['pending', 'dispatched', 'running'], done: ['done'], dismissed: ['dismissed'] };
const VIEWS: readonly View[] = ['all', ...Object.keys(STATES_OF)].map((id) => ({ id, label: `jobs.views.${id}` }));

/** Jobs: the work in the background, for operators; failed ones can be set going again, one or all. */
@Component({
  selector: 'td-jobs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkProgress, Cell, FilterBar, Icon, NoPermission, Note, NoteDialog, Panel, Skeleton, Status, Table, Unreadable, ViewChips, WatchTabs],
  providers: [ListUrl, BulkActs],
  templateUrl: './jobs.page.html',
  styleUrl: './monitor.css',
  encapsulation: ViewEncapsulation.None,
})
export class JobsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  protected readonly acts = inject(BulkActs);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('job.manage');
  protected readonly columns = COLUMNS;
  private readonly watch = inject(WatchState).now;
  protected readonly views = computed(() => VIEWS.map((view) => (view.id === 'failed' ? { ...view, count: this.watch()?.dead.jobs ?? 0, urgent: true } : view)));
  protected readonly lookOf = (row: JobView) => lookOfJob(row.state);
  protected readonly nameOf = (row: JobView): string => row.name;
  protected readonly filters = computed((): Filter[] => [
    { id: 'queue', label: this.words.t('jobs.columns.queue'), single: true, options: QUEUES.map((value) => ({ value, label: this.words.t(`jobs.queues.${value}`) })) },
  ]);
  protected readonly question = computed(
    () => {
      const { view, search, filters } = this.url.state();
      return { state: STATES_OF[view]?.slice(), search: search || undefined, kind: view === 'failed' ? ('transactional' as const) : undefined, queue: QUEUES.find((queue) => queue === filters['queue']?.[0]) };
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly list = new ListSource<JobView, ReturnType<typeof this.question>>(this.question, (query, continuation) => this.api.call(listJobs, { query, continuation }));
  protected readonly open = computed(() => this.list.rows().find((row) => row.id === this.url.state().open));
  protected readonly index = computed(() => this.list.rows().findIndex((row) => row.id === this.url.state().open));
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  /** How many the filter names, once all are listed. */
  protected readonly total = computed(() => (this.list.hasMore() ? undefined : this.list.rows().length));
  /** What is to be dismissed: one job by id, or `all` that match. */
  protected readonly resting = signal<string | null>(null);

  constructor() {
    if (!this.refusal) inject(LiveUpdates).refetch(['job', 'delivery', 'invitation', 'bulk_act'], () => void this.list.refresh());
  }

  protected go(by: 1 | -1): void {
    const next = this.list.rows()[this.index() + by];
    if (next) this.url.patch({ open: next.id });
  }

  protected retry(id: string): Promise<void> {
    return this.attempt(() => this.api.call(retryJob, { params: { id } }));
  }

  /** Runs every failed job of the present filter again, listed or not. */
  protected async retryAll(): Promise<void> {
    await this.acts.begin(() => this.api.call(retryJobs, { body: this.failed() }));
  }

  protected async dismiss(note: string): Promise<void> {
    const id = this.resting();
    if (id === 'all') await this.acts.begin(() => this.api.call(dismissJobs, { body: { ...this.failed(), note } }));
    else if (id) await this.attempt(() => this.api.call(dismissJob, { params: { id }, body: { note } }));
    this.resting.set(null);
  }

  /** What the present filter means among failed jobs; failed mails are handled under Deliveries. */
  private failed() {
    const { search, queue } = this.question();
    return { search, queue, kind: 'transactional' as const };
  }

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await work().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    void this.list.refresh();
  }
}
