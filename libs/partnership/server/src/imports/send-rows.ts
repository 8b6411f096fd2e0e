import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DraftInvitation, SendInvitation } from '@tandem/invitations-server';
import type { RequestImport } from '@tandem/partnership-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';
import { verdictOf } from './check-rows';
import type { CheckedRow, Verdict } from './check-rows';
import { knownAddresses } from './known-addresses';

type Row = Pick<CheckedRow, 'number' | 'email' | 'language' | 'name'>;
type Outcome = Verdict & { readonly number: number; readonly invitation_id: string | null };
/** Why the rest has to wait, and for how many seconds. */
type Wait = { readonly reason: string; readonly seconds: number };

const NEXT = `select number, email, language, name from partnership_import_row where import_id = ? and result = 'new' order by number limit ?`;
const SETTLE = `
update partnership_import_row row set result = r.result, reason = r.reason, about = r.about, invitation_id = r.invitation_id
from jsonb_to_recordset(?::jsonb) as r(number int, result text, reason text, about text, invitation_id uuid) where row.import_id = ? and row.number = r.number`;

/** Makes requests of the next new rows of an import, through the same use cases as the single request. */
@Injectable()
export class SendRows {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly drafting: DraftInvitation,
    private readonly sending: SendInvitation,
  ) {}

  /** Sends up to `most` rows; answers why the rest waits when a limit is reached (SEC-05). A row that is refused stops nobody. */
  async next({ id, organisationId, language }: RequestImport, sender: Actor, most: number): Promise<Wait | undefined> {
    // Two files of one organisation with the same address: whoever comes second has to see what the first has sent (IMP-07).
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`import ${organisationId}`]);
    const rows = await this.em.execute<Row[]>(NEXT, [id, most]);
    const known = await knownAddresses(this.em, organisationId, rows.map(({ email }) => email), this.clock.now());
    const outcomes: Outcome[] = [];
    let wait: Wait | undefined;
    for (const row of rows) {
      const verdict = verdictOf(known.get(row.email.toLowerCase()));
      const outcome = verdict.result === 'new' ? await this.attempt(row, row.language ?? language, sender) : { ...verdict, number: row.number, invitation_id: null };
      if ('seconds' in outcome) {
        wait = outcome;
        break;
      }
      outcomes.push(outcome);
    }
    await this.em.execute(SETTLE, [JSON.stringify(outcomes), id]);
    return wait;
  }

  /** One row in a savepoint of its own, so that a refused one leaves no draft behind. */
  private async attempt({ number, email, name }: Row, language: 'de' | 'en', sender: Actor): Promise<Outcome | Wait> {
    try {
      const sent = await this.em.transactional(async () => {
        const draft = await this.drafting.run(sender, { type: PARTNERSHIP_REQUEST, email, language, recipient: name });
        return this.sending.run(sender, { type: PARTNERSHIP_REQUEST, id: draft.id });
      });
      return { number, result: 'sent', reason: null, about: null, invitation_id: sent.id };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [{ details }] = error.refusals;
      if (error.kind === 'limited') return { reason: error.reason, seconds: Number(details?.['retryAfter'] ?? 3600) };
      return { number, result: 'invalid', reason: error.reason, about: null, invitation_id: null };
    }
  }
}
