import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { incentiveBlocked, incentiveEndangered, incentiveEnded, incentiveOverdue, incentiveReminded, incentiveRolledOver } from '@tandem/incentives-contract';
import { Incentive, INVITATION_DAY, termAt } from '@tandem/incentives-domain';
import type { Lateness } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, Jobs } from '@tandem/platform-server';
import { goOnSweeping } from '../incentive.jobs';
import { recordIncentive } from '../incentive-record';
import { blockOf, readAddressees } from '../mailing/addressees';
import type { Addressee } from '../mailing/addressees';
import { OrderMails } from '../mailing/order-mails';
import type { DueMail } from '../mailing/order-mails';

/** Most incentives of one transaction: what is held in memory at once. */
const SWEEP_BATCH = 500;

const LATE = { endangered: incentiveEndangered, overdue: incentiveOverdue } as const satisfies Record<Lateness, object>;

/** Does what is due of incentives, picked by date: orders mails to whoever is to get them now, notes what is late, and goes on with what ends with its year. Any number may run at once; none takes what another one holds. */
@Injectable()
export class WorkDue {
  private readonly logger = new Logger('Incentives');

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly mails: OrderMails,
    private readonly jobs: Jobs,
  ) {}

  /** One batch, in the running transaction, which also orders the next one when there may be more: batch by batch, so that other work comes between. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const picked = await this.em.find(Incentive, { nextAt: { $lte: now } }, { limit: SWEEP_BATCH, orderBy: { nextAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE });
    if (picked.length === 0) return;
    const addressees = await readAddressees(this.em, picked.map(({ id }) => id));
    const due = picked.flatMap((incentive) => this.dueOf(incentive, addressees.get(incentive.id), now));
    const ordered = new Set((await this.mails.run(due, now)).map(({ incentive }) => incentive.id));
    for (const { incentive, day } of due) {
      if (!ordered.has(incentive.id)) this.doubt(incentive, now);
      else if (day !== INVITATION_DAY) recordIncentive(this.events, incentiveReminded, incentive, { data: { day } });
    }
    for (const incentive of picked) {
      this.noteLate(incentive, now);
      this.turnYear(incentive, addressees.get(incentive.id), now);
    }
    await this.em.flush();
    if (picked.length === SWEEP_BATCH) this.jobs.add(goOnSweeping, {});
  }

  /** The mail that goes out now, if there is one and somebody to write to. */
  private dueOf(incentive: Incentive, addressee: Addressee | undefined, now: Date): DueMail[] {
    const day = incentive.dueMail(now);
    if (day === undefined) {
      incentive.passSlots(now);
      return [];
    }
    const block = addressee ? blockOf(addressee) : 'PROGRAM_ENDED';
    if (!block && addressee?.email) return [{ incentive, day, email: addressee.email, language: addressee.language }];
    const reason = block ?? 'NO_ADDRESS';
    if (incentive.block(reason, now)) recordIncentive(this.events, incentiveBlocked, incentive, { data: { reason } });
    return [];
  }

  private noteLate(incentive: Incentive, now: Date): void {
    for (const lateness of incentive.noteLateness(now)) {
      recordIncentive(this.events, LATE[lateness], incentive, { data: incentive.blocked === null ? {} : { reason: incentive.blocked } });
      this.logger.warn(`The invitation to incentive ${incentive.id} is ${lateness}: due ${incentive.inviteDueAt.toISOString()}${incentive.blocked === null ? '' : `, ${incentive.blocked}`}`);
    }
  }

  /** A suspended program is still held: what exists stays manageable (ORG-10). */
  private turnYear(incentive: Incentive, addressee: Addressee | undefined, now: Date): void {
    const held = addressee?.membership === 'active' || addressee?.membership === 'suspended';
    const turned = incentive.turnYear(now, held);
    if (turned === 'rolled_over') recordIncentive(this.events, incentiveRolledOver, incentive, { data: { until: termAt(incentive.program, now).until } });
    if (turned === 'ended') recordIncentive(this.events, incentiveEnded, incentive);
  }

  /** Its day was taken by a mail that the incentive does not know of: nothing is sent twice, and somebody hears of it. */
  private doubt(incentive: Incentive, now: Date): void {
    this.logger.error(`A mail of incentive ${incentive.id} has been ordered before; nothing is sent`);
    incentive.block('UNCERTAIN', now);
  }
}
