import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Headers, Inject } from '@nestjs/common';
import { getDelivery, getJob, listDeliveries, listJobs, reportBounce, retryDelivery, retryJob, retryJobs } from '@tandem/platform-contract';
import type { AnswerOf, DeliveryView, InputOf, JobView } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import * as z from 'zod';
import type { Actor } from '../auth/actor';
import { collection, pageSize, readCursor, writeCursor } from '../http/collection';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { findDeliveries } from './list-deliveries';
import { findJobs } from './list-jobs';
import { ReportBounce } from './report-bounce';
import { RetryDelivery } from './retry-delivery';
import { RetryJobs } from './retry-jobs';

type Paged = InputOf<typeof listDeliveries> | InputOf<typeof listJobs>;

/** A page of rows that were read with one more than fits, to know whether more follow. */
function pageOf<Item extends { readonly id: string }>(items: readonly Item[], input: Paged, path: string) {
  const shown = items.slice(0, pageSize(input.query));
  const last = items.length > shown.length ? shown.at(-1) : undefined;
  return collection(shown, { path, query: input.query, ...(last ? { next: writeCursor(input, last.id) } : {}) });
}

/** The only one found. @throws DomainError NOT_FOUND. */
function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
  return item;
}

/** Watching over mails and jobs, and setting them going again. */
@Controller()
export class WatchingController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(RetryDelivery) private readonly retryDelivery: RetryDelivery,
    @Inject(RetryJobs) private readonly retryJobs: RetryJobs,
    @Inject(ReportBounce) private readonly reportBounce: ReportBounce,
  ) {}

  @Endpoint(listDeliveries)
  async deliveries(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listDeliveries>): Promise<AnswerOf<typeof listDeliveries>> {
    const after = readCursor(input, z.uuid());
    return pageOf(await findDeliveries(this.em, actor, { ...input.query, after }, pageSize(input.query) + 1), input, listDeliveries.path);
  }

  @Endpoint(getDelivery)
  async delivery(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getDelivery>): Promise<DeliveryView> {
    return only(await findDeliveries(this.em, actor, params, 1));
  }

  @Endpoint(retryDelivery)
  again(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof retryDelivery>): Promise<DeliveryView> {
    return this.retryDelivery.run(actor, params.id);
  }

  @Endpoint(reportBounce)
  bounce(@Headers('authorization') authorization: string | undefined, @Input() { body }: InputOf<typeof reportBounce>): Promise<void> {
    return this.reportBounce.run(authorization, body);
  }

  @Endpoint(listJobs)
  async jobs(@Input() input: InputOf<typeof listJobs>): Promise<AnswerOf<typeof listJobs>> {
    const after = readCursor(input, z.uuid());
    return pageOf(await findJobs(this.em, { ...input.query, after }, pageSize(input.query) + 1), input, listJobs.path);
  }

  @Endpoint(getJob)
  async job(@Input() { params }: InputOf<typeof getJob>): Promise<JobView> {
    return only(await findJobs(this.em, params, 1));
  }

  @Endpoint(retryJob)
  retry(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof retryJob>): Promise<JobView> {
    return this.retryJobs.one(actor, params.id);
  }

  @Endpoint(retryJobs)
  async retryAll(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof retryJobs>): Promise<AnswerOf<typeof retryJobs>> {
    return { retried: await this.retryJobs.run(actor, body ?? {}) };
  }
}
