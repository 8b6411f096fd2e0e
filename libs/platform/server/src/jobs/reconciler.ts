import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config';
import { Announcer } from '../events/announcer';
import { DeliveryRows } from '../mail/delivery-rows';
import { changeOf } from '../mail/delivery-sender';
import { settleDelivery } from '../mail/settle-delivery';
import { describeError } from './describe-error';
import { HandlerRegistry, Schedules } from './handler-registry';
import { JobRows } from './job-rows';
import { Jobs } from './jobs';
import { QueueRedis } from './queue-redis';
import { Queues } from './queues';
import { queueJobId, Relay } from './relay';

const SENTINEL_MS = 250;
const LEASES_MS = 1_000;
const SWEEP_MS = 2_000;
/** A job that was handed out this long ago and not begun is looked up in the queue; merely waiting there is fine. */
const DOUBTFUL_AFTER_MS = 5_000;

/**
 * Makes good what gets lost between database and queue: a flushed Redis (a sentinel key is gone), single lost jobs (asked for
 * one by one), workers that died (leases run out), schedules that vanished. Any number of workers may do it at once.
 */
@Injectable()
export class Reconciler implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Reconciler.name);
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly em: EntityManager,
    private readonly rows: JobRows,
    private readonly deliveries: DeliveryRows,
    private readonly jobs: Jobs,
    private readonly queues: Queues,
    private readonly redis: QueueRedis,
    private readonly relay: Relay,
    private readonly schedules: Schedules,
    private readonly registry: HandlerRegistry,
    private readonly announcer: Announcer,
    private readonly config: Config,
  ) {}

  /** @throws Error when jobs and handlers do not fit together, or Redis may throw jobs away. */
  async onModuleInit(): Promise<void> {
    this.registry.collect();
    await this.redis.refuseEviction();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.schedule();
    this.every(SENTINEL_MS, () => this.watchSentinel());
    this.every(LEASES_MS, () => this.takeBackLeases());
    this.every(SWEEP_MS, () => this.sweep());
  }

  onModuleDestroy(): void {
    this.timers.forEach(clearInterval);
  }

  /** Notices a flush: everything handed out is handed out again, and the schedules are put back. */
  async watchSentinel(): Promise<void> {
    if (!this.redis.ready) return;
    const sentinel = `${this.redis.prefix}:sentinel`;
    if ((await this.redis.client.set(sentinel, new Date().toISOString(), 'NX')) === null) return;
    const count = await this.rows.giveBackAll().catch(async (error: unknown) => {
      // Else nobody would look again.
      await this.redis.client.del(sentinel);
      throw error;
    });
    if (count > 0) this.logger.warn(`The queue has lost its memory: ${count} jobs are handed out again`);
    await this.schedule();
    this.relay.wake();
  }

  /** Workers that died: transactional jobs run again, mails on their way become uncertain. */
  async takeBackLeases(): Promise<void> {
    const reclaimed = await this.rows.reclaim();
    const uncertain = await this.em.transactional(async (em) => {
      const lost = await this.deliveries.expire(this.config.get('ON_UNCERTAIN') === 'resend');
      const held = lost.map(({ row }) => row).filter(({ state }) => state === 'uncertain');
      for (const { id, subject, organisationId } of held) this.jobs.add(settleDelivery, { deliveryId: id, outcome: 'uncertain' }, { subject, organisationId });
      const transaction = em.getTransactionContext<object>();
      if (transaction) this.announcer.expect(transaction, { jobs: true, changes: held.map(changeOf) });
      return held.length;
    });
    if (reclaimed + uncertain > 0) this.logger.warn(`A worker was lost: ${reclaimed} jobs run again, ${uncertain} mails are uncertain`);
  }

  /** Finds single jobs that the queue has lost. Asks the queue about each: going by age alone would multiply a backlog. */
  async sweep(): Promise<void> {
    if (!this.redis.ready) return;
    const doubtful = await this.rows.dispatchedBefore(DOUBTFUL_AFTER_MS);
    const asked = this.redis.client.pipeline();
    for (const job of doubtful) asked.exists(`${this.redis.prefix}:${job.queue}:${queueJobId(job)}`);
    const answers = (await asked.exec()) ?? [];
    const lost = doubtful.filter((_, index) => answers[index]?.[0] === null && answers[index]?.[1] === 0);
    const count = lost.length === 0 ? 0 : await this.rows.giveBack(lost);
    if (count > 0) this.logger.warn(`${count} jobs were lost by the queue and are handed out again`);
    if (await this.schedulesMissing()) await this.schedule();
  }

  private async schedulesMissing(): Promise<boolean> {
    const names = this.schedules.all.map(({ queue, name }) => this.queues.get(queue).getJobScheduler(name));
    return (await Promise.all(names)).some((scheduler) => scheduler === undefined);
  }

  private async schedule(): Promise<void> {
    for (const { name, queue, everyMs, sandboxEveryMs } of this.schedules.all) {
      const every = this.config.get('SANDBOX') ? sandboxEveryMs : everyMs;
      await this.queues.get(queue).upsertJobScheduler(name, { every }, { name, data: { schedule: name }, opts: { removeOnComplete: true, removeOnFail: true } });
    }
  }

  private every(milliseconds: number, work: () => Promise<void>): void {
    let busy = false;
    const turn = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      await work().catch((error: unknown) => this.logger.warn(describeError(error)));
      busy = false;
    };
    this.timers.push(setInterval(() => void turn(), milliseconds));
  }
}
