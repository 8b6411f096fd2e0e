import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { invitationIssued } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockOwn, record } from '../invitation-record';
import type { OwnInvitation } from '../invitation-record';

/** Marks an invitation as sent by its inviter's own means: no mail goes out (INV-03, EML-12). */
@Injectable()
export class IssueInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, own: OwnInvitation): Promise<Invitation> {
    const invitation = await lockOwn(this.em, actor, own);
    requireGoodStanding(actor);
    const before = { state: invitation.state };
    invitation.issue(this.clock.now());
    if (before.state !== invitation.state) record(this.events, invitationIssued, invitation, { actor, before, after: { state: invitation.state } });
    await this.em.flush();
    return invitation;
  }
}
