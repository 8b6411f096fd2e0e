import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal, ViewEncapsulation } from '@angular/core';
import { listQueues, listWorkers } from '@tandem/platform-contract';
import type { QueueView, WorkerView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { ApiFault } from '../api/api-fault';
import { Words } from '../i18n/words';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Skeleton, Unreadable } from '../ui/list-states';
import { NoPermission } from '../ui/no-permission';
import { Status } from '../ui/pill';
import { Ages } from './ages';
import { lookOfWorker } from './looks';
import { WatchTabs } from './watch-tabs';

/** What a worker does changes without anybody telling. */
const EVERY_MS = 5_000;

/** Workers: the processes that send and work, what each does, and what waits for them. */
@Component({
  selector: 'td-workers-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NoPermission, Skeleton, Status, Unreadable, WatchTabs],
  providers: [Ages],
  templateUrl: './workers.page.html',
  styleUrl: './monitor.css',
  encapsulation: ViewEncapsulation.None,
})
export class WorkersPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly ages = inject(Ages);
  private readonly api = inject(ApiClient);
  protected readonly refusal = inject(Session).refusal('job.manage');
  protected readonly workers = signal<readonly WorkerView[] | undefined>(undefined);
  protected readonly queues = signal<readonly QueueView[]>([]);
  protected readonly fault = signal<ApiFault | null>(null);
  protected readonly lookOf = lookOfWorker;

  constructor() {
    if (this.refusal) return;
    void this.read();
    const timer = setInterval(() => void this.read(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    inject(LiveUpdates).refetch(['worker'], () => void this.read());
  }

  protected async read(): Promise<void> {
    try {
      const [workers, queues] = await Promise.all([this.api.call(listWorkers), this.api.call(listQueues)]);
      this.workers.set(workers.items);
      this.queues.set(queues.items);
      this.fault.set(null);
    } catch (fault) {
      this.fault.set(fault instanceof ApiFault ? fault : new ApiFault(0, undefined, ''));
    }
  }
}
