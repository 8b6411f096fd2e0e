import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationDeliveryFailed, invitationSent } from '@tandem/invitations-contract';
import { Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Config, DeliveryHandler, Events } from '@tandem/platform-server';
import type { DeliveryOutcome, DeliveryRow, Mail } from '@tandem/platform-server';
import { inviterOf } from '../answering/linked-invitation';
import { record } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';
import { invitationMail } from './invitation.mail';
import { sendInvitation } from './invitations.jobs';

/** Mails an invitation as it stands when it is sent, and takes the outcome into it (EML-04). */
@Injectable()
export class SendInvitationJob extends DeliveryHandler {
  readonly job = sendInvitation;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
    private readonly events: Events,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const em = this.em.fork();
    const invitation = await em.findOne(Invitation, { id: delivery.subject.id });
    // Ended meanwhile, or a newer link has taken its place: nothing to send any more.
    const state = invitation?.stateAt(this.clock.now());
    if (!invitation || invitation.deliveryId !== delivery.id || (state !== 'queued' && state !== 'delivery_failed')) return null;
    const { name } = await inviterOf(em, invitation);
    return invitationMail({
      invitation,
      organisation: name,
      words: this.kinds.of(invitation.type).mailWords(invitation.language, name),
      url: this.links.urlOf(invitation),
      recipient: delivery.recipient,
      footer: this.config.get('MAIL_FOOTER'),
    });
  }

  override async settled(delivery: DeliveryRow, outcome: DeliveryOutcome, em: EntityManager): Promise<void> {
    if (outcome !== 'sent' && outcome !== 'failed' && outcome !== 'bounced') return;
    const invitation = await em.findOne(Invitation, { id: delivery.subject.id });
    const before = { state: invitation?.state };
    const followed = invitation?.settle(outcome === 'sent' ? 'sent' : 'delivery_failed', delivery.id, this.clock.now());
    await em.flush();
    if (!invitation || !followed) return;
    const after = { state: invitation.state, ...(delivery.reason === null ? {} : { reason: delivery.reason }) };
    record(this.events, outcome === 'sent' ? invitationSent : invitationDeliveryFailed, invitation, { before, after });
  }
}
