import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentResumed, enrollmentSuspended } from '@tandem/enrollment-contract';
import { Enrollment } from '@tandem/enrollment-domain';
import { ProgramMembership } from '@tandem/identity-domain';
import { Events, JobHandler } from '@tandem/platform-server';
import { followHalt } from '../enrollment.jobs';
import { recordEnrollment } from '../enrollment-record';
import { TellContact } from '../telling/tell-contact';

/** Has an active enrollment follow what the operator does with its account, and tells the contact (ORG-10, EML-02). */
@Injectable()
export class FollowHaltJob extends JobHandler<typeof followHalt> {
  readonly job = followHalt;

  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly telling: TellContact,
  ) {
    super();
  }

  async handle({ organisationId }: { readonly organisationId: string }): Promise<void> {
    const enrollment = await this.em.findOne(Enrollment, { organisationId, state: { $in: ['active', 'suspended'] } }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const membership = await this.em.findOne(ProgramMembership, { organisationId, program: 'indirect_reseller' });
    // Of two halts in a row the job of the first may come last: what counts is how the account stands now.
    if (!enrollment?.halt(membership?.state === 'suspended')) return;
    const suspended = enrollment.state === 'suspended';
    recordEnrollment(this.events, suspended ? enrollmentSuspended : enrollmentResumed, enrollment, { after: { state: enrollment.state } });
    await this.telling.order(enrollment, suspended ? 'enrollment_suspended' : 'enrollment_resumed');
    await this.em.flush();
  }
}
