import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveBlocked, incentiveInvited } from '@tandem/incentives-contract';
import { INVITATION_DAY } from '@tandem/incentives-domain';
import type { Incentive } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, withCorrelationId } from '@tandem/platform-server';
import type { SettledDelivery } from '@tandem/platform-server';
import { lockIncentives, recordIncentive } from '../incentive-record';
import { OrderMails } from './order-mails';

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
      const invitation = incentive?.deliveryDay === INVITATION_DAY;
      if (!incentive?.settle(outcome, delivery.id, this.clock.now())) continue;
      // The day of a reminder that came back stays used: what follows is the next one. That of an invitation is free again.
      if (outcome === 'cancelled' || (invitation && (outcome === 'failed' || outcome === 'bounced'))) undone.push(delivery.id);
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
