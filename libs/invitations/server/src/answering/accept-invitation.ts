import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationAccepted } from '@tandem/invitations-contract';
import type { Established } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { record, roleOf, subjectOf } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';
import { answerState, findLinked, refuseEnded, requireAnswerer } from './linked-invitation';
import { RememberInvitation } from './remember-invitation';

/** Accepts an invitation for the caller's organisation; its kind establishes what it asks for. Checks in the order of docs/adr/0006. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
    private readonly remembering: RememberInvitation,
    private readonly deliveries: Deliveries,
    private readonly events: Events,
  ) {}

  /** @returns what stands between the two now; a second acceptance by the same organisation changes nothing (SM-5). */
  async run(actor: Actor | undefined, token: string, authorized: boolean): Promise<Established> {
    const target = this.links.read(token);
    const now = this.clock.now();
    const seen = await findLinked(this.em, target);
    const before = await this.accepted(seen, actor);
    if (before) return before;
    await refuseEnded(this.em, seen, answerState(seen, target, now));
    const kind = this.kinds.of(seen.type);
    requireAnswerer(actor, kind.action);
    await this.remembering.guard(seen, actor);
    if (!authorized) throw new DomainError({ rule: 'PRT-05', reason: 'AUTHORIZATION_REQUIRED', kind: 'invalid', field: 'authorized' });

    // Only now locked: what was remembered above is another transaction. Whoever came first in between keeps it.
    const invitation = await findLinked(this.em, target, true);
    const meanwhile = await this.accepted(invitation, actor);
    if (meanwhile) return meanwhile;
    await refuseEnded(this.em, invitation, answerState(invitation, target, now));
    const { organisationId } = actor;
    const state = invitation.state;
    await kind.accept(this.em, invitation, actor);
    invitation.answer('accepted', { organisationId, role: roleOf(actor) }, now);
    this.deliveries.cancel(subjectOf(invitation));
    record(this.events, invitationAccepted, invitation, { actor, data: { organisationId }, before: { state }, after: { state: invitation.state } });
    await this.em.flush();
    return kind.standing(this.em, invitation, organisationId);
  }

  private async accepted(invitation: Invitation, actor: Actor | undefined): Promise<Established | undefined> {
    if (invitation.state !== 'accepted') return undefined;
    if (actor && invitation.answeredBy === actor.organisationId) return this.kinds.of(invitation.type).standing(this.em, invitation, actor.organisationId);
    throw new DomainError({ rule: 'INV-02', reason: 'ALREADY_ACCEPTED', kind: 'conflict', details: invitation.decision });
  }
}
