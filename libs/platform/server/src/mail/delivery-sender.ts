import { RequestContext } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Announcer } from '../events/announcer';
import type { Change } from '../events/announcer';
import { subjectKey } from '../events/outbox';
import { failpoint } from '../failpoints/failpoint';
import { withCorrelationId } from '../http/correlation';
import { Batch } from '../jobs/batch';
import { describeError } from '../jobs/describe-error';
import { HandlerRegistry } from '../jobs/handler-registry';
import type { DeliveryHandler, DeliveryOutcome, SettledDelivery } from '../jobs/handlers';
import type { Claim } from '../jobs/job-rows';
import { Jobs } from '../jobs/jobs';
import { Leases } from '../jobs/leases';
import type { Lease } from '../jobs/leases';
import { readPayload } from '../jobs/payload';
import type { DeliveryRow, DeliveryState } from './delivery-row';
import { DeliveryRows } from './delivery-rows';
import type { Attempt, ClaimedDelivery } from './delivery-rows';
import { Mailer } from './mailer';
import { Pace } from './pace';
import { settleDelivery } from './settle-delivery';
import type { SmtpState } from './smtp-reply';

type Outcome = Pick<Attempt, 'state' | 'reason'> & Partial<Pick<Attempt, 'reply' | 'error' | 'waitMs'>>;
/** A claimed delivery, and how long it has to wait for its turn. */
type Taken = ClaimedDelivery & { readonly waitMs: number };
interface Finished {
  readonly attempt: Attempt;
  readonly handler: DeliveryHandler | undefined;
}

const STATE_AFTER = { sent: 'sent', temporary: 'deferred', permanent: 'failed', refused: 'queued', uncertain: 'uncertain' } as const satisfies Record<SmtpState, Attempt['state']>;
const OUTCOMES: readonly DeliveryState[] = ['sent', 'failed', 'uncertain', 'cancelled'] satisfies DeliveryOutcome[];
const RECORD_RETRY_MS = 500;

/** Runs delivery jobs: claims, composes, sends once, records. Claims and outcomes of the same moment share a statement. */
@Injectable()
export class DeliverySender {
  private readonly logger = new Logger(DeliverySender.name);
  private readonly claims = new Batch<Claim, Taken | undefined>(async (claims) => {
    const claimed = await this.rows.claim(claims, this.mailer.domain);
    // The oldest first: ids grow with time.
    const counted = claimed.filter(({ delivery, paced }) => delivery && !paced).sort((one, other) => (one.id < other.id ? -1 : 1));
    const waits = await this.pace.waits(counted.map(({ delivery }) => delivery?.recipient ?? ''));
    const taken = new Map(claimed.map((row) => [row.token, { ...row, waitMs: waits[counted.indexOf(row)] ?? 0 }]));
    return claims.map(({ token }) => taken.get(token));
  });
  private readonly outcomes = new Batch<Finished, boolean>((finished) => this.recordEach(finished));

  constructor(
    private readonly em: EntityManager,
    private readonly rows: DeliveryRows,
    private readonly registry: HandlerRegistry,
    private readonly leases: Leases,
    private readonly mailer: Mailer,
    private readonly pace: Pace,
    private readonly jobs: Jobs,
    private readonly announcer: Announcer,
  ) {}

  /** Runs one delivery job if it can be claimed. Returns whether an outcome was recorded. */
  async run(id: string, generation: number): Promise<boolean> {
    if (!(await this.mailer.ready())) return false;
    const lease = this.leases.take();
    try {
      const claimed = await this.claims.add({ id, generation, token: lease.token });
      if (!claimed) return false;
      if (FAILPOINTS) await failpoint('after_claim', claimed.id);
      return await withCorrelationId(claimed.correlationId ?? undefined, () => this.deliver(claimed, lease));
    } finally {
      lease.release();
    }
  }

