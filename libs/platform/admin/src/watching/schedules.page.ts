import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal, ViewEncapsulation } from '@angular/core';
import { listSchedules } from '@tandem/platform-contract';
import type { ScheduleView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { ApiFault } from '../api/api-fault';
import { Words } from '../i18n/words';
import { Session } from '../session/session';
import { When } from '../time/when';
import { Skeleton, Unreadable } from '../ui/list-states';
import { NoPermission } from '../ui/no-permission';
import { Status } from '../ui/pill';
import type { Look } from '../ui/pill';
import { Ages } from './ages';
import { WatchTabs } from './watch-tabs';

const EVERY_MS = 5_000;

/** Schedules: recurring work, when it ran last and how that ended, when it is due next. */
@Component({
  selector: 'td-schedules-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NoPermission, Skeleton, Status, Unreadable, WatchTabs],
  providers: [Ages],
  templateUrl: './schedules.page.html',
  styleUrl: './monitor.css',
  encapsulation: ViewEncapsulation.None,
})
export class SchedulesPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly ages = inject(Ages);
  private readonly api = inject(ApiClient);
  protected readonly refusal = inject(Session).refusal('job.manage');
  protected readonly schedules = signal<readonly ScheduleView[] | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);

  constructor() {
    if (this.refusal) return;
    void this.read();
    const timer = setInterval(() => void this.read(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected nameOf({ name }: ScheduleView): string {
    const key = `schedules.names.${name.replace('.', '-')}`;
    return this.words.has(key) ? this.words.t(key) : name;
  }

  protected lookOf({ overdue, result }: ScheduleView): Look {
    if (result === 'failed') return { tone: 'bad', icon: 'circle-x', word: 'schedules.results.failed' };
    if (overdue) return { tone: 'warn', icon: 'triangle-alert', word: 'schedules.results.overdue' };
    return result ? { tone: 'ok', icon: 'circle-check', word: 'schedules.results.done' } : { tone: '', icon: 'hourglass', word: 'schedules.results.none' };
  }

  protected async read(): Promise<void> {
    try {
      this.schedules.set((await this.api.call(listSchedules)).items);
      this.fault.set(null);
    } catch (fault) {
      this.fault.set(fault instanceof ApiFault ? fault : new ApiFault(0, undefined, ''));
    }
  }
}
