import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { DomainError } from '@tandem/platform-kernel';
import { Announcer } from '../events/announcer';
import { failpoint } from '../failpoints/failpoint';
import { withCorrelationId } from '../http/correlation';
import { DeliverySender } from '../mail/delivery-sender';
import { markFailed } from '../telemetry/span';
import { ScheduleLog } from '../workers/schedule-log';
import { Batch } from './batch';
import { describeError } from './describe-error';
import { HandlerRegistry } from './handler-registry';
import { OutsideHandler } from './handlers';
import type { JobHandler } from './handlers';
import { JobRows, StaleClaim } from './job-rows';
import type { Claim, ClaimedJob } from './job-rows';
import { Leases } from './leases';
import type { Lease } from './leases';
import { readPayload } from './payload';

/** What the queue carries: which row in which generation, or which schedule to wake. Everything else is in the database. */
export type QueuedWork = { readonly id: string; readonly generation: number; readonly kind: string } | { readonly schedule: string };

/** Runs what the queue brings. The queue may bring a thing twice or late; only a claim on the row counts. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);
  private readonly claims = new Batch<Claim, ClaimedJob | undefined>(async (claims) => {
    const claimed = await this.rows.claim(claims);
    return claims.map(({ token }) => claimed.find((row) => row.token === token));
  });

  constructor(
    private readonly em: EntityManager,
    private readonly rows: JobRows,
    private readonly registry: HandlerRegistry,
    private readonly leases: Leases,
    private readonly sender: DeliverySender,
    private readonly scheduleLog: ScheduleLog,
    private readonly announcer: Announcer,
  ) {}

  /** Runs one piece of work to its recorded outcome. Returns false when there was nothing to do any more. */
  async run(work: QueuedWork): Promise<boolean> {
    if ('schedule' in work) return this.wake(work.schedule);
    return work.kind === 'delivery' ? this.sender.run(work.id, work.generation) : this.claimed(work.id, work.generation);
  }

  private async wake(name: string): Promise<boolean> {
    const handler = this.registry.schedule(name);
    if (!handler) return false;
    try {
      await this.scheduleLog.of(name, () => withCorrelationId(undefined, () => this.em.transactional(() => handler.run())));
    } catch (error) {
      this.logger.error(`Schedule ${name} failed and waits for its next turn: ${describeError(error)}`);
    }
    return true;
  }

  private async claimed(id: string, generation: number): Promise<boolean> {
    const lease = this.leases.take();
    try {
      const job = await this.claims.add({ id, generation, token: lease.token });
      if (!job) return false;
      if (FAILPOINTS) await failpoint('after_claim', job.id);
      await withCorrelationId(job.correlationId ?? undefined, () => this.handle(job, lease));
      return true;
    } finally {
      lease.release();
    }
  }

  private async handle(job: ClaimedJob, lease: Lease): Promise<void> {
    const outside = this.registry.outside(job.name);
    const handler = outside ?? this.registry.job(job.name);
    const read = handler ? readPayload(handler.job, job.payload) : { fault: 'No handler of this version knows this job' };
    if (!handler || read.fault !== undefined) {
      await this.rows.fail(job.id, lease.token, { error: read.fault ?? '', reason: 'UNSUPPORTED_PAYLOAD', final: true });
      return;
    }
    try {
      if (handler instanceof OutsideHandler) await this.reach(handler, read.payload, job, lease);
      else await this.transact(handler, read.payload, job, lease);
    } catch (error) {
      await this.failed(job, lease, error);
    }
  }

  private transact(handler: JobHandler, payload: unknown, job: ClaimedJob, lease: Lease): Promise<void> {
    return this.em.transactional(async () => {
      await handler.handle(payload);
      if (FAILPOINTS) await failpoint('before_record');
      // The effect and its outcome commit together; a claim that was taken over rolls both back.
      await this.rows.complete(job.id, lease.token);
    });
  }

  /** The effect first, without a transaction; then its record and the job's outcome in one, refused when the claim was taken over. */
  private async reach(handler: OutsideHandler, payload: unknown, job: ClaimedJob, lease: Lease): Promise<void> {
    // Paused since the claim: whoever takes the job over does it.
    if (!lease.valid()) throw new StaleClaim(job.id);
    const effect = await RequestContext.create(this.em, () => handler.reach(payload));
    if (FAILPOINTS) await failpoint('before_record');
    await this.em.transactional(async (em) => {
      const verdict = await handler.record(payload, effect, { number: job.attempts, last: job.attempts >= job.maxAttempts });
      await this.rows.settle(job.id, lease.token, verdict);
      const transaction = em.getTransactionContext<object>();
      if (transaction && verdict.changes) this.announcer.expect(transaction, { jobs: false, changes: verdict.changes });
    });
  }

  private async failed(job: ClaimedJob, lease: Lease, error: unknown): Promise<void> {
    if (error instanceof StaleClaim) return this.logger.warn(error.message);
    const final = error instanceof DomainError;
    markFailed(trace.getActiveSpan(), error);
    this.logger.error(`Job ${job.name} ${job.id} failed on attempt ${job.attempts} of ${job.maxAttempts}: ${describeError(error)}`);
    await this.rows.fail(job.id, lease.token, { error: describeError(error), ...(final ? { reason: error.reason } : {}), final });
  }
}
