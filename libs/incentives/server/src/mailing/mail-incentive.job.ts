import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryHandler } from '@tandem/platform-server';
import type { DeliveryRow, Mail, SettledDelivery } from '@tandem/platform-server';
import { sendInvitation, sendReminder } from '../incentive.jobs';
import { IncentiveLetters } from './incentive-letters';
import { IncentiveOutcomes } from './incentive-outcomes';
import { incentiveInvitationMail, incentiveReminderMail } from './incentive.mail';
import type { IncentiveMail } from './incentive.mail';

/** Writes a mail about an incentive from what stands at that moment, and takes in what became of it. */
@Injectable()
abstract class MailIncentiveJob extends DeliveryHandler {
  constructor(
    private readonly letters: IncentiveLetters,
    private readonly outcomes: IncentiveOutcomes,
  ) {
    super();
  }

  protected abstract write(mail: IncentiveMail): Mail;

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const mail = await this.letters.of(delivery);
    return mail ? this.write(mail) : null;
  }

  override settled(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    return this.outcomes.take(settled, em);
  }
}

/** Mails the invitation to whoever the associated location names at that moment (EML-07). */
@Injectable()
export class SendInvitationJob extends MailIncentiveJob {
  readonly job = sendInvitation;
  protected readonly write = incentiveInvitationMail;
}

/** Mails a reminder, by the same rule (EML-08). */
@Injectable()
export class SendReminderJob extends MailIncentiveJob {
  readonly job = sendReminder;
  protected readonly write = incentiveReminderMail;

  /** Of one that went out nothing follows: its day was used when it was ordered. */
  override settled(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    return super.settled(settled.filter(({ outcome }) => outcome !== 'sent' && outcome !== 'uncertain'), em);
  }
}
