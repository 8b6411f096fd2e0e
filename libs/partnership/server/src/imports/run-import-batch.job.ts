import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { OrganisationProfile } from '@tandem/identity-server';
import { importFinished, importPaused, importProgressed } from '@tandem/partnership-contract';
import { FileImport } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, JobHandler, Jobs } from '@tandem/platform-server';
import type * as z from 'zod';
import { actorOf } from './import-actor';
import type { ImportKind } from './import-kind';
import { ImportKinds } from './import-kinds';
import { countNew, nextRows, recordImport, settleRows, subjectOfImport } from './import-records';
import { runImportBatch } from './imports.jobs';

/** Carries out the next rows of an import. What comes of them, rows, the next batch and this job's outcome commit together, so each row is done once. */
@Injectable()
export class RunImportBatchJob extends JobHandler<typeof runImportBatch> {
  readonly job = runImportBatch;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly kinds: ImportKinds,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {
    super();
  }

  async handle({ importId, run }: z.output<typeof runImportBatch.payload>): Promise<void> {
    const entity = await this.em.findOne(FileImport, { id: importId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Paused, cancelled or resumed meanwhile: this batch belongs to a run that is over.
    if (!entity?.runsIn(run)) return;
    const kind = this.kinds.of(entity.kind);
    const organisation = await this.organisations.byId(entity.organisationId);
    const hindrance = kind.hindrance(organisation);
    if (organisation && hindrance === null) await this.carryOn(entity, kind, organisation);
    else {
      entity.pause(hindrance);
      recordImport(this.events, importPaused, entity, kind);
    }
    await this.em.flush();
  }

  private async carryOn(entity: FileImport, kind: ImportKind, organisation: OrganisationProfile): Promise<void> {
    const now = this.clock.now();
    const { outcomes, wait } = await kind.carryOut(this.em, entity, actorOf(entity, organisation), await nextRows(this.em, entity.id, kind.batch));
    await this.em.flush();
    await settleRows(this.em, entity.id, kind, outcomes);
    if (wait) entity.waitUntil(new Date(now.getTime() + wait.seconds * 1000), wait.reason);
    else entity.goOn();
    const left = await countNew(this.em, entity.id);
    if (left === 0) entity.finish(now);
    else {
      const runAt = entity.waitingUntil;
      this.jobs.add(runImportBatch, { importId: entity.id, run: entity.run }, { subject: subjectOfImport(entity, kind), organisationId: entity.organisationId, ...(runAt ? { runAt } : {}) });
    }
    recordImport(this.events, left === 0 ? importFinished : importProgressed, entity, kind);
  }
}
