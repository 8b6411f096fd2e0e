import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { importCancelled, importPaused, importResumed, importStarted } from '@tandem/partnership-contract';
import { Clock } from '@tandem/platform-kernel';
import { Events, Jobs } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { ImportKind } from './import-kind';
import { countNew, lockImport, recordImport, subjectOfImport } from './import-records';
import { runImportBatch } from './imports.jobs';

/** What can be done with an import as a whole. */
export type Steering = 'start' | 'pause' | 'resume' | 'cancel';

const EVENTS = { start: importStarted, pause: importPaused, resume: importResumed, cancel: importCancelled } as const;

/** Starts, pauses, resumes or cancels an import (SM-13). A batch holds the same lock, so these take effect between two batches. */
@Injectable()
export class SteerImport {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  async run(kind: ImportKind, actor: Actor, steering: Steering, { id, etag }: { readonly id: string; readonly etag?: string | undefined }): Promise<void> {
    const entity = await lockImport(this.em, kind, actor, id, etag);
    if (steering === 'start' || steering === 'resume') requireGoodStanding(actor);
    const now = this.clock.now();
    if (steering === 'start') entity.start(await countNew(this.em, id), now);
    else if (steering === 'cancel') entity.cancel(now);
    else entity[steering]();
    if (entity.state === 'running') this.jobs.add(runImportBatch, { importId: id, run: entity.run }, { subject: subjectOfImport(entity, kind), organisationId: entity.organisationId });
    recordImport(this.events, EVENTS[steering], entity, kind, actor);
    await this.em.flush();
  }
}
