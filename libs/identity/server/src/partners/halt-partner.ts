import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { organisationRestricted, organisationResumed, organisationSuspended, organisationUnrestricted } from '@tandem/identity-contract';
import { restrictAccount, suspendAccount } from '@tandem/identity-domain';
import type { ProgramMembership } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPartner, subjectOfOrganisation } from './partner-record';

/** The two ways in which a partner's account is halted, and what is said of each. */
const HALTS = {
  /** ORG-10: it ends no session, for what exists has to stay manageable. */
  suspended: {
    ...{ decide: suspendAccount, begun: organisationSuspended, lifted: organisationResumed },
    ...{ is: (one: ProgramMembership) => one.state === 'suspended', reason: (one: ProgramMembership) => one.suspensionReason },
  },
  /** ORG-11: of direct-bill partners. */
  restricted: {
    ...{ decide: restrictAccount, begun: organisationRestricted, lifted: organisationUnrestricted },
    ...{ is: (one: ProgramMembership) => one.restrictedSince !== null && one.state !== 'ended', reason: (one: ProgramMembership) => one.restrictionReason },
  },
} as const;

export type Halt = keyof typeof HALTS;

const picture = (memberships: readonly ProgramMembership[], halt: Halt) => {
  const { is, reason } = HALTS[halt];
  const halted = memberships.find(is);
  return halted ? { [halt]: true, reason: reason(halted) } : { [halt]: false };
};

/** Suspends or restricts the account of a partner, or lifts that (ORG-10, ORG-11). */
@Injectable()
export class HaltPartner {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @param reason null lifts it. A second time changes nothing. @throws DomainError NOT_FOUND, NO_PROGRAM, DIRECT_BILL_ONLY, REASON_REQUIRED. */
  async run(actor: Actor, id: string, halt: Halt, reason: string | null): Promise<void> {
    const { decide, begun, lifted } = HALTS[halt];
    const { memberships } = await lockPartner(this.em, id);
    const before = picture(memberships, halt);
    if (!decide(memberships, reason, this.clock.now())) return;
    this.events.add(reason === null ? lifted : begun, {
      ...{ actor, organisations: [id], subjects: [subjectOfOrganisation(id)], data: { organisationId: id } },
      ...{ before, after: picture(memberships, halt) },
    });
    await this.em.flush();
  }
}
