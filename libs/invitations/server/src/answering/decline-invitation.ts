import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationDeclined } from '@tandem/invitations-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { record, roleOf, subjectOf } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';
import { answerState, findLinked, refuseEnded, requireAnswerer } from './linked-invitation';
import { RememberInvitation } from './remember-invitation';

const unlessSuspended = (error: unknown): void => {
  if (!(error instanceof DomainError) || error.reason !== 'ACCOUNT_SUSPENDED') throw error;
};

/** Declines an invitation for an organisation that could accept it. */
@Injectable()
export class DeclineInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
    private readonly remembering: RememberInvitation,
    private readonly deliveries: Deliveries,
    private readonly events: Events,
  ) {}

  async run(actor: Actor | undefined, token: string, reason?: string): Promise<void> {
    const target = this.links.read(token);
    const now = this.clock.now();
    const seen = await findLinked(this.em, target);
    await refuseEnded(this.em, seen, answerState(seen, target, now));
    requireAnswerer(actor, this.kinds.of(seen.type).action);
    // Saying no begins nothing: a suspended organisation may (ORG-10).
    await this.remembering.guard(seen, actor).catch(unlessSuspended);

    const invitation = await findLinked(this.em, target, true);
    await refuseEnded(this.em, invitation, answerState(invitation, target, now));
    const { organisationId } = actor;
    const state = invitation.state;
    invitation.answer('declined', { organisationId, role: roleOf(actor), reason: reason || undefined }, now);
    this.deliveries.cancel(subjectOf(invitation));
    record(this.events, invitationDeclined, invitation, { actor, data: { organisationId }, before: { state }, after: { state: invitation.state } });
    await this.em.flush();
  }
}
