import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BulkInvite, isRefused, MailOrder } from '@tandem/invitations-server';
import type { BulkRow } from '@tandem/invitations-server';
import type { RequestRow } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import type { Carried, Outcome, Verdict } from '../imports/import-kind';
import { PARTNERSHIP_REQUEST } from '../partnership-record';
import { knownAddresses } from './known-addresses';
import type { KnownAddress } from './known-addresses';

/** An address to ask, by its line in the file. */
export type AddressRow = Pick<RequestRow, 'email' | 'name'> & { readonly number: number; readonly language: 'de' | 'en' };
type Wait = NonNullable<Carried['wait']>;

/** What becomes of a readable address by what is known of it; the dry run and each batch of the sending ask the same. */
export function verdictOf(known: KnownAddress | undefined): Verdict {
  if (known?.partner) return { result: 'partner', reason: 'PARTNER_ALREADY', about: known.partner };
  if (known?.asked) return { result: 'requested', reason: 'ASKED_ALREADY', about: null };
  return known?.suppressed ? { result: 'invalid', reason: 'RECIPIENT_SUPPRESSED', about: null } : { result: 'new', reason: null, about: null };
}

/** Makes requests of rows, as the bulk of single requests does. */
@Injectable()
export class SendRows {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly orders: MailOrder,
    private readonly inviting: BulkInvite,
  ) {}

  /** Sends to each address that is still new; says why the rest waits when a limit is reached (SEC-05). A row that is refused stops nobody. */
  async run(sender: Actor, rows: readonly AddressRow[]): Promise<Carried> {
    // Reserved before it is looked what is known: it keeps a second file of the organisation waiting, which has to see what this one has sent (IMP-07).
    const emails = rows.map(({ email }) => email);
    const room = await this.orders.reserve(sender.organisationId, emails);
    const known = await knownAddresses(this.em, sender.organisationId, emails, this.clock.now());
    const judged = rows.map((row) => ({ row, verdict: verdictOf(known.get(row.email.toLowerCase())) }));
    const fresh = judged.flatMap(({ row, verdict }) => (verdict.result === 'new' ? [row] : []));
    const sent = await this.inviting.run(sender, PARTNERSHIP_REQUEST, fresh, room);
    const made = new Map(fresh.map((row, at) => [row, sent[at]]));
    const outcomes: Outcome[] = [];
    for (const { row, verdict } of judged) {
      const outcome = outcomeOf(row, verdict, made.get(row));
      if ('seconds' in outcome) return { outcomes, wait: outcome };
      outcomes.push(outcome);
    }
    return { outcomes };
  }
}

/** What came of one row, or how long it has to wait. */
function outcomeOf({ number }: AddressRow, verdict: Verdict, made: BulkRow | undefined): Outcome | Wait {
  if (!made) return { ...verdict, number, made: null };
  if (!isRefused(made)) return { number, result: 'sent', reason: null, about: null, made: made.invitation.id };
  const { kind, reason, refusals: [{ details }] } = made.refusal;
  if (kind === 'limited') return { reason, seconds: Number(details?.['retryAfter'] ?? 3600) };
  return { number, result: 'invalid', reason, about: null, made: null };
}
