import type { Readable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Headers, Inject, Optional } from '@nestjs/common';
import { exportDeliveries, getDelivery, getFigures, getJob, listDeliveries, listJobs, listReasons, reportBounce, retryDelivery, retryJob } from '@tandem/platform-contract';
import type { AnswerOf, DeliveryView, InputOf, JobView } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import * as z from 'zod';
import type { Actor } from '../auth/actor';
import { csvDownload } from '../csv/csv-download';
import type { Answer } from '../http/answer';
import { collection, pageSize, readCursor, writeCursor } from '../http/collection';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { Across } from '../tenancy/across.decorator';
import { DeliveryFigures } from './delivery-figures';
import { exportedDeliveries } from './export-deliveries';
import { EXPORT_WORDS } from './export-deliveries.words.data';
import { HandleDelivery } from './handle-delivery';
import { HandleJob } from './handle-job';
import { findDeliveries } from './list-deliveries';
import { findJobs } from './list-jobs';
import { findReasons } from './list-reasons';
import { nameOrganisations, OrganisationNames } from './organisation-names';
import { ReportBounce } from './report-bounce';

type Paged = InputOf<typeof listDeliveries> | InputOf<typeof listJobs>;

/** A page of rows that were read with one more than fits, to know whether more follow. */
function pageOf<Item extends { readonly id: string }>(items: readonly Item[], input: Paged, path: string) {
  const shown = items.slice(0, pageSize(input.query));
  const last = items.length > shown.length ? shown.at(-1) : undefined;
  return collection(shown, { path, query: input.query, ...(last ? { next: writeCursor(input, last.id) } : {}) });
}

/** The only one found. @throws DomainError NOT_FOUND. */
function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw notFound();
  return item;
}

/** Watching over mails and jobs, and setting them going again. */
@Controller()
export class WatchingController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(HandleDelivery) private readonly handleDelivery: HandleDelivery,
    @Inject(HandleJob) private readonly handleJob: HandleJob,
    @Inject(ReportBounce) private readonly reportBounce: ReportBounce,
    @Inject(DeliveryFigures) private readonly figures: DeliveryFigures,
    @Optional() @Inject(OrganisationNames) private readonly names?: OrganisationNames,
  ) {}

  @Endpoint(listDeliveries)
  async deliveries(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listDeliveries>): Promise<AnswerOf<typeof listDeliveries>> {
    const after = readCursor(input, z.uuid());
    const found = await findDeliveries(this.em, actor, { ...input.query, after }, pageSize(input.query) + 1);
    return pageOf(await nameOrganisations(found, this.names), input, listDeliveries.path);
  }

  @Endpoint(exportDeliveries, { produces: 'text/csv' })
  export(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof exportDeliveries>): Promise<Answer<Readable>> {
    const language = query.language ?? actor.locale;
    const pages = exportedDeliveries(this.em.fork(), actor, query, language, this.names);
    return csvDownload({ name: 'deliveries', header: EXPORT_WORDS[language].columns, pages, separator: query.separator });
  }

  @Endpoint(getFigures)
  readFigures(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof getFigures>): Promise<AnswerOf<typeof getFigures>> {
    return this.figures.read(actor, query);
  }

  @Endpoint(listReasons)
  reasons(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listReasons>): Promise<AnswerOf<typeof listReasons>> {
    return findReasons(this.em, actor, query);
  }

  @Endpoint(getDelivery)
  async delivery(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getDelivery>): Promise<DeliveryView> {
    return only(await nameOrganisations(await findDeliveries(this.em, actor, params, 1), this.names));
  }

  @Endpoint(retryDelivery)
  again(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof retryDelivery>): Promise<DeliveryView> {
    return this.handleDelivery.again(actor, params.id);
  }

  @Endpoint(reportBounce)
  @Across('bounce')
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
    return this.handleJob.again(actor, params.id);
  }
}
