import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { JobView } from '@tandem/platform-contract';
import { DomainError, notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { findJobs } from './list-jobs';
import { MoveJobs } from './move-jobs';

/** One failed job run again or let rest. */
@Injectable()
export class HandleJob {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(MoveJobs) private readonly move: MoveJobs,
  ) {}

  /** @throws DomainError NOT_FOUND, or JOB_NOT_FAILED. */
  again(actor: Actor, id: string): Promise<JobView> {
    return this.handled(id, () => this.move.retry(actor, [id]));
  }

  /** @throws DomainError NOT_FOUND, or JOB_NOT_FAILED. */
  dismiss(actor: Actor, id: string, note: string): Promise<JobView> {
    return this.handled(id, () => this.move.dismiss(actor, [id], note));
  }

  private async handled(id: string, work: () => Promise<readonly string[]>): Promise<JobView> {
    await this.find(id);
    if ((await work()).length === 0) throw new DomainError({ rule: 'API-11', reason: 'JOB_NOT_FAILED', kind: 'conflict' });
    return this.find(id);
  }

  private async find(id: string): Promise<JobView> {
    const [view] = await findJobs(this.em, { id }, 1);
    if (!view) throw notFound();
    return view;
  }
}
