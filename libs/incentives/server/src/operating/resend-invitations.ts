import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveResent } from '@tandem/incentives-contract';
import { requireResendable } from '@tandem/incentives-domain';
import type { Incentive } from '@tandem/incentives-domain';
import { Clock, DomainError, notFound } from '@tandem/platform-kernel';
import { Events, requirePermission } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockIncentives, recordIncentive } from '../incentive-record';
import { blockOf, readAddressees } from '../mailing/addressees';
import type { Addressee } from '../mailing/addressees';
import { OrderMails } from '../mailing/order-mails';

/** What became of one: the incentive as it is now, or why nothing was done. */
export type ResentRow = { readonly incentive: Incentive } | { readonly refusal: DomainError };

/** Has invitations mailed once more, each to the address that counts now (EML-07); one that has not gone out counts as the invitation itself. */
@Injectable()
export class ResendInvitations {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly mails: OrderMails,
  ) {}

  /** One of them. @throws DomainError NOT_FOUND, LOCATION_MISSING (ROL-08), MAIL_BLOCKED with `blocked`, what `requireResendable` refuses. */
  async one(actor: Actor, id: string): Promise<void> {
    const [row] = await this.run(actor, [id]);
    if (row && 'refusal' in row) throw row.refusal;
  }

  /** What became of each, in the order of the ids. One that is refused stays as it is; the others commit together. */
  async run(actor: Actor, ids: readonly string[]): Promise<ResentRow[]> {
    const incentives = await lockIncentives(this.em, ids);
    const addressees = await readAddressees(this.em, ids);
    const rows: ResentRow[] = [];
    for (const id of ids) rows.push(await this.rowOf(actor, incentives.get(id), addressees.get(id)));
    await this.em.flush();
    return rows;
  }

  private async rowOf(actor: Actor, incentive: Incentive | undefined, to: Addressee | undefined): Promise<ResentRow> {
    try {
      if (!incentive || !to) throw notFound();
      requirePermission(actor, 'incentive.resend', to.mpnId ?? undefined);
      const now = this.clock.now();
      const day = requireResendable(incentive, now);
      const blocked = blockOf(to);
      if (blocked !== undefined || to.email === null) throw new DomainError({ rule: 'INC-03', reason: 'MAIL_BLOCKED', kind: 'conflict', details: { blocked: blocked ?? 'NO_ADDRESS' } });
      const { email, language } = to;
      if (day === undefined) this.mails.repeat(incentive, { email, language }, now);
      else if ((await this.mails.run([{ incentive, day, email, language }], now)).length === 0) throw new DomainError({ rule: 'EML-07', reason: 'INCENTIVE_MAIL_UNDER_WAY', kind: 'conflict' });
      recordIncentive(this.events, incentiveResent, incentive, { actor });
      return { incentive };
    } catch (error) {
      if (error instanceof DomainError) return { refusal: error };
      throw error;
    }
  }
}
