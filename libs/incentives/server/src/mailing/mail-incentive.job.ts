import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveBlocked, incentiveInvited } from '@tandem/incentives-contract';
import { Incentive } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Batch, Config, DeliveryHandler, Events, withCorrelationId } from '@tandem/platform-server';
import type { DeliveryRow, Mail, SettledDelivery } from '@tandem/platform-server';
import { sendInvitation, sendReminder } from '../incentive.jobs';
import { lockIncentives, recordIncentive } from '../incentive-record';
import { blockOf, readAddressees } from './addressees';
import type { Addressee } from './addressees';
import { incentiveInvitationMail, incentivePath, incentiveReminderMail } from './incentive.mail';
import type { IncentiveMail } from './incentive.mail';
import { OrderMails } from './order-mails';

/** An incentive and to whom its mails go, as both stand now. */
interface Letter {
  readonly incentive: Incentive;
  readonly to: Addressee;
}

async function readLetters(em: EntityManager, ids: readonly string[]): Promise<(Letter | undefined)[]> {
  const fork = em.fork();
  const incentives = new Map((await fork.find(Incentive, { id: { $in: [...ids] } })).map((incentive) => [incentive.id, incentive]));
  const addressees = await readAddressees(fork, ids);
  return ids.map((id) => {
    const [incentive, to] = [incentives.get(id), addressees.get(id)];
    return incentive && to ? { incentive, to } : undefined;
  });
}

/** What a mail is written from, looked up at the moment of sending (INC-02, INC-03): mails of the same moment share one look. */
@Injectable()
export class IncentiveLetters {
  private readonly letters = new Batch<string, Letter | undefined>((ids) => readLetters(this.em, ids));

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Undefined when the mail is not to go out any more, or not to this address: the sweep then orders it to the one that counts now. */
  async of(delivery: DeliveryRow): Promise<IncentiveMail | undefined> {
    const letter = await this.letters.add(delivery.subject.id);
    const now = this.clock.now();
    if (!letter?.incentive.awaits(delivery.id, now)) return undefined;
    const { incentive, to } = letter;
    if (blockOf(to) !== undefined || to.email?.toLowerCase() !== delivery.recipient.toLowerCase()) return undefined;
    const url = this.config.get('PUBLIC_URL') + incentivePath(incentive.program);
    return { incentive, to, recipient: delivery.recipient, locale: delivery.locale, url, sender: this.config.get('INCENTIVE_SENDER'), footer: this.config.get('MAIL_FOOTER'), now };
  }
}

/** Takes what became of mails into their incentives. */
@Injectable()
export class IncentiveOutcomes {
  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly mails: OrderMails,
  ) {}

  /** In the transaction that records the outcomes. */
  async take(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    if (settled.length === 0) return;
    const incentives = await lockIncentives(em, settled.map(({ delivery }) => delivery.subject.id));
    const undone: string[] = [];
    for (const { delivery, outcome } of settled) {
      const incentive = incentives.get(delivery.subject.id);
      const before = { state: incentive?.state };
      const reminder = incentive?.deliveryDay !== 0;
      if (!incentive?.settle(outcome, delivery.id, this.clock.now())) continue;
      // The day of a reminder that came back stays used: what follows is the next one. That of an invitation is free again.
      if (outcome === 'cancelled' || (!reminder && (outcome === 'failed' || outcome === 'bounced'))) undone.push(delivery.id);
      withCorrelationId(delivery.correlationId ?? undefined, () => this.tell(incentive, outcome, before, delivery.reason));
    }
    await this.mails.giveBack(undone);
    await em.flush();
  }

  private tell(incentive: Incentive, outcome: SettledDelivery['outcome'], before: Record<string, unknown>, why: string | null): void {
    if (outcome === 'cancelled') return;
    if (outcome === 'sent') return recordIncentive(this.events, incentiveInvited, incentive, { before, after: { state: incentive.state } });
    recordIncentive(this.events, incentiveBlocked, incentive, { data: { reason: incentive.blocked ?? outcome }, before, after: { state: incentive.state, ...(why === null ? {} : { reason: why }) } });
  }
}

/** Mails the invitation to whoever the associated location names at that moment (EML-07). */
@Injectable()
export class SendInvitationJob extends DeliveryHandler {
  readonly job = sendInvitation;

  constructor(
    private readonly letters: IncentiveLetters,
    private readonly outcomes: IncentiveOutcomes,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const mail = await this.letters.of(delivery);
    return mail ? incentiveInvitationMail(mail) : null;
  }

  override settled(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    return this.outcomes.take(settled, em);
  }
}

/** Mails a reminder, by the same rule (EML-08). */
@Injectable()
export class SendReminderJob extends DeliveryHandler {
  readonly job = sendReminder;

  constructor(
    private readonly letters: IncentiveLetters,
    private readonly outcomes: IncentiveOutcomes,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const mail = await this.letters.of(delivery);
    return mail ? incentiveReminderMail(mail) : null;
  }

  /** Of one that went out nothing follows: its day was used when it was ordered. */
  override settled(settled: readonly SettledDelivery[], em: EntityManager): Promise<void> {
    return this.outcomes.take(settled.filter(({ outcome }) => outcome !== 'sent' && outcome !== 'uncertain'), em);
  }
}
