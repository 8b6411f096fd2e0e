import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { IncentiveView } from '@tandem/incentives-contract';
import { Incentive, INCENTIVE_PROGRAM_DATA, maskPayout } from '@tandem/incentives-domain';
import type { PayoutProfile } from '@tandem/incentives-domain';
import { Clock, notFound } from '@tandem/platform-kernel';
import { whyNot } from '@tandem/platform-contract';
import { query, requirePermission } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { readIncentives } from './incentive-rows';
import type { IncentiveRow, MailRow } from './incentive-rows';
import { deliveryView, slotViews, summaryView, termView } from './incentive.view';
import { neededSteps } from './needed-steps';

const MAILS = `
select m.day, m.delivery_id as id, coalesce(d.state, 'queued') as state, d.reason, d.recipient, coalesce(d.changed_at, m.ordered_at) as at
from incentive_mail m left join delivery d on d.id = m.delivery_id where m.incentive_id = ?::uuid`;

/** Whether somebody looks at incentives as the operator. */
export const isOperator = ({ programs }: Actor): boolean => programs.includes('operator');

/** Whether somebody may see whole account numbers: who keeps them, at that location, and who verifies them. */
function seesAccount(actor: Actor, mpnId: string | null): boolean {
  const holder = { roles: actor.roles, programs: actor.programs, isPerson: actor.userId !== undefined };
  return isOperator(actor) || whyNot('incentive.edit', holder, mpnId ?? undefined) === null;
}

/** Incentives with everything that is known of them. */
@Injectable()
export class IncentiveViews {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
  ) {}

  /** @throws DomainError NOT_FOUND (SEC-01), LOCATION_MISSING when the caller's role counts elsewhere (ROL-08). */
  async of(actor: Actor, id: string): Promise<IncentiveView> {
    return this.view(actor, await this.rowOf(actor, id));
  }

  /** The location that counts for an incentive, of somebody who may see it. @throws DomainError as `of`. */
  async rowOf(actor: Actor, id: string): Promise<IncentiveRow> {
    const [row] = await readIncentives(this.em, 'where i.id = ?::uuid', [id]);
    if (!row) throw notFound();
    requirePermission(actor, 'incentive.read', row.mpnId ?? undefined);
    return row;
  }

  async view(actor: Actor, row: IncentiveRow): Promise<IncentiveView> {
    const incentive = await this.em.findOne(Incentive, { id: row.id }, { refresh: true });
    if (!incentive) throw notFound();
    const now = this.clock.now();
    const { program, payout, tax, verification, submittedBy } = incentive;
    const mails = await query<MailRow & { readonly day: number }>(this.em, MAILS, [row.id]);
    const person = submittedBy === null ? undefined : await this.organisations.person(submittedBy);
    const shown = (profile: PayoutProfile) => ({ ...(seesAccount(actor, row.mpnId) ? profile : maskPayout(profile)) });
    return {
      ...summaryView(row, now),
      name: { ...INCENTIVE_PROGRAM_DATA[program].name },
      slots: slotViews(row, new Map(mails.map((mail) => [mail.day, deliveryView(mail)])), now),
      needed: await neededSteps(this.em, incentive, row.mpnId),
      ...(payout === null ? {} : { payout: shown(payout) }),
      ...(tax === null ? {} : { tax: { ...tax } }),
      ...(verification === null ? {} : { verification: { ...verification } }),
      ...(person ? { submittedBy: person.name } : {}),
      term: termView(program, row.termEndsAt === null ? now : new Date(row.termEndsAt.getTime() - 1)),
    };
  }
}
