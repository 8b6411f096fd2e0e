import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { dismissDeliveries, dismissDelivery, dismissJob, dismissJobs, getBulkAct, listBulkActRows, retryDeliveries, retryJobs } from '@tandem/platform-contract';
import type { AnswerOf, BulkActView, DeliveryView, InputOf, JobView } from '@tandem/platform-contract';
import * as z from 'zod';
import type { Actor } from '../auth/actor';
import { pageSize, readCursor, seekPage } from '../http/collection';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { BeginBulkAct } from './begin-bulk-act';
import { findBulkActRows, readBulkAct } from './bulk-act.view';
import { HandleDelivery } from './handle-delivery';
import { HandleJob } from './handle-job';

/** Retrying and dismissing: many at once by filter, and the dismissal of one. */
@Controller()
export class BulkActsController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(BeginBulkAct) private readonly begin: BeginBulkAct,
    @Inject(HandleDelivery) private readonly delivery: HandleDelivery,
    @Inject(HandleJob) private readonly job: HandleJob,
  ) {}

  @Endpoint(retryDeliveries)
  retryDeliveries(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof retryDeliveries>): Promise<BulkActView> {
    return this.begin.deliveries(actor, 'retry', body ?? {});
  }

  @Endpoint(dismissDeliveries)
  dismissDeliveries(@CurrentActor() actor: Actor, @Input() { body: { note, ...filter } }: InputOf<typeof dismissDeliveries>): Promise<BulkActView> {
    return this.begin.deliveries(actor, 'dismiss', filter, note);
  }

  @Endpoint(dismissDelivery)
  dismissDelivery(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof dismissDelivery>): Promise<DeliveryView> {
    return this.delivery.dismiss(actor, params.id, body.note);
  }

  @Endpoint(retryJobs)
  retryJobs(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof retryJobs>): Promise<BulkActView> {
    return this.begin.work(actor, 'retry', body ?? {});
  }

  @Endpoint(dismissJobs)
  dismissJobs(@CurrentActor() actor: Actor, @Input() { body: { note, ...filter } }: InputOf<typeof dismissJobs>): Promise<BulkActView> {
    return this.begin.work(actor, 'dismiss', filter, note);
  }

  @Endpoint(dismissJob)
  dismissJob(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof dismissJob>): Promise<JobView> {
    return this.job.dismiss(actor, params.id, body.note);
  }

  @Endpoint(getBulkAct)
  read(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getBulkAct>): Promise<BulkActView> {
    return readBulkAct(this.em, actor, params.id);
  }

  @Endpoint(listBulkActRows)
  async rows(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listBulkActRows>): Promise<AnswerOf<typeof listBulkActRows>> {
    const size = pageSize(input.query);
    const found = await findBulkActRows(this.em, actor, input.params.id, readCursor(input, z.int()) ?? 0, size + 1);
    const path = listBulkActRows.path.replace(':id', input.params.id);
    return seekPage(input, found, { path, view: ({ place: _, ...row }) => row, position: ({ place }) => place });
  }
}
