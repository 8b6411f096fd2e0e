import type { EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { EventDefinition } from '@tandem/platform-contract';
import { Clock, newId } from '@tandem/platform-kernel';
import type * as z from 'zod';
import { failpoint } from '../failpoints/failpoint';
import { correlationId } from '../http/correlation';
import type { JobDefinition } from '../jobs/definition';
import { JobDefinitions } from '../jobs/job-definitions';
import type { JobOptions } from '../jobs/jobs';
import { writePayload } from '../jobs/payload';
import type { NewDelivery } from '../mail/deliveries';
import type { Subject } from '../mail/delivery-row';
import { query } from '../orm/query';
import { traceparent } from '../telemetry/span';
import { across } from '../tenancy/scope';
import { Announcer } from './announcer';
import type { Change } from './announcer';
import type { NewEvent } from './events';
import { emptyBuffer, writingOf } from './outbox-statement';
import type { Buffer, DeliveryRecord } from './outbox-statement';

type Transaction = NonNullable<TransactionEventArgs['transaction']>;

/**
 * Holds what a transaction records (events, jobs, deliveries) and writes it in one statement just before the commit: all of it
 * or nothing is stored, and it costs one round trip. What a rolled back savepoint recorded is dropped.
 */
@Injectable()
export class Outbox implements EventSubscriber {
  private readonly buffers = new WeakMap<Transaction, Buffer>();
  private readonly parents = new WeakMap<object, Transaction>();
  private readonly written = new WeakSet<Transaction>();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly definitions: JobDefinitions,
    private readonly announcer: Announcer,
  ) {
    em.getEventManager().registerSubscriber(this);
  }

  addEvent<Data extends z.ZodType>(event: EventDefinition<Data>, content: NewEvent<Data>): void {
    const { actor, organisations, subjects, before, after } = content;
    const id = newId();
    const data = event.data.parse(content.data);
    const organisationId = actor?.organisationId ?? organisations[0];
    this.current().event.push({
      id,
      type: event.name,
      at: this.clock.now(),
      actor: actor ? { name: actor.name, organisation: actor.organisationName, userId: actor.userId, clientId: actor.clientId, email: actor.email } : null,
      organisation_id: organisationId ?? null,
      visible_to: [...new Set([...(organisationId ? [organisationId] : []), ...organisations])],
      subjects: subjects.map(subjectKey),
      data: data ?? null,
      before: before ?? null,
      after: after ?? null,
      correlation_id: correlationId() ?? null,
      resource_type: event.audit?.resourceType ?? null,
      operation_type: event.audit?.operationType ?? null,
      operation_status: event.audit?.status ?? null,
    });
    for (const job of this.definitions.startedBy(event.name)) {
      const payload = { ...(data as Record<string, unknown>), eventId: id };
      this.addJob(job, payload, { ...(subjects[0] ? { subject: subjects[0] } : {}), ...(organisationId ? { organisationId } : {}) });
    }
  }

  addJob(job: JobDefinition, payload: unknown, { subject, organisationId, runAt }: JobOptions): string {
    const id = newId();
    this.current().job.push({
      id,
      name: job.name,
      queue: job.queue,
      kind: job.kind,
      payload: writePayload(job, payload),
      max_attempts: job.attempts,
      organisation_id: organisationId ?? null,
      subject_type: subject?.type ?? null,
      subject_id: subject?.id ?? null,
      run_at: runAt ?? null,
      correlation_id: correlationId() ?? null,
      trace: traceparent() ?? null,
    });
    return id;
  }

  addDelivery({ id, jobId, subject, organisationId, ...rest }: Omit<NewDelivery, 'job' | 'id'> & { readonly id: string; readonly jobId: string }): void {
    const record: DeliveryRecord = {
      id,
      job_id: jobId,
      ...rest,
      subject_type: subject.type,
      subject_id: subject.id,
      organisation_id: organisationId,
      correlation_id: correlationId() ?? null,
    };
    this.current().delivery.push(record);
  }

  cancelDeliveries(subject: Subject): void {
    const buffer = this.current();
    const own = buffer.delivery.filter((row) => row.subject_type === subject.type && row.subject_id === subject.id);
    buffer.delivery = buffer.delivery.filter((row) => !own.includes(row));
    buffer.job = buffer.job.filter((row) => !own.some((delivery) => delivery.job_id === row.id));
    buffer.cancel.push({ subject_type: subject.type, subject_id: subject.id });
  }

  beforeTransactionStart({ em, transaction }: TransactionEventArgs): void {
    // Only a savepoint has a transaction around it before it starts.
    if (transaction) this.parents.set(em, transaction);
  }

  async beforeTransactionCommit({ em, transaction }: TransactionEventArgs): Promise<void> {
    const buffer = transaction && this.buffers.get(transaction);
    if (!transaction || !buffer) return;
    this.written.add(transaction);
    this.buffers.delete(transaction);
    const parent = transaction.savepointName === undefined ? undefined : this.parents.get(em);
    if (parent) return this.join(parent, buffer);
    const writing = writingOf(buffer);
    if (writing) await across('outbox', () => query(em as EntityManager, writing, [JSON.stringify(buffer)]));
    this.announcer.expect(transaction, { jobs: buffer.job.length > 0, changes: changesOf(buffer) });
  }

  async afterTransactionCommit({ transaction }: TransactionEventArgs): Promise<void> {
    if (FAILPOINTS && transaction && this.announcer.expectsJobs(transaction)) await failpoint('after_commit');
    if (transaction) this.announcer.committed(transaction);
  }

  private join(parent: Transaction, buffer: Buffer): void {
    const target = this.bufferOf(parent);
    target.event.push(...buffer.event);
    target.job.push(...buffer.job);
    target.delivery.push(...buffer.delivery);
    target.cancel.push(...buffer.cancel);
  }

  private current(): Buffer {
    const transaction = this.em.getTransactionContext<Transaction>();
    if (!transaction) throw new Error('Events, jobs and deliveries are recorded inside a transaction: wrap the work in em.transactional');
    return this.bufferOf(transaction);
  }

  private bufferOf(transaction: Transaction): Buffer {
    if (this.written.has(transaction)) throw new Error('This transaction is committing already; nothing can be recorded in it any more');
    const buffer = this.buffers.get(transaction) ?? emptyBuffer();
    this.buffers.set(transaction, buffer);
    return buffer;
  }
}

const changesOf = ({ event }: Buffer): Change[] =>
  event.map(({ type, subjects, visible_to }) => ({ type, subjects, visibleTo: visible_to }));

/** How a record is named in the `subjects` of an event: `<type>:<id>`. */
export const subjectKey = ({ type, id }: Subject): string => `${type}:${id}`;
