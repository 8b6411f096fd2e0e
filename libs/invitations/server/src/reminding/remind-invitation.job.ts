import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { awaitsReminder, Invitation } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Config, DeliveryHandler } from '@tandem/platform-server';
import type { DeliveryRow, Mail, SettledDelivery } from '@tandem/platform-server';
import { inviterOf } from '../answering/linked-invitation';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';
import { invitationMail } from '../sending/invitation.mail';
import { remindInvitation } from '../sending/invitations.jobs';

/** Mails a reminder with the link that is live, if the invitation still waits for an answer when it is sent (INV-12). */
@Injectable()
export class RemindInvitationJob extends DeliveryHandler {
  readonly job = remindInvitation;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const em = this.em.fork();
    const invitation = await em.findOne(Invitation, { id: delivery.subject.id });
    if (!invitation || !awaitsReminder(invitation, delivery, this.clock.now())) return null;
    const { name } = await inviterOf(em, invitation);
    return invitationMail({
      invitation,
      organisation: name,
      words: this.kinds.of(invitation.type).mailWords(invitation.language, name),
      url: this.links.urlOf(invitation),
      recipient: delivery.recipient,
      footer: this.config.get('MAIL_FOOTER'),
      remindsOf: invitation.mailedAt ?? invitation.createdAt,
    });
  }

  override async settled(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    const failed = settled.filter(({ outcome }) => outcome === 'failed' || outcome === 'bounced');
    if (failed.length === 0) return;
    // In one order for everybody, as the outcomes of first mails.
    const invitations = await em.find(Invitation, { id: { $in: failed.map(({ delivery }) => delivery.subject.id) } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
    for (const { delivery } of failed) invitations.find(({ id }) => id === delivery.subject.id)?.reminderFailed(delivery.id);
    await em.flush();
  }
}
