import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DraftInvitation, MailOrder, SendInvitation } from '@tandem/invitations-server';
import type { SendingRoom } from '@tandem/invitations-server';
import type { RequestRow } from '@tandem/partnership-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
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

/** Makes requests of rows, through the same use cases as the single request. */
@Injectable()
export class SendRows {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly orders: MailOrder,
    private readonly drafting: DraftInvitation,
    private readonly sending: SendInvitation,
  ) {}

  /** Sends to each address that is still new; says why the rest waits when a limit is reached (SEC-05). A row that is refused stops nobody. */
  async run(sender: Actor, rows: readonly AddressRow[]): Promise<Carried> {
    // Counted once for the batch. It also keeps a second file of the organisation waiting, which has to see what this one has sent (IMP-07).
    const room = await this.orders.reserve(sender.organisationId);
    const known = await knownAddresses(this.em, sender.organisationId, rows.map(({ email }) => email), this.clock.now());
    const outcomes: Outcome[] = [];
    for (const row of rows) {
      const verdict = verdictOf(known.get(row.email.toLowerCase()));
      const outcome = verdict.result === 'new' ? await this.attempt(row, sender, room) : { ...verdict, number: row.number, made: null };
      if ('seconds' in outcome) return { outcomes, wait: outcome };
      outcomes.push(outcome);
    }
    return { outcomes };
  }

  /** One row in a savepoint of its own, so that a refused one leaves no draft behind. */
  private async attempt({ number, email, language, name }: AddressRow, sender: Actor, room: SendingRoom): Promise<Outcome | Wait> {
    try {
      const sent = await this.em.transactional(async () => {
        const draft = await this.drafting.run(sender, { type: PARTNERSHIP_REQUEST, email, language, recipient: name });
        return this.sending.run(sender, { type: PARTNERSHIP_REQUEST, id: draft.id }, room);
      });
      return { number, result: 'sent', reason: null, about: null, made: sent.id };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [{ details }] = error.refusals;
      if (error.kind === 'limited') return { reason: error.reason, seconds: Number(details?.['retryAfter'] ?? 3600) };
      return { number, result: 'invalid', reason: error.reason, about: null, made: null };
    }
  }
}
