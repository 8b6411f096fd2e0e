import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationRemembered } from '@tandem/invitations-contract';
import { isOpen, RememberedInvitation } from '@tandem/invitations-domain';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { record } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { findLinked } from './linked-invitation';

/** What an organisation can do about by itself, so that an invitation waits for it. */
const WAITS_FOR = new Set(['NOT_ENROLLED', 'AGREEMENT_REQUIRED']);

/** Asks an invitation's kind whether an organisation may answer, and remembers the invitation for one that has to enroll first. */
@Injectable()
export class RememberInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly kinds: InvitationKinds,
    private readonly events: Events,
  ) {}

  /** @throws DomainError what the kind's guard says. What is remembered stays, although the refused request is rolled back. */
  async guard(invitation: Invitation, actor: Actor): Promise<void> {
    try {
      await this.kinds.of(invitation.type).guard(this.em, invitation, actor.organisationId);
    } catch (error) {
      if (error instanceof DomainError && WAITS_FOR.has(error.reason)) await this.remember(invitation, actor);
      throw error;
    }
  }

  private async remember({ id: invitationId }: Invitation, actor: Actor): Promise<void> {
    const now = this.clock.now();
    await this.em.fork().transactional(async (em) => {
      const invitation = await findLinked(em, { id: invitationId }, true);
      if (!isOpen(invitation.stateAt(now)) || invitation.organisationId === actor.organisationId) return;
      const key = { invitationId, organisationId: actor.organisationId };
      if (!(await em.findOne(RememberedInvitation, key))) {
        em.persist(RememberedInvitation.of(invitationId, actor.organisationId, now));
        record(this.events, invitationRemembered, invitation, { actor });
      }
      invitation.holdExpiry();
      await em.flush();
    });
  }
}
