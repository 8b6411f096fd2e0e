import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { organisationResumed, organisationSuspended } from '@tandem/identity-contract';
import { suspendAccount } from '@tandem/identity-domain';
import type { ProgramMembership } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPartner, subjectOfOrganisation } from './partner-record';

const picture = (memberships: readonly ProgramMembership[]) => {
  const halted = memberships.find(({ state }) => state === 'suspended');
  return halted ? { suspended: true, reason: halted.suspensionReason } : { suspended: false };
};

/** Suspends the account of a partner, or lifts that (ORG-10). It ends no session: what exists has to stay manageable. */
@Injectable()
export class SuspendPartner {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @param reason null lifts the suspension. A second time changes nothing. @throws DomainError NOT_FOUND, NO_PROGRAM, REASON_REQUIRED. */
  async run(actor: Actor, id: string, reason: string | null): Promise<void> {
    const { memberships } = await lockPartner(this.em, id);
    const before = picture(memberships);
    if (!suspendAccount(memberships, reason, this.clock.now())) return;
    this.events.add(reason === null ? organisationResumed : organisationSuspended, {
      ...{ actor, organisations: [id], subjects: [subjectOfOrganisation(id)], data: { organisationId: id } },
      ...{ before, after: picture(memberships) },
    });
    await this.em.flush();
  }
}
