import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { invitationResent } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Config, Deliveries, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockOwn, record, subjectOf } from '../invitation-record';
import type { OwnInvitation } from '../invitation-record';
import { PersonalLinks } from '../personal-links';
import { MailOrder } from './mail-order';
import type { SendingRoom } from './sending-room';

/** Makes a new link in the place of the old one, which is dead at once, and mails it when the old one was mailed. */
@Injectable()
export class ResendInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: PersonalLinks,
    private readonly deliveries: Deliveries,
    private readonly mails: MailOrder,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, own: OwnInvitation): Promise<Invitation> {
    const invitation = await lockOwn(this.em, actor, own);
    await this.apply(actor, invitation);
    await this.em.flush();
    return invitation;
  }

  /** Does it to one that is locked already; the caller flushes. `room`: what a batch has reserved. */
  async apply(actor: Actor, invitation: Invitation, room?: SendingRoom): Promise<void> {
    requireGoodStanding(actor);
    const now = this.clock.now();
    const before = { state: invitation.stateAt(now), generation: invitation.generation };
    const mailed = invitation.renew({ urlOf: this.links.urlOf, linkKey: this.links.newestKey, days: this.config.get('INVITATION_DAYS') }, now);
    if (mailed) await this.mails.admit(invitation, room);
    this.deliveries.cancel(subjectOf(invitation));
    if (mailed) this.mails.order(invitation);
    record(this.events, invitationResent, invitation, { actor, before, after: { state: invitation.state, generation: invitation.generation } });
  }
}
