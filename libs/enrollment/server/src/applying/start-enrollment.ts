import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentStarted } from '@tandem/enrollment-contract';
import { Enrollment, OPEN_STATES } from '@tandem/enrollment-domain';
import { Organisation, requireGoodStanding } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { recordEnrollment } from '../enrollment-record';
import { requireEligible } from './eligibility';
import { prefilledApplication } from './prefilled-application';

/** Begins an enrollment of the caller's organisation, or takes up the transition it was offered (ENR-01, TRN-01). */
@Injectable()
export class StartEnrollment {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /**
   * The one under way is answered, not a second one (ENR-19); `begun` says whether it is new.
   * @throws DomainError ACCOUNT_SUSPENDED (ORG-10), PROGRAM_HELD, PROGRAM_NOT_OFFERED (ORG-05), NOT_ELIGIBLE (TRN-01).
   */
  async run(actor: Actor): Promise<{ readonly id: string; readonly begun: boolean }> {
    const { organisationId } = actor;
    requireGoodStanding(actor);
    const organisation = await this.em.findOneOrFail(Organisation, { id: organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const path = await requireEligible(this.em, organisationId);
    const open = await this.em.findOne(Enrollment, { organisationId, state: { $in: [...OPEN_STATES] } }, { refresh: true });
    if (open && open.state !== 'offered') return { id: open.id, begun: false };
    const now = this.clock.now();
    const application = await prefilledApplication(this.em, organisation);
    const enrollment = open ?? Enrollment.begin({ organisationId, path, application, startedBy: actor.userId ?? null, now });
    open?.takeUp(application, actor.userId ?? null, now);
    this.em.persist(enrollment);
    recordEnrollment(this.events, enrollmentStarted, enrollment, { actor, after: { state: enrollment.state, path } });
    await this.em.flush();
    return { id: enrollment.id, begun: true };
  }
}
