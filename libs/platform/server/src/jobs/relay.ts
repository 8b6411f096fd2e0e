import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Config } from '../config/config';
import { Signals } from '../events/signals';
import { failpoint } from '../failpoints/failpoint';
import { QUEUES } from './definition';
import { describeError } from './describe-error';
import { JobRows } from './job-rows';
import type { DueJob } from './job-rows';
import { QueueRedis } from './queue-redis';
import { Queues } from './queues';

const POLL_MS = 500;
/** With work left over, how soon to look again. */
const SOON_MS = 20;

/** Carries due jobs from Postgres to the queues; woken by commits, and by itself for what becomes due. Every worker has one. */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Relay.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly rows: JobRows,
    private readonly queues: Queues,
    private readonly redis: QueueRedis,
    private readonly signals: Signals,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.signals.on('tandem_job', () => this.wake());
    this.signals.on('tandem_clock', () => this.wake());
    this.wake();
  }

  /** Looks for due jobs now, or right after the round that is running. */
  wake(): void {
    if (this.stopped) return;
    this.again = this.round !== undefined;
    if (this.round) return;
    clearTimeout(this.timer);
    this.round = this.carry().then((pause) => {
      this.round = undefined;
      if (this.again) this.wake();
      else if (!this.stopped) this.timer = setTimeout(() => this.wake(), pause);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    // A round that waits for a lost Redis would wait for ever; what it took comes back by the sweep.
    if (this.redis.ready) await this.round;
  }

  /** How many of each queue are out at once: enough to keep workers busy, few enough that a newcomer's turn comes soon. */
  private get window(): number {
    return Math.max(200, 20 * this.config.get('WORKER_CONCURRENCY'));
  }

  private async carry(): Promise<number> {
    if (!this.redis.ready) return POLL_MS;
    try {
      const due = await this.rows.takeDue(QUEUES, this.window);
      await Promise.all(QUEUES.map((queue) => this.hand(queue, due.filter((job) => job.queue === queue))));
      return due.length > 0 ? SOON_MS : POLL_MS;
    } catch (error) {
      this.logger.warn(`Nothing was relayed: ${describeError(error)}`);
      return POLL_MS;
    }
  }

  private async hand(queue: (typeof QUEUES)[number], jobs: readonly DueJob[]): Promise<void> {
    if (jobs.length === 0) return;
    try {
      if (FAILPOINTS) await failpoint('before_addbulk');
      await this.queues.get(queue).addBulk(
        jobs.map(({ id, kind, generation }) => ({
          name: kind,
          data: { id, kind, generation },
          opts: { jobId: queueJobId({ id, generation }), removeOnComplete: true, removeOnFail: true },
        })),
      );
      if (FAILPOINTS) await failpoint('after_addbulk');
    } catch (error) {
      this.logger.warn(`${jobs.length} jobs were not taken by the queue and are handed out again: ${describeError(error)}`);
      await this.rows.giveBack(jobs);
    }
  }
}

/** A job's name in the queue: with the generation, because a queue silently ignores a name it has seen (docs/adr/0002-postgres-is-the-truth-redis-carries.md). */
export const queueJobId = ({ id, generation }: Pick<DueJob, 'id' | 'generation'>): string => `${id}-${generation}`;
