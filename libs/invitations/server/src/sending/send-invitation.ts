import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { invitationQueued } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockOwn, record } from '../invitation-record';
import type { OwnInvitation } from '../invitation-record';
import { PersonalLinks } from '../personal-links';
import { MailOrder } from './mail-order';
import type { SendingRoom } from './sending-room';

/** Has an invitation mailed by the workers (SM-5). The text must still contain exactly the personal link (INV-04). */
@Injectable()
export class SendInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly mails: MailOrder,
    private readonly events: Events,
  ) {}

  /** `room`: what a batch has reserved, so that the day's limit is not counted for each of its invitations. */
  async run(actor: Actor, own: OwnInvitation, room?: SendingRoom): Promise<Invitation> {
    const invitation = await lockOwn(this.em, actor, own);
    await this.apply(actor, invitation, room);
    await this.em.flush();
    return invitation;
  }

  /** Does it to one that is locked already, or new; the caller flushes. `first`: what is to be recorded before it, when it is not refused. */
  async apply(actor: Actor, invitation: Invitation, room?: SendingRoom, first?: () => void): Promise<void> {
    requireGoodStanding(actor);
    const before = { state: invitation.state };
    invitation.send(this.links.urlOf(invitation), this.clock.now());
    await this.mails.admit(invitation, room);
    first?.();
    this.mails.order(invitation);
    record(this.events, invitationQueued, invitation, { actor, before, after: { state: invitation.state, email: invitation.email } });
  }
}
