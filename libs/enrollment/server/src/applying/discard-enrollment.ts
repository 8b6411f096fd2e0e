import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentDiscarded } from '@tandem/enrollment-contract';
import { Enrollment, Offboarding, requireDiscardable } from '@tandem/enrollment-domain';
import { Organisation } from '@tandem/identity-domain';
import { Clock, notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockEnrollment, recordEnrollment } from '../enrollment-record';

/** Drops a draft with what was typed. A partner that is still marked is offered the transition again (TRN-01). */
@Injectable()
export class DiscardEnrollment {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, ENROLLMENT_LOCKED (ENR-15), NO_ROLLBACK (ORG-04). */
  async run(actor: Actor, id: string): Promise<void> {
    const found = await this.em.findOne(Enrollment, { id });
    if (!found) throw notFound();
    // The organisation first, as everywhere: its mark is not taken away while the transition is offered again.
    await this.em.findOneOrFail(Organisation, { id: found.organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const enrollment = await lockEnrollment(this.em, id);
    requireDiscardable(enrollment);
    const { organisationId, path, state } = enrollment;
    recordEnrollment(this.events, enrollmentDiscarded, enrollment, { actor, before: { state } });
    this.em.remove(enrollment);
    // One that is on its way at most (ENR-19): the draft goes first.
    await this.em.flush();
    if (path === 'transition' && (await this.em.findOne(Offboarding, { organisationId }))) this.em.persist(Enrollment.offer(organisationId, this.clock.now()));
    await this.em.flush();
  }
}
