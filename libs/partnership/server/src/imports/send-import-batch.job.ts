import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { OrganisationProfile } from '@tandem/identity-server';
import { importFinished, importPaused, importProgressed } from '@tandem/partnership-contract';
import { RequestImport } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, JobHandler, Jobs } from '@tandem/platform-server';
import type * as z from 'zod';
import { countNew, recordImport, subjectOfImport } from './import-records';
import { sendImportBatch } from './imports.jobs';
import { SendRows } from './send-rows';
import { senderOf } from './sender';

/** Rows of one run: a pause waits for as long as this takes. */
const BATCH = 50;

/** Sends the next rows of an import. Requests, rows, the next batch and this job's outcome commit together, so each row goes out once. */
@Injectable()
export class SendImportBatchJob extends JobHandler<typeof sendImportBatch> {
  readonly job = sendImportBatch;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly sending: SendRows,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {
    super();
  }

  async handle({ importId, run }: z.output<typeof sendImportBatch.payload>): Promise<void> {
    const entity = await this.em.findOne(RequestImport, { id: importId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Paused, cancelled or resumed meanwhile: this batch belongs to a run that is over.
    if (!entity?.sendsIn(run)) return;
    const provider = await this.organisations.byId(entity.organisationId);
    if (provider?.programs.includes('indirect_provider')) await this.send(entity, provider);
    else {
      entity.pause('PROVIDER_INACTIVE');
      recordImport(this.events, importPaused, entity);
    }
    await this.em.flush();
  }

  private async send(entity: RequestImport, provider: OrganisationProfile): Promise<void> {
    const now = this.clock.now();
    const waits = await this.sending.next(entity, senderOf(entity, provider), BATCH);
    if (waits) entity.waitUntil(new Date(now.getTime() + waits.seconds * 1000), waits.reason);
    else entity.goOn();
    const left = await countNew(this.em, entity.id);
    if (left === 0) entity.finish(now);
    else {
      const runAt = entity.waitingUntil;
      this.jobs.add(sendImportBatch, { importId: entity.id, run: entity.run }, { subject: subjectOfImport(entity), organisationId: entity.organisationId, ...(runAt ? { runAt } : {}) });
    }
    recordImport(this.events, left === 0 ? importFinished : importProgressed, entity);
  }
}
