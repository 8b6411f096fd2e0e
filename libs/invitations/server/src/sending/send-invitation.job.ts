import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationDeliveryFailed, invitationSent } from '@tandem/invitations-contract';
import { stateAt } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Batch, Config, DeliveryHandler, Events, withCorrelationId } from '@tandem/platform-server';
import type { DeliveryRow, Mail, SettledDelivery } from '@tandem/platform-server';
import { record } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';
import { invitationMail } from './invitation.mail';
import { sendInvitation } from './invitations.jobs';
import { readLetters } from './letters';
import type { Letter } from './letters';
import { lockMailed, writeMailed } from './mailed-invitations';

/** Mails an invitation as it stands when it is sent, and takes the outcome into it (EML-04). */
@Injectable()
export class SendInvitationJob extends DeliveryHandler {
  readonly job = sendInvitation;
  /** Mails that are due at the same moment are read together. */
  private readonly letters = new Batch<string, Letter | undefined>((ids) => readLetters(this.em, ids));

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
    const letter = await this.letters.add(delivery.subject.id);
    // Ended meanwhile, or a newer link has taken its place: nothing to send any more.
    const state = letter && stateAt(letter, this.clock.now());
    if (!letter || letter.deliveryId !== delivery.id || (state !== 'queued' && state !== 'delivery_failed')) return null;
    return invitationMail({
      invitation: letter,
      organisation: letter.organisation,
      words: this.kinds.of(letter.type).mailWords(letter.language, letter.organisation),
      url: this.links.urlOf(letter),
      recipient: delivery.recipient,
      footer: this.config.get('MAIL_FOOTER'),
    });
  }

  override async settled(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    const told = settled.filter(({ outcome }) => outcome === 'sent' || outcome === 'failed' || outcome === 'bounced');
    if (told.length === 0) return;
    const invitations = await lockMailed(em, told.map(({ delivery }) => delivery.subject.id));
    for (const { delivery, outcome } of told) {
      const invitation = invitations.get(delivery.subject.id);
      const before = { state: invitation?.state };
      if (!invitation?.settle(outcome === 'sent' ? 'sent' : 'delivery_failed', delivery.id, this.clock.now())) continue;
      const after = { state: invitation.state, ...(delivery.reason === null ? {} : { reason: delivery.reason }) };
      withCorrelationId(delivery.correlationId ?? undefined, () => record(this.events, outcome === 'sent' ? invitationSent : invitationDeliveryFailed, invitation, { before, after }));
    }
    await writeMailed(em, invitations.values());
  }
}
