import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listJobs, retryJob, retryJobs } from '@tandem/platform-contract';
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
import { Views } from '../ui/views';
import type { View } from '../ui/views';
import { lookOfJob } from './looks';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'jobs.columns.name' },
  { id: 'state', label: 'jobs.columns.state' },
  { id: 'queue', label: 'jobs.columns.queue', minor: true },
  { id: 'tries', label: 'jobs.columns.tries', numeric: true },
  { id: 'reason', label: 'jobs.columns.reason', minor: true },
  { id: 'changed', label: 'jobs.columns.changed', numeric: true },
];
const QUEUES = ['invitation-email', 'enrollment-review', 'incentive-reminder', 'notification'] as const satisfies readonly JobView['queue'][];
const STATES_OF: Readonly<Record<string, readonly JobView['state'][]>> = { failed: ['failed'], open: ['pending', 'dispatched', 'running'], done: ['done', 'dismissed'] };
const VIEWS: readonly View[] = ['all', ...Object.keys(STATES_OF)].map((id) => ({ id, label: `jobs.views.${id}` }));

/** Jobs: the work in the background, for operators; failed ones can be set going again, one or all. */
@Component({
  selector: 'td-jobs-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, FilterBar, Icon, NoPermission, Note, Panel, Skeleton, Status, Table, Unreadable, Views],
  providers: [ListUrl],
  templateUrl: './jobs.page.html',
})
export class JobsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('job.manage');
  protected readonly columns = COLUMNS;
  protected readonly views = VIEWS;
  protected readonly lookOf = (row: JobView) => lookOfJob(row.state);
  protected readonly nameOf = (row: JobView): string => row.name;
  protected readonly filters = computed((): Filter[] => [
    { id: 'queue', label: this.words.t('jobs.columns.queue'), single: true, options: QUEUES.map((value) => ({ value, label: this.words.t(`jobs.queues.${value}`) })) },
  ]);
  protected readonly question = computed(
    () => {
      const { view, search, filters } = this.url.state();
      return { state: STATES_OF[view]?.slice(), name: search || undefined, queue: QUEUES.find((queue) => queue === filters['queue']?.[0]) };
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly list = new ListSource<JobView, ReturnType<typeof this.question>>(this.question, (query, continuation) => this.api.call(listJobs, { query, continuation }));
  protected readonly open = computed(() => this.list.rows().find((row) => row.id === this.url.state().open));
  protected readonly index = computed(() => this.list.rows().findIndex((row) => row.id === this.url.state().open));
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly done = signal('');

  constructor() {
    if (!this.refusal) inject(LiveUpdates).refetch(['job', 'delivery', 'invitation'], () => void this.list.refresh());
  }

  protected go(by: 1 | -1): void {
    const next = this.list.rows()[this.index() + by];
    if (next) this.url.patch({ open: next.id });
  }

  protected retry(id: string): Promise<void> {
    return this.attempt(async () => void (await this.api.call(retryJob, { params: { id } })));
  }

  /** Runs every failed job of the present filter again, listed or not. */
  protected retryAll(): Promise<void> {
    const { name, queue } = this.question();
    return this.attempt(async () => {
      const { matched } = await this.api.call(retryJobs, { body: { name, queue } });
      this.done.set(this.words.count('jobs.retriedAll', matched));
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    this.done.set('');
    await work().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
    void this.list.refresh();
  }
}