  private async deliver(claimed: Taken, lease: Lease): Promise<boolean> {
    const { delivery, waitMs } = claimed;
    if (!delivery) {
      await this.rows.dismiss(claimed.id, lease.token);
      return true;
    }
    const handler = this.registry.delivery(claimed.name);
    const outcome: Outcome = waitMs > 0 ? { state: 'queued', reason: 'DOMAIN_LIMITED', waitMs } : await this.attempt(delivery, handler, claimed.payload, lease);
    const attempt = { jobId: claimed.id, token: lease.token, reply: null, error: null, ...outcome };
    if (FAILPOINTS) await failpoint('before_record');
    for (;;) {
      try {
        return await this.outcomes.add({ attempt, handler });
      } catch (error) {
        // The mail is out: as long as the claim holds, its outcome is worth waiting for a database that is away.
        if (!lease.valid()) throw error;
        await new Promise((done) => setTimeout(done, RECORD_RETRY_MS));
      }
    }
  }

  private async attempt(delivery: NonNullable<ClaimedDelivery['delivery']>, handler: DeliveryHandler | undefined, payload: unknown, lease: Lease): Promise<Outcome> {
    const { fault } = handler ? readPayload(handler.job, payload) : { fault: 'No handler of this version knows this mail' };
    if (!handler || fault !== undefined) return { state: 'failed', reason: 'UNSUPPORTED_PAYLOAD', error: fault ?? '' };
    if (delivery.suppressed) return { state: 'failed', reason: 'ADDRESS_SUPPRESSED' };
    try {
      const mail = await RequestContext.create(this.em, () => handler.compose(delivery));
      if (!mail) return { state: 'cancelled', reason: 'NOTHING_TO_SEND' };
      if (!lease.valid()) return { state: 'queued', reason: 'WORKER_LOST' };
      const { state, reason, reply } = await this.mailer.send(delivery, delivery.messageId, mail);
      return { state: STATE_AFTER[state], reason, reply };
    } catch (error) {
      if (error instanceof DomainError) return { state: 'failed', reason: error.reason, error: error.message };
      this.logger.error(describeError(error));
      return { state: 'deferred', reason: 'COMPOSE_FAILED', error: describeError(error) };
    }
  }

  /** Together if possible; when a record refuses its outcome, each by itself, so that one cannot hold up the others. */
  private async recordEach(finished: readonly Finished[]): Promise<boolean[]> {
    try {
      return await this.record(finished, true);
    } catch (error) {
      if (finished.length === 1) {
        this.logger.warn(`The outcome is recorded without its record: ${describeError(error)}`);
        return this.record(finished, false);
      }
      const results: boolean[] = [];
      for (const one of finished) results.push(...(await this.recordEach([one])));
      return results;
    }
  }

  private record(finished: readonly Finished[], together: boolean): Promise<boolean[]> {
    return this.em.transactional(async (em) => {
      const settled = new Map((await this.rows.settle(finished.map(({ attempt }) => attempt))).map(({ token, row }) => [token, row]));
      const told = new Map<DeliveryHandler, SettledDelivery[]>();
      for (const { attempt, handler } of finished) {
        const row = settled.get(attempt.token);
        if (!row) this.logger.warn(`Outcome ${attempt.state} of job ${attempt.jobId} came too late and is refused`);
        else if (handler?.settled && OUTCOMES.includes(row.state)) told.set(handler, [...(told.get(handler) ?? []), { delivery: row, outcome: row.state as DeliveryOutcome }]);
      }
      for (const [handler, all] of told) await this.tell(handler, all, together, em);
      const transaction = em.getTransactionContext<object>();
      if (transaction) this.announcer.expect(transaction, { jobs: !together, changes: [...settled.values()].map(changeOf) });
      return finished.map(({ attempt }) => settled.has(attempt.token));
    });
  }

  private async tell(handler: DeliveryHandler, settled: readonly SettledDelivery[], together: boolean, em: EntityManager): Promise<void> {
    if (together) return handler.settled?.(settled, em);
    for (const { delivery, outcome } of settled) {
      withCorrelationId(delivery.correlationId ?? undefined, () =>
        this.jobs.add(settleDelivery, { deliveryId: delivery.id, outcome }, { subject: delivery.subject, organisationId: delivery.organisationId }),
      );
    }
  }
}

/** What live views hear of a delivery. */
export const changeOf = ({ id, state, subject, organisationId }: Pick<DeliveryRow, 'id' | 'state' | 'subject' | 'organisationId'>): Change => ({
  type: `delivery.${state}`,
  subjects: [subjectKey(subject), subjectKey({ type: 'delivery', id })],
  visibleTo: [organisationId],
});
