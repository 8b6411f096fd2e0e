import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationQueued } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockOwn, record } from '../invitation-record';
import type { OwnInvitation } from '../invitation-record';
import { PersonalLinks } from '../personal-links';
import { MailOrder } from './mail-order';

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

  async run(actor: Actor, own: OwnInvitation): Promise<Invitation> {
    const invitation = await lockOwn(this.em, actor, own);
    const before = { state: invitation.state };
    invitation.send(this.links.urlOf(invitation), this.clock.now());
    await this.mails.place(invitation);
    record(this.events, invitationQueued, invitation, { actor, before, after: { state: invitation.state, email: invitation.email } });
    await this.em.flush();
    return invitation;
  }
}
