import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentAssigned } from '@tandem/enrollment-contract';
import { PartnerUser } from '@tandem/identity-domain';
import { notFound } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockEnrollment, subjectOf } from '../enrollment-record';

/** Says who of the operator looks at a company. */
@Injectable()
export class AssignEnrollment {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  /** @param userId a person of the operator's own organisation; null gives it back. @throws DomainError NOT_FOUND, STALE, NOT_IN_REVIEW. */
  async run(actor: Actor, id: string, userId: string | null, etag?: string): Promise<void> {
    const enrollment = await lockEnrollment(this.em, id);
    expectVersion(enrollment, etag);
    const person = userId === null ? null : await this.em.findOne(PartnerUser, { id: userId, organisationId: actor.organisationId, state: 'active' });
    if (userId !== null && !person) throw notFound('userId');
    const before = { assigneeId: enrollment.assigneeId };
    if (!enrollment.assign(userId)) return;
    // The operator's own business: no organisation beside the actor's sees it.
    this.events.add(enrollmentAssigned, {
      ...{ actor, organisations: [], subjects: [subjectOf(id)], data: { enrollmentId: id, path: enrollment.path } },
      ...{ before, after: { assigneeId: userId, ...(person ? { assignee: `${person.firstName} ${person.lastName}`.trim() } : {}) } },
    });
    await this.em.flush();
  }
}
