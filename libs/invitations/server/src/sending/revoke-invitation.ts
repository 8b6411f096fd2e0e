import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationRevoked } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockOwn, record, roleOf, subjectOf } from '../invitation-record';
import type { OwnInvitation } from '../invitation-record';

/** Withdraws an invitation: its link is dead, a mail that has not gone out yet does not go out (SM-5). */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, own: OwnInvitation): Promise<Invitation> {
    const invitation = await lockOwn(this.em, actor, own);
    this.apply(actor, invitation);
    await this.em.flush();
    return invitation;
  }

  /** Does it to one that is locked already; the caller flushes. */
  apply(actor: Actor, invitation: Invitation): void {
    const before = { state: invitation.state };
    invitation.revoke(roleOf(actor), this.clock.now());
    this.deliveries.cancel(subjectOf(invitation));
    record(this.events, invitationRevoked, invitation, { actor, before, after: { state: invitation.state } });
  }
}
