import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { organisationRestricted, organisationUnrestricted } from '@tandem/identity-contract';
import { restrictAccount } from '@tandem/identity-domain';
import type { ProgramMembership } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPartner, subjectOfOrganisation } from './partner-record';

const picture = (memberships: readonly ProgramMembership[]) => {
  const halted = memberships.find(({ restrictedSince, state }) => restrictedSince !== null && state !== 'ended');
  return halted ? { restricted: true, reason: halted.restrictionReason } : { restricted: false };
};

/** Restricts a direct-bill partner, or lifts that (ORG-11). */
@Injectable()
export class RestrictPartner {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @param reason null lifts the restriction. A second time changes nothing. @throws DomainError NOT_FOUND, DIRECT_BILL_ONLY, REASON_REQUIRED. */
  async run(actor: Actor, id: string, reason: string | null): Promise<void> {
    const { memberships } = await lockPartner(this.em, id);
    const before = picture(memberships);
    if (!restrictAccount(memberships, reason, this.clock.now())) return;
    this.events.add(reason === null ? organisationUnrestricted : organisationRestricted, {
      ...{ actor, organisations: [id], subjects: [subjectOfOrganisation(id)], data: { organisationId: id } },
      ...{ before, after: picture(memberships) },
    });
    await this.em.flush();
  }
}
