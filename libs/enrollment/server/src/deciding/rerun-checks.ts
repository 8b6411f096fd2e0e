import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CHECK_IDS } from '@tandem/enrollment-domain';
import type { CheckId } from '@tandem/enrollment-domain';
import { DomainError } from '@tandem/platform-kernel';
import { Jobs } from '@tandem/platform-server';
import { reviewEnrollment } from '../enrollment.jobs';
import { lockEnrollment, subjectOf } from '../enrollment-record';

/** Has checks on a company in review run again, by the worker. */
@Injectable()
export class RerunChecks {
  constructor(
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_IN_REVIEW. */
  async run(id: string, checks: readonly CheckId[] = CHECK_IDS): Promise<void> {
    const { state, organisationId } = await lockEnrollment(this.em, id);
    if (state !== 'in_review') throw new DomainError({ rule: 'VER-09', reason: 'NOT_IN_REVIEW', kind: 'conflict', details: { state } });
    this.jobs.add(reviewEnrollment, { enrollmentId: id, because: 'asked', again: [...checks] }, { subject: subjectOf(id), organisationId });
    await this.em.flush();
  }
}
